import { expect, test } from "vitest";
import { zoneDns } from "../../src/collect/zone-dns.ts";
import { readOctodns } from "../../src/parse/zone/read-octodns.ts";
import { readZone } from "../../src/parse/zone/read-zone.ts";

const text = "$ORIGIN example.com.\n@ SOA ns hostmaster 1 2 3 4 5\n@ ALIAS web.example.net.\nother TXT text\n";
const yaml = `"":\n  type: ALIAS\n  value: web.example.net.\nother:\n  type: TXT\n  value: text\n`;

test.for([
  ["a master file", readZone(text).zone],
  ["a file of octoDNS", readOctodns({ text: yaml, file: "example.com.yaml" }, "example.com").zone],
] as const)("addresses that a server takes from another name are not known to %s", async ([, zone]) => {
  const dns = zoneDns(zone);
  const unknown = { status: "failed", because: "not-recorded" };
  expect(await dns.lookup("example.com", "A")).toEqual(unknown);
  expect(await dns.lookup("example.com", "AAAA")).toEqual(unknown);
  expect(await dns.lookup("example.com", "MX")).toEqual({ status: "absent", kind: "type" });
  expect(await dns.lookup("other.example.com", "A")).toEqual({ status: "absent", kind: "type" });
});
