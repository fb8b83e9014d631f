import { expect, test } from "vitest";
import { constraints } from "../../src/model/simulation.ts";
import { Figures } from "../../src/simulate/figures.ts";
import { risksOf } from "../../src/simulate/risks.ts";
import { addToColumns, DOMAIN_FIGURES, emptyColumns, emptySamples, shapeOf } from "../../src/simulate/samples.ts";
import { summarizeSimulation } from "../../src/simulate/summarize.ts";
import { planOf } from "../support/plan.ts";

const DAYS = 4;
const REPLICATIONS = 40;
const plan = planOf(1_000, { days: DAYS });

/** Figures in which the domain's day is blocked on day 2 of so many replications, and a level is lost on day 3. */
function figuresWith(blocked: number, lowered = 0): Figures {
  const shape = shapeOf(plan);
  const samples = emptySamples(shape, REPLICATIONS);
  const place = (at: number, day: number) => (at * DAYS + day) * DOMAIN_FIGURES;
  for (let at = 0; at < blocked; at++) samples.domains[place(at, 2) + 3] = constraints.indexOf("day-block");
  for (let at = 0; at < lowered; at++) samples.domains[place(at, 3) + 4] = 1;
  const columns = emptyColumns(shape, REPLICATIONS);
  addToColumns(samples, columns, 0);
  return new Figures(columns, shape);
}

test("a risk is the share of the replications in which it comes, and the median of its first days", () => {
  expect(risksOf(plan, figuresWith(10, 30))).toEqual([
    { mishap: "day-block", domain: "news.example.com", share: 0.25, day: 2 },
    { mishap: "lowered", domain: "news.example.com", share: 0.75, day: 3 },
  ]);
  expect(risksOf(plan, figuresWith(0))).toEqual([]);
});

test.each([
  [1, undefined],
  [2, "warning"],
  [19, "warning"],
  [20, "error"],
])("a block of the day in %d of 40 replications is told as %s", (blocked, severity) => {
  const { warnings } = summarizeSimulation(plan, figuresWith(blocked), {
    scenario: "Blocks",
    engine: "cohort",
    seed: 1,
    calibration: undefined,
    parameters: [],
    tornados: [],
    events: [],
  });
  expect(warnings.find(({ id }) => id === "day-block")?.severity).toBe(severity);
});
