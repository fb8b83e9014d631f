import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readTlsa } from "../../src/parse/records/tlsa.ts";

const sha256 = "0123456789abcdef".repeat(4);
const sha512 = sha256.repeat(2);

/** Each fault as `kind at what is written`. */
function faultsOf(text: string): readonly string[] {
  return readTlsa(text).faults.map(({ kind, at }) => `${kind}: ${text.slice(at.start, at.end)}`);
}

test("a TLSA record is three numbers and a digest", () => {
  expect(readTlsa(`3 1 1 ${sha256}`)).toEqual({
    value: { usage: 3, selector: 1, matching: 1, hex: sha256 },
    faults: [],
    repaired: undefined,
  });
});

test("blanks and capitals in the digest do not count", () => {
  expect(readTlsa(` 3 1  1 ${sha256.slice(0, 30).toUpperCase()} ${sha256.slice(30)}`)).toMatchObject({
    value: { hex: sha256 },
    faults: [],
  });
});

describe("a fault has its place and, where one can be told, its repair", () => {
  test.for([
    { text: "", faults: ["field-missing: "], repaired: undefined },
    { text: "3 1 1", faults: ["field-missing: "], repaired: undefined },
    { text: `4 1 1 ${sha256}`, faults: ["usage-unknown: 4"], repaired: undefined },
    { text: `x 1 1 ${sha256}`, faults: ["usage-unknown: x"], repaired: undefined },
    { text: `1 0 1 ${sha256}`, faults: ["usage-unfit: 1"], repaired: `3 0 1 ${sha256}` },
    { text: `0 0 2 ${sha512}`, faults: ["usage-unfit: 0"], repaired: `2 0 2 ${sha512}` },
    { text: `3 2 1 ${sha256}`, faults: ["selector-unknown: 2"], repaired: undefined },
    { text: `3 1 3 ${sha512}`, faults: ["matching-unknown: 3"], repaired: `3 1 2 ${sha512}` },
    { text: `3 1 2 ${sha256}`, faults: ["digest-length: 2"], repaired: `3 1 1 ${sha256}` },
    { text: `3 1 0 ${sha256}`, faults: ["digest-length: 0"], repaired: `3 1 1 ${sha256}` },
    { text: "3 1 1 abcd", faults: ["digest-length: 1"], repaired: undefined },
    {
      text: `1 1 2 ${sha256.replace(/(..)(?=.)/g, "$1:")}`,
      faults: ["usage-unfit: 1", "digest-length: 2", `hex-malformed: ${sha256.replace(/(..)(?=.)/g, "$1:")}`],
      repaired: `3 1 1 ${sha256}`,
    },
    { text: `3 1 1 ${sha256.slice(1)}g`, faults: [`hex-malformed: ${sha256.slice(1)}g`] },
  ])("$text", ({ text, faults, repaired }) => {
    expect(faultsOf(text).toSorted()).toEqual(faults.toSorted());
    expect(readTlsa(text).repaired).toBe(repaired);
  });
});

const almostTlsa = fc
  .tuple(
    fc.constantFrom("0", "1", "2", "3", "4", "x"),
    fc.constantFrom("0", "1", "2"),
    fc.constantFrom("0", "1", "2", "7"),
    fc.oneof(fc.constant(sha256), fc.constant(sha512), fc.constant(sha256.replace(/(..)/g, "$1:")), fc.string()),
  )
  .map((fields) => fields.join(" "));

test("no text makes the reader throw, places lie in it, and a repaired record reads without faults", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), almostTlsa), (text) => {
      const { faults, repaired } = readTlsa(text);
      for (const { at } of faults) expect(at.start >= 0 && at.start <= at.end && at.end <= text.length).toBe(true);
      if (repaired !== undefined) expect(readTlsa(repaired)).toMatchObject({ faults: [], repaired: undefined });
    }),
  );
});
