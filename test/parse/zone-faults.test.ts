import { expect, test } from "vitest";
import { readZone } from "../../src/parse/zone/read-zone.ts";
import { zoneFaults } from "../../src/parse/zone/zone-faults.ts";

function faultsOf(lines: string): readonly string[] {
  const { zone, problems } = readZone(`$ORIGIN example.com.\n@ SOA ns hostmaster 1 7200 3600 1209600 3600\n${lines}\n`);
  expect(problems).toEqual([]);
  return zoneFaults(zone.records, "example.com").map(({ kind, written, suggestion }) =>
    `${kind} ${written} ${suggestion}`.trim(),
  );
}

test.for([
  ["www.example.com A 192.0.2.1", "owner-doubled www.example.com.example.com www.example.com."],
  ["example.com TXT x", "owner-doubled example.com.example.com example.com."],
  ["www CNAME web.example.com", "target-doubled web.example.com.example.com web.example.com."],
  ["@ NS ns.example.com", "target-doubled ns.example.com.example.com ns.example.com."],
  ["_dmarc TXT v=DMARC1; p=none", "text-cut v=DMARC1"],
])("%s has the fault %s", ([lines, fault]) => {
  expect(faultsOf(lines ?? "")).toEqual([fault]);
});

test("an alias with other records beside it is told once", () => {
  expect(faultsOf("www CNAME web\nwww A 192.0.2.1\nwww TXT x")).toEqual(["alias-not-alone www.example.com"]);
});

test("what stands at and below a delegated name is told once", () => {
  expect(faultsOf("sub NS ns.sub\nns.sub A 192.0.2.1\nsub TXT x\nsub MX 10 mx\nmail.sub TXT y\nother NS ns.sub")).toEqual([
    "delegated sub.example.com",
  ]);
});

test.for([
  "www CNAME web",
  "sub NS ns.sub\nns.sub A 192.0.2.1\nsub DS 1 13 2 AA",
  "www.example.com. A 192.0.2.1",
  '_dmarc TXT "v=DMARC1; p=none"',
  "s._domainkey TXT v=DKIM1\ns._domainkey TXT p=MIIB",
  "notexample.com TXT x",
  "@ MX 10 mx.example.com",
])("%s has none", (lines) => {
  expect(faultsOf(lines)).toEqual([]);
});
