import { expect, test } from "vitest";
import { zoneDns } from "../../src/collect/zone-dns.ts";
import type { DnsType } from "../../src/model/dns.ts";
import { readZone } from "../../src/parse/zone/read-zone.ts";

const { zone } = readZone(`$ORIGIN example.com.
@ SOA ns hostmaster 1 7200 3600 1209600 3600
@ NS ns
ns A 192.0.2.53
sub NS ns.sub
ns.sub A 192.0.2.54
sub TXT hidden
_dmarc.sub TXT hidden
example.net. NS ns
example.net. TXT known
`);
const dns = zoneDns(zone);

test.for([
  ["sub.example.com", "TXT"],
  ["sub.example.com", "MX"],
  ["sub.example.com", "A"],
  ["_dmarc.sub.example.com", "TXT"],
  ["else.sub.example.com", "TXT"],
] as const)("a zone file does not tell what a delegated name has: %s %s", async ([name, type]) => {
  expect(await dns.lookup(name, type)).toEqual({ status: "failed", because: "not-recorded" });
});

test.for([
  ["sub.example.com", "NS", "found"],
  ["sub.example.com", "DS", "absent"],
  ["ns.sub.example.com", "A", "found"],
  ["example.com", "NS", "found"],
  ["example.com", "MX", "absent"],
  ["example.net", "TXT", "found"],
] satisfies [string, DnsType, string][])("it tells %s %s", async ([name, type, status]) => {
  expect((await dns.lookup(name, type)).status).toBe(status);
});
