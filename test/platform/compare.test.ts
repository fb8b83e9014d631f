import { describe, expect, test } from "vitest";
import type { MailCounter } from "../../src/model/simulation.ts";
import { type Played, questionOf } from "../../src/platform/replication-parts.ts";
import { readScenarioFile } from "../../src/platform/scenario-file.ts";
import { compareScenarios } from "../../src/platform/simulate.ts";
import { Figures } from "../../src/simulate/figures.ts";
import { playRange } from "../../src/simulate/monte-carlo.ts";
import { addToColumns, emptyColumns, shapeOf } from "../../src/simulate/samples.ts";
import type { ScenarioFlags } from "../../src/simulate/scenario/read-scenario.ts";
import { counterAt } from "../../src/world/state.ts";

async function sample(name: string, flags: ScenarioFlags): Promise<Played> {
  const read = await readScenarioFile(`samples/scenarios/${name}.yaml`, flags);
  if (!read.ok) throw new Error(read.problems[0]?.message.en);
  return read.value;
}

async function compared(a: Played, b: Played) {
  const report = await compareScenarios(a, b, 1);
  if (!report.ok) throw new Error(report.problem.message.en);
  return report.value;
}

describe("two plans compared", () => {
  test("differ in nothing where they are the same", async () => {
    const plan = await sample("shared-or-dedicated-shared", { runs: 6 });
    const { completions, figures, warningsCome, warningsGone, unpaired, parametersUnpaired } = await compared(plan, plan);
    const nothing = { difference: { p5: 0, p50: 0, p95: 0 }, betterShare: 0, worseShare: 0 };
    for (const each of [...completions, ...figures]) expect(each).toMatchObject(nothing);
    expect([...warningsCome, ...warningsGone, ...unpaired, ...parametersUnpaired]).toEqual([]);
  });

  test("say which is better: more mail in the inbox is, and more people who unsubscribe are not", async () => {
    const a = await sample("new-domain-million", { runs: 10 });
    const having = (rates: Readonly<Record<string, number>>): Played => ({
      ...a,
      parameters: { ...a.parameters, lists: new Map([["customers", rates]]) },
    });
    const annoying = await compared(a, having({ unsubscribeShare: 0.02 }));
    expect(annoying.figures.find(({ name }) => name === "unsubscribed")).toMatchObject({ betterShare: 0, worseShare: 1 });
    const clean = await compared(having({ invalidShare: 0.08 }), having({ invalidShare: 0 }));
    expect(clean.figures.find(({ name }) => name === "inbox")).toMatchObject({ betterShare: 1, worseShare: 0 });
    expect(clean.completions[0]).toMatchObject({ campaign: "launch", worseShare: 0 });
    expect(clean.warningsGone.map(({ id }) => id)).toContain("not-done");
  });

  test("name what is drawn in one alone, and how they are built differently", async () => {
    const a = await sample("shared-or-dedicated-shared", { runs: 3 });
    const b = await sample("two-campaigns", { runs: 3, days: 30 });
    const { completions, parametersPaired, parametersUnpaired, unpaired } = await compared(a, b);
    expect(completions.map(({ campaign }) => campaign)).toEqual([null]);
    expect(parametersPaired).toBeGreaterThan(20);
    expect(parametersUnpaired).toContain("providers.apple.inboxShare");
    expect(unpaired.map(({ en }) => en).join("\n")).toContain("A alone has weekly");
  });

  test("draw a parameter that both leave unknown at the same point, whatever else is unknown", async () => {
    const a = await sample("new-domain-million", { runs: 3 });
    const [first] = a.notes.filter(({ range }) => range !== undefined);
    const b = { ...a, notes: a.notes.filter((note) => note !== first) };
    expect((await compared(a, b)).parametersUnpaired).toEqual([first?.name]);
  });
});

describe("paired replications", () => {
  const REPLICATIONS = 80;

  function mailsOf(played: Played, seed: number, counter: MailCounter): readonly number[] {
    const question = questionOf(played);
    const samples = playRange({ ...question, seed }, 0, REPLICATIONS);
    const shape = shapeOf(question.planWith(new Map()));
    const columns = emptyColumns(shape, REPLICATIONS);
    addToColumns(samples, columns, 0);
    const figures = new Figures(columns, shape);
    return Array.from({ length: REPLICATIONS }, (_, at) => figures.inAll(at, counterAt(counter)));
  }

  function variance(values: readonly number[]): number {
    let sum = 0;
    for (const value of values) sum += value;
    let squares = 0;
    for (const value of values) squares += (value - sum / values.length) ** 2;
    return squares / (values.length - 1);
  }

  test.for(["inbox", "spam", "bouncedHard", "complained"] as const)(
    "tell the difference of %s between shared and dedicated IPs with less variance than unpaired ones",
    async (counter) => {
      const a = await sample("shared-or-dedicated-shared", {});
      const b = await sample("shared-or-dedicated-dedicated", {});
      const ofA = mailsOf(a, 7, counter);
      const less = (mails: readonly number[]) => variance(mails.map((each, at) => each - (ofA[at] ?? 0)));
      expect(less(mailsOf(b, 7, counter)) / less(mailsOf(b, 8, counter))).toBeLessThan(0.75);
    },
  );
});
