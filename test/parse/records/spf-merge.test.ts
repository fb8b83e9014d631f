import * as fc from "fast-check";
import { expect, test } from "vitest";
import { mergeRecords } from "../../../src/parse/records/spf/merge.ts";
import { readSpf } from "../../../src/parse/records/spf/read-record.ts";

function merge(texts: readonly string[], includes: readonly string[] = []): string | undefined {
  return mergeRecords(
    texts.map((text) => readSpf(text).value),
    includes,
  );
}

test.for([
  ["no record", [], ["a.example"], "v=spf1 include:a.example ~all"],
  ["one that has it", ["v=spf1 include:a.example -all"], ["a.example"], "v=spf1 include:a.example -all"],
  ["one in capitals", ["v=spf1 include:A.example -all"], ["a.example"], "v=spf1 include:A.example -all"],
  ["one without it", ["v=spf1 mx -all"], ["a.example"], "v=spf1 mx include:a.example -all"],
  ["one behind all", ["v=spf1 mx -all include:a.example"], ["a.example"], "v=spf1 mx include:a.example -all"],
  ["one with a sign", ["v=spf1 ?include:a.example -all"], ["a.example"], "v=spf1 include:a.example -all"],
  [
    "two records without anything to include",
    ["v=spf1 a include:x.example -all", "v=spf1 INCLUDE:x.example mx ~all"],
    [],
    "v=spf1 a include:x.example mx ~all",
  ],
  ["two records that say nothing of all others", ["v=spf1 a", "v=spf1 mx"], [], "v=spf1 a mx ~all"],
  ["two records with one", ["v=spf1 mx ~all", "v=spf1 a mx -all"], ["a.example"], "v=spf1 mx a include:a.example ~all"],
  ["a redirect", ["v=spf1 redirect=b.example"], ["a.example"], "v=spf1 include:a.example redirect=b.example"],
  ["a redirect that all makes idle", ["v=spf1 -all redirect=b.example"], ["a.example"], "v=spf1 include:a.example -all"],
  ["an explanation", ["v=spf1 -all exp=e.example"], ["a.example"], "v=spf1 include:a.example -all exp=e.example"],
] as const)("%s becomes one record", ([, texts, includes, merged]) => {
  expect(merge(texts, includes)).toBe(merged);
});

test.for([
  ["that cannot be read", ["v=spf1 ipv4:192.0.2.1 -all"]],
  ["beside one that cannot be read", ["v=spf1 a", "v=spf1 ipv4:1"]],
  ["beside one that leads elsewhere as a whole", ["v=spf1 a", "v=spf1 redirect=x.example"]],
] as const)("a record %s is not guessed at", ([, texts]) => {
  expect(merge(texts, ["a.example"])).toBeUndefined();
});

test("what is merged reads without fault, and merging again changes nothing", () => {
  const word = fc.constantFrom(
    "mx",
    "a",
    "-all",
    "~all",
    "include:a.example",
    "?include:b.example",
    "ip4:192.0.2.0/24",
    "redirect=r.example",
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 8 }), (words) => {
      const merged = merge([`v=spf1 ${words.join(" ")}`], ["a.example", "b.example"]);
      if (merged === undefined) return;
      expect(readSpf(merged).faults).toEqual([]);
      expect(merge([merged], ["a.example", "b.example"])).toBe(merged);
    }),
  );
});
