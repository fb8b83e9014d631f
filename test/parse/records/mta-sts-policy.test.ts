import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { matchesMx, readMtaStsPolicy } from "../../../src/parse/records/mta-sts-policy.ts";

const good = "version: STSv1\nmode: enforce\nmx: mx1.example.com\nmx: *.example.net\nmax_age: 604800\n";

describe("a policy is taken", () => {
  test.for([
    good,
    good.replaceAll("\n", "\r\n"),
    good.replace(/\n$/, ""),
    good.replaceAll(": ", ":"),
    good.replaceAll("\n", " \n"),
    `${good}extension: value\n`,
    good.split("\n").reverse().join("\n"),
  ])("%o", (text) => {
    const { value, faults } = readMtaStsPolicy(text);
    expect(faults).toEqual([]);
    expect(value).toMatchObject({ mode: "enforce", maxAgeSeconds: 604_800 });
    expect(new Set(value?.mx)).toEqual(new Set(["mx1.example.com", "*.example.net"]));
  });

  test("of mode none without hosts", () => {
    expect(readMtaStsPolicy("version: STSv1\nmode: none\nmax_age: 86400\n").value).toMatchObject({ mode: "none", mx: [] });
  });

  test("with the first of two values, which is said", () => {
    const text = good.replace("mode: enforce", "mode: enforce\nmode: testing");
    expect(readMtaStsPolicy(text)).toMatchObject({
      value: { mode: "enforce" },
      faults: [{ kind: "key-twice", written: "mode" }],
    });
  });
});

describe("a fault has a place, and a policy is mended where that can be done", () => {
  test.for([
    [good.replace("STSv1", "STSv2"), "version-wrong", "STSv2", good],
    [good.replace("version", "Version"), "version-missing", "Version", good],
    [good.replace("version: STSv1\n", ""), "version-missing", "", good],
    [good.replace("enforce", "Enforce"), "mode-wrong", "Enforce", good],
    [good.replace("enforce", "on"), "mode-wrong", "on", undefined],
    [good.replace("mode: enforce\n", ""), "mode-missing", "", undefined],
    [good.replace("604800", "31557601"), "max-age-wrong", "31557601", good.replace("604800", "31557600")],
    [good.replace("604800", "0"), "max-age-wrong", "0", undefined],
    [good.replace("604800", "1w"), "max-age-wrong", "1w", undefined],
    [good.replace("max_age", "max-age"), "max-age-missing", "max-age", good],
    [good.replace("mx1.example.com", "mx1.example.com."), "mx-malformed", "mx1.example.com.", good],
    [good.replace("*.example.net", ".example.net"), "mx-malformed", ".example.net", good],
    [
      good.replace("*.example.net", "*.*.example.net"),
      "mx-malformed",
      "*.*.example.net",
      good.replace("mx: *.example.net\n", ""),
    ],
    [
      good.replace("*.example.net", "mx*.example.net"),
      "mx-malformed",
      "mx*.example.net",
      good.replace("mx: *.example.net\n", ""),
    ],
    [good.replace("*.example.net", "192.0.2.1:25"), "mx-malformed", "192.0.2.1:25", good.replace("mx: *.example.net\n", "")],
    [good.replace(/mx: .*\n/g, ""), "mx-missing", "", undefined],
    [`${good}that is all\n`, "line-malformed", "that is all", good],
    [`\uFEFF${good}`, "byte-order-mark", "\uFEFF", good],
  ] as const)("%o", ([text, kind, at, repaired]) => {
    const reading = readMtaStsPolicy(text);
    expect(reading.value).toBeUndefined();
    expect(reading.faults.map((fault) => [fault.kind, text.slice(fault.at.start, fault.at.end)])).toEqual([[kind, at]]);
    expect(reading.repaired).toBe(repaired);
  });
});

test("a repaired policy reads without fault, whatever it was", () => {
  const lines = fc.constantFrom(
    ...good.split("\n"),
    "version: 1",
    "mode",
    "mode: test",
    "max_age: -1",
    "mx: .",
    "mx: A.b",
    "\r",
    ":",
  );
  fc.assert(
    fc.property(fc.array(lines, { maxLength: 12 }), (list) => {
      const text = list.join("\n");
      const { faults, repaired } = readMtaStsPolicy(text);
      for (const { at } of faults) expect(at.start >= 0 && at.start <= at.end && at.end <= text.length).toBe(true);
      if (repaired !== undefined) expect(readMtaStsPolicy(repaired).faults).toEqual([]);
    }),
  );
});

describe("a wildcard stands for one label", () => {
  test.for([
    ["mx.example.com", "mx.example.com", true],
    ["mx.example.com", "mx2.example.com", false],
    ["*.example.com", "mx.example.com", true],
    ["*.example.com", "a.mx.example.com", false],
    ["*.example.com", "example.com", false],
    ["*.example.com", "mx.badexample.com", false],
  ] as const)("%s and %s: %o", ([pattern, host, matches]) => {
    expect(matchesMx(pattern, host)).toBe(matches);
  });
});
