import * as fc from "fast-check";
import { expect, test } from "vitest";
import { mergeSpf } from "../../../src/parse/records/merge-spf.ts";
import { readSpf } from "../../../src/parse/records/spf/read-record.ts";

test.for([
  ["no record", [], ["a.example"], "v=spf1 include:a.example ~all"],
  ["one that has it", ["v=spf1 include:a.example -all"], ["a.example"], "v=spf1 include:a.example -all"],
  ["one in capitals", ["v=spf1 include:A.example -all"], ["a.example"], "v=spf1 include:A.example -all"],
  ["one without it", ["v=spf1 mx -all"], ["a.example"], "v=spf1 mx include:a.example -all"],
  ["one behind all", ["v=spf1 mx -all include:a.example"], ["a.example"], "v=spf1 mx include:a.example -all"],
  ["one with a sign", ["v=spf1 ?include:a.example -all"], ["a.example"], "v=spf1 include:a.example -all"],
  ["two records", ["v=spf1 mx ~all", "v=spf1 a mx -all"], ["a.example"], "v=spf1 mx a include:a.example ~all"],
  ["a redirect", ["v=spf1 redirect=b.example"], ["a.example"], "v=spf1 include:a.example redirect=b.example"],
  ["a redirect that all makes idle", ["v=spf1 -all redirect=b.example"], ["a.example"], "v=spf1 include:a.example -all"],
  ["an explanation", ["v=spf1 -all exp=e.example"], ["a.example"], "v=spf1 include:a.example -all exp=e.example"],
] as const)("%s becomes one record", ([, texts, includes, merged]) => {
  expect(mergeSpf(texts, includes)).toBe(merged);
});

test("a record that cannot be read is not guessed at", () => {
  expect(mergeSpf(["v=spf1 ipv4:192.0.2.1 -all"], ["a.example"])).toBeUndefined();
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
      const merged = mergeSpf([`v=spf1 ${words.join(" ")}`], ["a.example", "b.example"]);
      if (merged === undefined) return;
      expect(readSpf(merged).faults).toEqual([]);
      expect(mergeSpf([merged], ["a.example", "b.example"])).toBe(merged);
    }),
  );
});
