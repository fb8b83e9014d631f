import { describe, expect, test } from "vitest";
import { editedDns } from "../../../src/collect/domain/edited-dns.ts";
import { editedZone } from "../../../src/collect/domain/edited-zone.ts";
import { zoneDns } from "../../../src/collect/zone-dns.ts";
import type { DnsType } from "../../../src/model/dns.ts";
import type { RecordChange } from "../../../src/model/domain/repair.ts";
import { textOf } from "../../../src/model/record-value.ts";
import { readZone } from "../../../src/parse/zone/read-zone.ts";

const { zone } = readZone(`$ORIGIN example.com.
$TTL 300
@ SOA ns h 1 1 1 1 1
@ TXT "one"
@ TXT "two"
alias CNAME host
host A 192.0.2.1
*.wild TXT "any"
*.far CNAME host
`);

function add(name: string, type: DnsType, text: string): RecordChange {
  return { action: "add", name, type, value: type === "TXT" ? [text] : text };
}

function remove(name: string, type: DnsType, text: string): RecordChange {
  return { ...add(name, type, text), action: "remove" };
}

async function answerTo(changes: readonly RecordChange[], name: string, type: DnsType): Promise<string> {
  const answer = await editedDns(zoneDns(zone), changes).lookup(name, type);
  const via = answer.status === "failed" || !answer.aliases ? "" : ` via ${answer.aliases.join(" ")}`;
  if (answer.status === "found") return `${answer.records.map(({ value }) => textOf(value)).join(", ")}${via}`;
  return `${answer.status === "absent" ? `no ${answer.kind}` : answer.because}${via}`;
}

describe("answers are as they would be", () => {
  test.for<[string, readonly RecordChange[], string, DnsType, string]>([
    ["without changes", [], "example.com", "TXT", "one, two"],
    ["with a record more", [add("example.com", "TXT", "three")], "example.com", "TXT", "one, two, three"],
    ["with a record less", [remove("example.com", "TXT", "one")], "example.com", "TXT", "two"],
    [
      "with none left",
      [remove("example.com", "TXT", "one"), remove("example.com", "TXT", "two")],
      "example.com",
      "TXT",
      "no type",
    ],
    ["where nothing was", [add("new.example.com", "TXT", "x")], "new.example.com", "TXT", "x"],
    ["of another type where nothing was", [add("new.example.com", "TXT", "x")], "new.example.com", "A", "no type"],
    ["above a new name", [add("a.b.example.com", "TXT", "x")], "b.example.com", "TXT", "no type"],
    ["below which nothing is", [add("b.example.com", "TXT", "x")], "a.b.example.com", "TXT", "no name"],
    [
      "with an alias",
      [add("www.example.com", "CNAME", "host.example.com")],
      "www.example.com",
      "A",
      "192.0.2.1 via host.example.com",
    ],
    ["without an alias", [remove("alias.example.com", "CNAME", "host.example.com")], "alias.example.com", "A", "no type"],
    [
      "behind an alias",
      [add("host.example.com", "A", "192.0.2.2")],
      "alias.example.com",
      "A",
      "192.0.2.1, 192.0.2.2 via host.example.com",
    ],
    [
      "with a record in an alias's place",
      [remove("alias.example.com", "CNAME", "host.example.com"), add("alias.example.com", "TXT", "x")],
      "alias.example.com",
      "TXT",
      "x",
    ],
    ["without a wildcard", [remove("*.wild.example.com", "TXT", "any")], "a.wild.example.com", "TXT", "no name"],
    ["with a name that a wildcard answered for", [add("a.far.example.com", "TXT", "x")], "a.far.example.com", "TXT", "x"],
    ["of others", [add("new.example.com", "TXT", "x")], "example.net", "TXT", "not-recorded"],
    [
      "with a circle of aliases",
      [add("a.example.com", "CNAME", "b.example.com"), add("b.example.com", "CNAME", "a.example.com")],
      "a.example.com",
      "A",
      "server-failed",
    ],
  ])("%s", async ([, changes, name, type, expected]) => {
    expect(await answerTo(changes, name, type)).toBe(expected);
  });
});

test("records keep the time to live of their set", async () => {
  const answer = await editedDns(zoneDns(zone), [add("example.com", "TXT", "x")]).lookup("example.com", "TXT");
  expect(answer.status === "found" && answer.records.map(({ ttlSeconds }) => ttlSeconds)).toEqual([300, 300, 300]);
});

test("a zone file's records are changed likewise", () => {
  const edited = editedZone(zone, [remove("example.com", "TXT", "one"), add("x.example.com", "A", "192.0.2.3")]);
  const texts = edited.records.map(({ name, type, value }) => `${name} ${type} ${textOf(value)}`);
  expect(texts).toContain("x.example.com A 192.0.2.3");
  expect(texts).not.toContain("example.com TXT one");
  expect(edited.records).toHaveLength(zone.records.length);
  expect(edited.names).toContain("x.example.com");
});
