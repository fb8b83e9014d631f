import { expect, test } from "vitest";
import { thinned } from "../../../src/render/simulation/thin.ts";
import { simulationOf, usualNames } from "../../support/simulations.ts";

test("a report of 400 days is shown as it is", () => {
  const report = simulationOf(usualNames, 400);
  expect(thinned(report)).toEqual({ report, daysEach: 1 });
});

test("of 401 days two stand as one: means of mails, the first's quota, the last's sum, and the end of campaigns by them", () => {
  const report = simulationOf(usualNames, 401);
  const { report: shown, daysEach } = thinned(report);
  const [first, second] = report.daily;
  expect(daysEach).toBe(2);
  expect(shown.daily).toHaveLength(201);
  expect(shown.daily[0]?.counters.inbox.p50).toBe(((first?.counters.inbox.p50 ?? 0) + (second?.counters.inbox.p50 ?? 0)) / 2);
  expect(shown.daily[0]?.acceptedSoFar).toEqual(second?.acceptedSoFar);
  expect(shown.daily[0]?.domains[0]?.quota).toEqual(first?.domains[0]?.quota);
  expect(shown.daily[1]).toMatchObject({ day: 1, date: "2026-12-03" });
  expect(shown.campaigns[1]?.completionDay).toEqual({ p5: 25.6, p50: 28.5, p95: null });
});
