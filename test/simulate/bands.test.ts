import * as fc from "fast-check";
import { expect, test } from "vitest";
import { bandOf } from "../../src/simulate/bands.ts";

test("a band of 1 to 100 is 5, 50 and 95, in whatever order they come", () => {
  const up = Float64Array.from({ length: 100 }, (_, at) => at + 1);
  const band = { p5: 5, p50: 50, p95: 95 };
  expect(bandOf(up.slice())).toEqual(band);
  expect(bandOf(up.slice().reverse())).toEqual(band);
});

test("a band of nothing is 0, and of one figure that figure", () => {
  expect(bandOf(new Float64Array())).toEqual({ p5: 0, p50: 0, p95: 0 });
  expect(bandOf(Float64Array.of(7))).toEqual({ p5: 7, p50: 7, p95: 7 });
});

test("each percentile is the figure that sorting puts at its rank, infinite ones and equal ones too", () => {
  const figure = fc.oneof(fc.integer({ min: 0, max: 5 }), fc.constant(Number.POSITIVE_INFINITY), fc.double({ noNaN: true }));
  fc.assert(
    fc.property(fc.array(figure, { minLength: 1, maxLength: 300 }), (figures) => {
      const sorted = Float64Array.from(figures).sort();
      const rank = (share: number) => sorted[Math.ceil(share * sorted.length) - 1];
      // 0 and -0 are the same figure.
      const plain = (value: number | undefined) => (value === 0 ? 0 : value);
      const { p5, p50, p95 } = bandOf(Float64Array.from(figures));
      expect([p5, p50, p95].map(plain)).toEqual([0.05, 0.5, 0.95].map(rank).map(plain));
    }),
  );
});
