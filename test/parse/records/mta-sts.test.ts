import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isMeantForMtaSts, readMtaSts } from "../../../src/parse/records/mta-sts.ts";

describe("a record without fault gives its id", () => {
  test.for([
    ["v=STSv1; id=20260101T000000", "20260101T000000"],
    ["v=STSv1;id=1;", "1"],
    ["v=STSv1 ; id=abc ; other=value", "abc"],
    [`v=STSv1; id=${"a".repeat(32)}`, "a".repeat(32)],
  ] as const)("%s", ([text, id]) => {
    expect(readMtaSts(text)).toEqual({ value: { id }, faults: [], repaired: undefined });
  });
});

describe("a fault has a place, and a record is mended where that can be done", () => {
  test.for([
    ["v=STSv2; id=1", "version-wrong", "v=STSv2", "v=STSv1; id=1"],
    ["v=stsv1; id=1", "version-wrong", "v=stsv1", "v=STSv1; id=1"],
    [" v=STSv1; id=1", "version-wrong", " v=STSv1", "v=STSv1; id=1"],
    ["V=STSv1; id=1", "version-wrong", "V=STSv1", "v=STSv1; id=1"],
    ["v=STSv1", "id-missing", "", undefined],
    ["v=STSv1; ID=7", "id-missing", "ID", "v=STSv1; id=7"],
    ["v=STSv1; id=", "id-malformed", "", undefined],
    ["v=STSv1; id=2026-01-01", "id-malformed", "2026-01-01", "v=STSv1; id=20260101"],
    [`v=STSv1; id=${"a".repeat(33)}`, "id-malformed", "a".repeat(33), `v=STSv1; id=${"a".repeat(32)}`],
    ["v=STSv1; id=1; id=2", "tag-twice", "id=2", "v=STSv1; id=1"],
    ["v=STSv1; id=1; v=STSv1", "tag-twice", "v=STSv1", "v=STSv1; id=1"],
    ["v=STSv1; id=1; enforce", "tag-malformed", "enforce", "v=STSv1; id=1"],
  ] as const)("%s", ([text, kind, at, repaired]) => {
    const reading = readMtaSts(text);
    expect(reading.value).toBeUndefined();
    expect(reading.faults.map((fault) => [fault.kind, text.slice(fault.at.start, fault.at.end)])).toEqual([[kind, at]]);
    expect(reading.repaired).toBe(repaired);
  });
});

test("a repaired record reads without fault, whatever it was", () => {
  const pieces = fc.constantFrom("v=STSv1", "v=STSv2", "id=1", "id=-", "id", "ids=a b", ";", "; ", " ", "x=y", "\t", "é");
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 12 }), (list) => {
      const text = list.join("");
      const { faults, repaired } = readMtaSts(text);
      for (const { at } of faults) expect(at.start >= 0 && at.start <= at.end && at.end <= text.length).toBe(true);
      if (repaired !== undefined) expect(readMtaSts(repaired).faults).toEqual([]);
    }),
  );
});

describe("what was meant for MTA-STS is told from other texts", () => {
  test.for(["v=STSv1; id=1", "V = stsv1", "v=STS1; id=1", "v=MTA-STSv1", '"v=STSv1; id=1"', "id=1; v=STSv1"])("%s is", (text) => {
    expect(isMeantForMtaSts(text)).toBe(true);
  });

  test.for(["", "v=spf1 -all", "some-verification=1", "v=DMARC1; p=none", "guests"])("%o is not", (text) => {
    expect(isMeantForMtaSts(text)).toBe(false);
  });
});
