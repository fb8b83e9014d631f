import { describe, expect, test } from "vitest";
import { chanceUpTo, logLikelihood, precisionOf } from "../../../src/simulate/calibrate/beta-binomial.ts";
import { crossing, logGamma, logRising, topNear, topOf, topOnGrid } from "../../../src/simulate/calibrate/numbers.ts";

test.for([
  [1, 0],
  [0.5, Math.log(Math.sqrt(Math.PI))],
  [5, Math.log(24)],
  [1e-6, 13.815509980749432],
  [10.5, 13.940625219403763],
  [171, 706.573062245787],
] as const)("the logarithm of the gamma function of %f is %f", ([x, wanted]) => {
  expect(logGamma(x)).toBeCloseTo(wanted, 10);
});

test.for([
  [3, 4],
  [0.2, 7],
  [25.5, 3],
  [1e7, 5],
] as const)("the rising factorial from %f on has %i factors", ([x, n]) => {
  let sum = 0;
  for (let at = 0; at < n; at++) sum += Math.log(x + at);
  expect(logRising(x, n)).toBeCloseTo(sum, 8);
});

describe("the top of a function", () => {
  const hill = (x: number) => -((x - 1.7) ** 2) - 0.1 * (x - 1.7) ** 4;

  test("is found where there is one", () => {
    expect(topOf(hill, -4, 9).x).toBeCloseTo(1.7, 3);
    expect(topOf((x) => x, 0, 1).x).toBeCloseTo(1, 3);
  });

  test("is found near a place, and far from it too", () => {
    expect(topNear(hill, 1.72, 1, 1e-4).x).toBeCloseTo(1.7, 3);
    expect(topNear(hill, 1, 1, 1e-4).x).toBeCloseTo(1.7, 3);
    expect(topNear((x) => -Math.abs(x - 1.9), 1, 1, 1e-4).x).toBeCloseTo(1.9, 3);
  });

  test("is the highest of several on a grid", () => {
    const two = (x: number) => Math.exp(-((x - 2) ** 2) / 0.1) + 2 * Math.exp(-((x - 8) ** 2) / 0.1);
    expect(topOnGrid(two, 0, 10, 1e-4).x).toBeCloseTo(8, 3);
  });

  test("is left until a level is reached, or the end", () => {
    expect(crossing((x) => -x * x, [0, 5], -4)).toBeCloseTo(2, 3);
    expect(crossing((x) => -x * x, [0, 5], -100)).toBe(5);
  });
});

describe("a beta-binomial distribution", () => {
  const chances = (trials: number, rate: number, precision: number) => {
    let coefficient = 0;
    return Array.from({ length: trials + 1 }, (_, events) => {
      if (events > 0) coefficient += Math.log((trials - events + 1) / events);
      return Math.exp(coefficient + logLikelihood({ trials, events }, rate, precision));
    });
  };

  test.for([
    [30, 0.2, 5],
    [30, 0.9, 40],
    [200, 0.01, 3],
  ] as const)(
    "of %i trials at %f with a precision of %f adds up to 1, with the mean of its rate",
    ([trials, rate, precision]) => {
      const all = chances(trials, rate, precision);
      expect(all.reduce((sum, chance) => sum + chance)).toBeCloseTo(1, 9);
      expect(all.reduce((sum, chance, events) => sum + chance * events, 0)).toBeCloseTo(trials * rate, 6);
      let sum = 0;
      for (const [events, chance] of all.entries()) {
        sum += chance;
        expect(chanceUpTo({ trials, events }, rate, precision)).toBeCloseTo(sum, 9);
      }
    },
  );

  test.for([0.002, 0.05, 0.3])("of many trials at %f is approximated to two hundredths", (rate) => {
    const precision = precisionOf(rate, 0.15);
    const all = chances(40_000, rate, precision);
    let sum = 0;
    for (const [events, chance] of all.entries()) {
      sum += chance;
      if (events % 100 === 0) expect(Math.abs(chanceUpTo({ trials: 40_000, events }, rate, precision) - sum)).toBeLessThan(0.02);
    }
  });

  test("has the scatter of a day's effect", () => {
    const [rate, deviation] = [0.05, 0.3];
    const precision = precisionOf(rate, deviation);
    const variance = (rate * (1 - rate)) / (precision + 1);
    expect(variance).toBeCloseTo(rate ** 2 * Math.expm1(deviation ** 2), 9);
  });
});
