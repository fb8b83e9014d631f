import { expect, test } from "vitest";
import type { MailCounter } from "../../../src/model/simulation.ts";
import { questionOf } from "../../../src/platform/replication-parts.ts";
import { readScenario } from "../../../src/platform/scenario-file.ts";
import { calibrate } from "../../../src/simulate/calibrate/calibrate.ts";
import { readLog } from "../../../src/simulate/calibrate/read-log.ts";
import { dateText } from "../../../src/simulate/dates.ts";
import { replicate } from "../../../src/simulate/replicate.ts";
import { COUNTERS, counterAt } from "../../../src/world/state.ts";
import { must } from "../../../tools/must.ts";
import { tables } from "../../support/world-tables.ts";

const scenario = `
scenario: a good list each day, and a bad one for a week
start: 2026-09-02
days: 60
platform: none
ips: { own: { kind: dedicated, count: 2 } }
domains: { news.example.com: { ips: own } }
lists:
  good: { size: 60000, providers: { gmail: 0.5, qq: 0.3, yahoo: 0.2 }, tiers: { opened-90d: 1 }, invalidShare: 0.001, complaintShare: 0.0004 }
  bad: { size: 84000, providers: { gmail: 0.5, qq: 0.3, yahoo: 0.2 }, tiers: { opened-90d: 1 }, invalidShare: 0.02, complaintShare: 0.004 }
campaigns:
  daily: { domain: news.example.com, list: good, mailings: 100, everyDays: 3, schedule: { byDay: [2000, 3000, 5000, 8000, 12000, 16000, 20000] } }
  burst: { domain: news.example.com, list: bad, start: 2026-10-02, schedule: { byDay: [12000] } }
`;

/** What a simulated sender would have logged, by the day on which it came to know. */
async function simulatedLog(seed: number): Promise<string> {
  const read = await readScenario({ file: "scenario.yaml", text: scenario }, {});
  if (!read.ok) throw new Error(read.problems[0]?.message.en);
  const { planWith, populate } = questionOf(read.value);
  const plan = planWith(new Map());
  const { ledger } = replicate(plan, { seed, replication: 0 }, populate);
  const lines = ["date,domain,ip_pool,provider,accepted,delivered,hard_bounce,soft_bounce,spam_bounce,complaints,unique_opens"];
  for (let day = 0; day < plan.days; day++)
    for (const [at, { id, machineOpenShare }] of plan.providers.entries()) {
      const row = (day * plan.providers.length + at) * COUNTERS;
      const of = (counter: MailCounter): number => ledger.counts[row + counterAt(counter)] ?? 0;
      const delivered = of("missing") + of("spam") + of("inbox");
      const bounces = [of("bouncedHard"), of("bouncedSoft"), of("bouncedSpam")];
      const accepted = bounces.reduce((sum, each) => sum + each, delivered);
      const opens = Math.round(of("openedMachine") + of("openedHuman") * (1 - machineOpenShare));
      lines.push(
        [
          dateText(plan.startDay + day),
          "news.example.com",
          "own",
          id,
          accepted,
          delivered,
          ...bounces,
          of("complained"),
          opens,
        ].join(),
      );
    }
  return lines.join("\n");
}

test("a log of the simulation's own gives its slope back, and fits", async () => {
  const logs = await Promise.all([1, 2, 3, 4].map(simulatedLog));
  const calibrations = logs.map((text) => calibrate(must(readLog(text)), tables));
  for (const { verdict, start, rowsLeftOut } of calibrations)
    expect({ verdict, start, rowsLeftOut }).toEqual({ verdict: "fits", start: "new", rowsLeftOut: 0 });
  const slopes = calibrations.flatMap(({ parameters }) => parameters.filter(({ name }) => name === "receiving.spamSlope"));
  expect(slopes).toHaveLength(logs.length);
  const covered = slopes.filter(({ range: [low, high] = [0, 0] }) => low <= 10 && 10 <= high);
  expect(covered.length).toBeGreaterThanOrEqual(3);
});

test("on IPs that others share, neither slope nor the weight of complaints is told: neighbours are not in a log", async () => {
  const text = (await simulatedLog(1)).replaceAll(",own,", ",,");
  const { parameters, untold } = calibrate(must(readLog(text)), tables);
  const shared = untold.filter(({ reason }) => reason === "shared-ips").map(({ note }) => note.name);
  expect(shared).toEqual(["receiving.spamSlope", "receiving.complaintWeight"]);
  expect(parameters.map(({ name }) => name)).not.toContain("receiving.spamSlope");
});
