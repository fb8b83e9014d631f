import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isMeantForBimi, readBimi } from "../../../src/parse/records/bimi.ts";

describe("a record without fault gives its addresses", () => {
  test.for([
    [
      "v=BIMI1; l=https://example.com/a.svg; a=https://example.com/b.pem",
      "https://example.com/a.svg",
      "https://example.com/b.pem",
    ],
    ["v=BIMI1;l=https://example.com/a.svg", "https://example.com/a.svg", ""],
    ["v=BIMI1; l=; a=;", "", ""],
    ["v=BIMI1; l=https://example.com/logo?id=1; avp=personal; lps=news", "https://example.com/logo?id=1", ""],
  ] as const)("%s", ([text, location, evidence]) => {
    expect(readBimi(text)).toEqual({ value: { location, evidence }, faults: [], repaired: undefined });
  });
});

describe("a fault has a place, and a record is mended where that can be done", () => {
  test.for([
    ["v=bimi1; l=https://e.com/a.svg", "version-wrong", "v=bimi1", "v=BIMI1; l=https://e.com/a.svg; a="],
    ["l=https://e.com/a.svg; a=", "version-wrong", "l=https://e.com/a.svg", "v=BIMI1; l=https://e.com/a.svg; a="],
    ["v=BIMI1; a=", "location-missing", "", undefined],
    ["v=BIMI1; L=https://e.com/a.svg", "location-missing", "L", undefined],
    ["v=BIMI1; l=http://e.com/a.svg", "uri-scheme", "http://e.com/a.svg", "v=BIMI1; l=https://e.com/a.svg; a="],
    ["v=BIMI1; l=e.com/a.svg", "uri-scheme", "e.com/a.svg", "v=BIMI1; l=https://e.com/a.svg; a="],
    ["v=BIMI1; l=data:image/svg+xml,x", "uri-scheme", "data:image/svg+xml,x", undefined],
    ["v=BIMI1; l=https://e.com", "uri-malformed", "https://e.com", undefined],
    ["v=BIMI1; l=https://e.com/a.svg; a=self", "uri-scheme", "self", undefined],
    ["v=BIMI1; l=https://e.com/a.PNG", "location-not-svg", "https://e.com/a.PNG", undefined],
    ["v=BIMI1; l=https://e.com/a.svg; avp=brnad", "avatar-unknown", "brnad", "v=BIMI1; l=https://e.com/a.svg; a="],
    [
      "v=BIMI1; l=https://e.com/a.svg; l=https://e.com/b.svg",
      "tag-twice",
      "l=https://e.com/b.svg",
      "v=BIMI1; l=https://e.com/a.svg; a=",
    ],
    ["v=BIMI1; l=https://e.com/a.svg; logo", "tag-malformed", "logo", "v=BIMI1; l=https://e.com/a.svg; a="],
  ] as const)("%s", ([text, kind, at, repaired]) => {
    const { faults, repaired: mended } = readBimi(text);
    expect(faults.map((fault) => [fault.kind, text.slice(fault.at.start, fault.at.end)])).toEqual([[kind, at]]);
    expect(mended).toBe(repaired);
  });
});

test("a repaired record reads without fault, whatever it was", () => {
  const pieces = fc.constantFrom("v=BIMI1", "v=1", "l=", "a=", "avp=", "https://", "http://", "e.com/a.svg", "x", ";", "; ", "é");
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 14 }), (list) => {
      const text = list.join("");
      const { faults, repaired } = readBimi(text);
      for (const { at } of faults) expect(at.start >= 0 && at.start <= at.end && at.end <= text.length).toBe(true);
      if (repaired !== undefined) expect(readBimi(repaired).faults).toEqual([]);
    }),
  );
});

test("what was meant for BIMI is told from other texts", () => {
  expect(["v=BIMI1; l=", "v = bimi", "l=; v=BIMI1"].map(isMeantForBimi)).toEqual([true, true, true]);
  expect(["", "v=spf1 -all", "bimini"].map(isMeantForBimi)).toEqual([false, false, false]);
});
