import { describe, expect, test } from "vitest";
import { overlayDns } from "../../src/collect/overlay-dns.ts";
import type { DnsAnswer, DnsType } from "../../src/model/dns.ts";
import { readZone } from "../../src/parse/zone/read-zone.ts";
import { failingAt, world } from "../support/worlds.ts";

const below = world(`
example.com TXT "old"
example.com MX 10 mail.example.com.
www.example.com CNAME host.example.com.
host.example.com A 192.0.2.1
sub.example.com TXT "below"
far.example.com CNAME example.com.
`);
const above = readZone(`
example.com TXT "new"
_dmarc.example.com TXT "v=DMARC1; p=none"
host.example.com A 192.0.2.9
sub.example.com CNAME example.com.
*.wild.example.com TXT "any"
a.example.com CNAME b.example.com.
b.example.com CNAME a.example.com.
`).zone;
const dns = overlayDns(above, below);

function short(answer: DnsAnswer): unknown {
  const aliases = "aliases" in answer && answer.aliases ? [answer.aliases] : [];
  if (answer.status === "found") return [...answer.records.map(({ name, value }) => [name, [value].flat().join("")]), ...aliases];
  return [answer.status === "absent" ? answer.kind : answer.because, ...aliases];
}

test.for<readonly [string, DnsType, unknown]>([
  ["example.com", "TXT", [["example.com", "new"]]],
  ["EXAMPLE.com.", "MX", [["example.com", "10 mail.example.com"]]],
  ["_dmarc.example.com", "TXT", [["_dmarc.example.com", "v=DMARC1; p=none"]]],
  ["_dmarc.example.com", "MX", ["type"]],
  ["wild.example.com", "MX", ["type"]],
  ["x.wild.example.com", "TXT", [["x.wild.example.com", "any"]]],
  ["x.wild.example.com", "MX", ["type"]],
  ["gone.example.com", "TXT", ["name"]],
  ["www.example.com", "A", [["host.example.com", "192.0.2.9"], ["host.example.com"]]],
  ["www.example.com", "AAAA", ["type", ["host.example.com"]]],
  ["sub.example.com", "TXT", [["example.com", "new"], ["example.com"]]],
  ["sub.example.com", "MX", [["example.com", "10 mail.example.com"], ["example.com"]]],
  ["far.example.com", "TXT", [["example.com", "new"], ["example.com"]]],
  ["a.example.com", "TXT", ["server-failed"]],
])("%s %s", async ([name, type, expected]) => {
  expect(short(await dns.lookup(name, type))).toEqual(expected);
});

describe("what fails below", () => {
  test("fails, and what the zone names does not", async () => {
    const broken = overlayDns(above, failingAt(below, 1));
    expect((await broken.lookup("example.com", "TXT")).status).toBe("found");
    expect(await broken.lookup("example.com", "MX")).toEqual({ status: "failed", because: "server-failed" });
  });
});
