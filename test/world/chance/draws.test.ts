import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { binomial } from "../../../src/world/chance/binomial.ts";
import { keyOf } from "../../../src/world/chance/hash.ts";
import { hypergeometric } from "../../../src/world/chance/hypergeometric.ts";
import { logFactorial } from "../../../src/world/chance/log-factorial.ts";
import { logNormalEffect, normal, normalQuantile, ROUGH_ERROR, roughNormalQuantile } from "../../../src/world/chance/normal.ts";
import { Stream } from "../../../src/world/chance/stream.ts";
import { binomialProbabilities, chiSquareZ, hypergeometricProbabilities, moments, sharesUpTo } from "../../support/statistics.ts";

const DRAWS = 100_000;
const Z_MAX = 4;
const streamOf = (seed: number): Stream => new Stream(keyOf([seed]));
const many = (draw: (stream: Stream) => number, seed = 1): readonly number[] => {
  const stream = streamOf(seed);
  return Array.from({ length: DRAWS }, () => draw(stream));
};

/** Mean and variance within four standard errors; `kurtosis` is that of the distribution, for the error of the variance. */
function expectMoments(draws: readonly number[], mean: number, variance: number, kurtosis = 3): void {
  const seen = moments(draws);
  expect(Math.abs(seen.mean - mean) / Math.sqrt(variance / DRAWS)).toBeLessThan(Z_MAX);
  expect(Math.abs(seen.variance / variance - 1) / Math.sqrt((kurtosis - 1) / DRAWS)).toBeLessThan(Z_MAX);
}

describe("a stream", () => {
  test("draws the same numbers under the same key, from any place on", () => {
    const first = streamOf(3);
    const drawn = Array.from({ length: 10 }, () => first.next());
    const second = streamOf(4);
    second.reset(keyOf([3]), 4);
    expect(Array.from({ length: 6 }, () => second.next())).toEqual(drawn.slice(4));
    expect(second.counter).toBe(10);
    second.reset(keyOf([3]));
    expect(second.next()).toBe(drawn[0]);
  });

  test("draws evenly between 0 and 1, never at the ends", () => {
    const draws = many((stream) => stream.uniform());
    expectMoments(draws, 1 / 2, 1 / 12, 1.8);
    expect(draws.every((each) => each > 0 && each < 1)).toBe(true);
    const tenths = draws.map((each) => Math.floor(each * 10));
    expect(
      chiSquareZ(
        tenths,
        Array.from({ length: 10 }, () => 0.1),
      ),
    ).toBeLessThan(Z_MAX);
  });
});

describe("the quantile of the normal distribution", () => {
  test.for([
    [0.5, 0],
    [0.841344746068543, 1],
    [0.95, 1.6448536269514722],
    [0.975, 1.959963984540054],
    [0.999, 3.090232306167813],
    [1 - 1e-6, 4.753424308822899],
  ] as const)("of %d is %d, and of the rest its negative", ([share, z]) => {
    expect(normalQuantile(share)).toBeCloseTo(z, 9);
    expect(normalQuantile(1 - share)).toBeCloseTo(-z, 9);
  });
});

test("a rough quantile of the normal distribution is as near as it says", () => {
  let off = 0;
  for (let step = 1; step < 100_000; step++)
    off = Math.max(off, Math.abs(roughNormalQuantile(step / 100_000) - normalQuantile(step / 100_000)));
  expect(off).toBeLessThan(ROUGH_ERROR);
});

/** A stream that draws one number, always. */
class Fixed extends Stream {
  readonly #share: number;

  constructor(share: number) {
    super(keyOf([1]));
    this.#share = share;
  }

  override uniform(): number {
    return this.#share;
  }
}

describe("the binomial distribution", () => {
  test("is inverted: each number drawn gives the least count that is reached with so great a probability", () => {
    const share = fc.oneof(
      fc.double({ min: 2 ** -33, max: 1 - 2 ** -33, noNaN: true }),
      fc.double({ min: 2 ** -33, max: 1e-3, noNaN: true }),
      fc.double({ min: 0.999, max: 1 - 2 ** -33, noNaN: true }),
    );
    const mean = fc.oneof(fc.double({ min: 0.01, max: 40, noNaN: true }), fc.double({ min: 5, max: 5_000, noNaN: true }));
    const rate = fc.oneof(fc.double({ min: 0.001, max: 0.5, noNaN: true }), fc.double({ min: 0.1, max: 0.5, noNaN: true }));
    fc.assert(
      fc.property(share, mean, rate, (drawn, near, p) => {
        const n = Math.max(1, Math.round(near / p));
        const k = binomial(new Fixed(drawn), n, p);
        const [before, upTo] = sharesUpTo(n, p, k);
        expect(upTo).toBeGreaterThanOrEqual(drawn - 2e-8);
        expect(before).toBeLessThan(drawn + 2e-8);
      }),
      { numRuns: 20_000 },
    );
  });

  test.for([
    { n: 1, p: 0.3 },
    { n: 12, p: 0.5 },
    { n: 40, p: 0.02 },
    { n: 60, p: 0.95 },
    { n: 25, p: 0.41 },
    { n: 21, p: 0.5 },
    { n: 60, p: 0.2 },
    { n: 400, p: 0.03 },
    { n: 300, p: 0.6 },
  ])("of $n at $p comes out number by number", ({ n, p }) => {
    expect(
      chiSquareZ(
        many((stream) => binomial(stream, n, p)),
        binomialProbabilities(n, p),
      ),
    ).toBeLessThan(Z_MAX);
  });

  test.for([
    { n: 1_000, p: 0.0005 },
    { n: 9_999, p: 0.001 },
    { n: 10_001, p: 0.001 },
    { n: 1_000_000, p: 0.98 },
    { n: 1_000_000_000, p: 1e-9 },
    { n: 1_000_000_000, p: 0.002 },
    { n: 1_000_000_000, p: 0.5 },
  ])("of $n at $p has its mean and variance", ({ n, p }) => {
    const variance = n * p * (1 - p);
    const kurtosis = 3 + (1 - 6 * p * (1 - p)) / variance;
    expectMoments(
      many((stream) => binomial(stream, n, p)),
      n * p,
      variance,
      kurtosis,
    );
  });

  test("is certain at the ends, and draws nothing then", () => {
    const stream = streamOf(1);
    expect([binomial(stream, 0, 0.5), binomial(stream, 10, 0), binomial(stream, 10, 1), binomial(stream, 1e9, 1)]).toEqual([
      0, 0, 10, 1e9,
    ]);
    expect(stream.counter).toBe(0);
  });

  test("stays whole, and between none and all", () => {
    const anyP = fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(5e-324, 1e-12, 1e-8, 0.5, 1 - 1e-16));
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 0, max: 1_000_000_000 }), anyP, (seed, n, p) => {
        const drawn = binomial(streamOf(seed), n, p);
        expect(Number.isInteger(drawn) && drawn >= 0 && drawn <= n).toBe(true);
      }),
    );
  });
});

