import { describe, expect, test } from "vitest";
import { cellsOf, type ProviderCells } from "../../../src/simulate/calibrate/cells.ts";
import { fitRates } from "../../../src/simulate/calibrate/rates.ts";
import { binomial } from "../../../src/world/chance/binomial.ts";
import { keyOf } from "../../../src/world/chance/hash.ts";
import { logNormalEffect } from "../../../src/world/chance/normal.ts";
import { Stream } from "../../../src/world/chance/stream.ts";
import { tables } from "../../support/world-tables.ts";

const LOGS = 200;
const receiving = tables.receiving.value;

/** Hard bounces of so many days, from a known rate and a known scatter of days. */
function daysOf(
  seed: number,
  { days, mails, rate, deviation }: { days: number; mails: number; rate: number; deviation: number },
) {
  const chance = new Stream(keyOf([77, seed]));
  return Array.from({ length: days }, (_, day) => {
    const accepted = Math.round(mails * (0.5 + chance.uniform()));
    return { day, counts: { accepted, hard_bounce: binomial(chance, accepted, rate * logNormalEffect(chance, deviation)) } };
  });
}

function providersOf(byId: Readonly<Record<string, ReturnType<typeof daysOf>>>): readonly ProviderCells[] {
  const rows = Object.entries(byId).flatMap(([provider, days]) =>
    days.map(({ day, counts }, at) => ({ line: at + 2, day, domain: "", pool: "", provider, counts })),
  );
  const log = { rows: rows.sort((a, b) => a.day - b.day), columns: new Set([]), problems: [], problemCount: 0, rowsLeftOut: 0 };
  return cellsOf(log, tables).providers;
}

describe("over 200 logs the 90 % interval of a rate", () => {
  test.for([
    { days: 40, mails: 3_000, rate: 0.01, deviation: 0.25 },
    { days: 25, mails: 800, rate: 0.004, deviation: 0.4 },
    { days: 60, mails: 20_000, rate: 0.02, deviation: 0.1 },
    { days: 30, mails: 2_000, rate: 0.3, deviation: 0.15 },
  ])("covers the true one in 86 to 94 of 100: $days days of $mails mails at $rate, scattering by $deviation", (truth) => {
    let covered = 0;
    for (let seed = 0; seed < LOGS; seed++) {
      const [fitted] = fitRates(providersOf({ gmail: daysOf(seed, truth) }), receiving);
      if (fitted && fitted.low <= truth.rate && truth.rate <= fitted.high) covered++;
    }
    expect(covered / LOGS).toBeGreaterThanOrEqual(0.86);
    expect(covered / LOGS).toBeLessThanOrEqual(0.94);
  });
});

test("the scatter of days is found", () => {
  const fitted = fitRates(providersOf({ gmail: daysOf(1, { days: 300, mails: 50_000, rate: 0.01, deviation: 0.3 }) }), receiving);
  expect(fitted[0]?.deviation).toBeGreaterThan(0.26);
  expect(fitted[0]?.deviation).toBeLessThan(0.34);
});

test("days that scatter no more than chance are told from such that do", () => {
  const fitted = fitRates(providersOf({ gmail: daysOf(1, { days: 100, mails: 5_000, rate: 0.01, deviation: 0 }) }), receiving);
  expect(fitted[0]?.deviation).toBeLessThan(0.1);
});

test("a provider with too few events has the rate of all together, and says so", () => {
  const rates = fitRates(
    providersOf({
      gmail: daysOf(1, { days: 30, mails: 5_000, rate: 0.01, deviation: 0.1 }),
      yahoo: daysOf(2, { days: 30, mails: 10, rate: 0.01, deviation: 0.1 }),
    }),
    receiving,
  );
  const [own, pooled] = rates;
  expect([own?.isPooled, pooled?.isPooled]).toEqual([false, true]);
  expect(pooled?.value).toBeCloseTo(own?.value ?? 0, 3);
  expect(pooled?.trials).toBeGreaterThan(own?.trials ?? 0);
});

test("where nothing was counted the rate is 0, with an upper end", () => {
  const [none] = fitRates(providersOf({ gmail: daysOf(1, { days: 30, mails: 100, rate: 0, deviation: 0 }) }), receiving);
  expect(none).toMatchObject({ value: 0, low: 0 });
  expect(none?.high).toBeGreaterThan(0.0002);
  expect(none?.high).toBeLessThan(0.002);
});