describe("the hypergeometric distribution", () => {
  test.for([
    { total: 20, marked: 3, drawn: 9 },
    { total: 30, marked: 15, drawn: 15 },
    { total: 60, marked: 20, drawn: 25 },
    { total: 60, marked: 45, drawn: 40 },
    { total: 60, marked: 14, drawn: 48 },
    { total: 60, marked: 48, drawn: 14 },
    { total: 500, marked: 40, drawn: 30 },
    { total: 5_000, marked: 300, drawn: 100 },
    { total: 100, marked: 99, drawn: 50 },
  ])("of $drawn out of $total with $marked comes out number by number", ({ total, marked, drawn }) => {
    const draws = many((stream) => hypergeometric(stream, total, marked, drawn));
    expect(chiSquareZ(draws, hypergeometricProbabilities(total, marked, drawn))).toBeLessThan(Z_MAX);
  });

  test.for([
    { total: 1_000_000, marked: 20_000, drawn: 500 },
    { total: 100_000_000, marked: 12, drawn: 30_000_000 },
    { total: 1_000_000_000, marked: 600_000_000, drawn: 700_000_000 },
    { total: 1_000_000_000, marked: 2_000_000, drawn: 10_000_000 },
  ])("of $drawn out of $total with $marked has its mean and variance", ({ total, marked, drawn }) => {
    const mean = (marked * drawn) / total;
    const variance = (mean * (total - marked) * (total - drawn)) / (total * (total - 1));
    expectMoments(
      many((stream) => hypergeometric(stream, total, marked, drawn)),
      mean,
      variance,
      3 + 1 / variance,
    );
  });

  test("is certain where all or none are marked or drawn, and draws nothing then", () => {
    const stream = streamOf(1);
    expect(hypergeometric(stream, 10, 0, 5)).toBe(0);
    expect(hypergeometric(stream, 10, 10, 5)).toBe(5);
    expect(hypergeometric(stream, 10, 4, 0)).toBe(0);
    expect(hypergeometric(stream, 10, 4, 10)).toBe(4);
    expect(stream.counter).toBe(0);
  });

  test("stays whole, and within what can be", () => {
    const shares = fc.tuple(fc.nat(1_000), fc.nat(1_000));
    fc.assert(
      fc.property(fc.nat(), fc.oneof(fc.nat(50), fc.nat(1_000_000_000)), shares, (seed, total, [one, other]) => {
        const marked = Math.floor((total * one) / 1_000);
        const drawn = Math.floor((total * other) / 1_000);
        const hits = hypergeometric(streamOf(seed), total, marked, drawn);
        expect(Number.isInteger(hits)).toBe(true);
        expect(hits).toBeGreaterThanOrEqual(Math.max(0, marked + drawn - total));
        expect(hits).toBeLessThanOrEqual(Math.min(marked, drawn));
      }),
    );
  });
});

describe("the normal distribution", () => {
  test("has mean 0 and variance 1, and tails as it should", () => {
    const draws = many(normal);
    expectMoments(draws, 0, 1);
    const beyond = draws.filter((each) => Math.abs(each) > 1.959964).length / DRAWS;
    expect(Math.abs(beyond - 0.05) / Math.sqrt((0.05 * 0.95) / DRAWS)).toBeLessThan(Z_MAX);
  });

  test("makes an effect that is 1 on average", () => {
    const draws = many((stream) => logNormalEffect(stream, 0.2));
    expectMoments(draws, 1, Math.expm1(0.04), 3.7);
    expect(Math.min(...draws.slice(0, 1_000))).toBeGreaterThan(0);
    expect(logNormalEffect(streamOf(1), 0)).toBe(1);
  });
});

test("logarithms of factorials meet sums of logarithms", () => {
  let sum = 0;
  for (let n = 1; n <= 300; n++) {
    sum += Math.log(n);
    expect(logFactorial(n) / sum || 1).toBeCloseTo(1, 12);
  }
  expect(logFactorial(0)).toBe(0);
});
