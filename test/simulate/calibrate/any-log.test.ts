import * as fc from "fast-check";
import { expect, test } from "vitest";
import { renderCalibrationJson } from "../../../src/render/calibration/json.ts";
import { renderCalibration } from "../../../src/render/calibration/pretty.ts";
import { renderFittedYaml } from "../../../src/render/calibration/yaml.ts";
import { styleFor } from "../../../src/render/style.ts";
import { calibrate } from "../../../src/simulate/calibrate/calibrate.ts";
import { readLog } from "../../../src/simulate/calibrate/read-log.ts";
import { dateText } from "../../../src/simulate/dates.ts";
import { readFitted } from "../../../src/simulate/scenario/fitted-file.ts";
import { must } from "../../../tools/must.ts";
import { tables } from "../../support/world-tables.ts";

const columns =
  "date,domain,ip_pool,provider,accepted,deferred_first_try,delivered,hard_bounce,soft_bounce,spam_bounce,complaints,unique_opens,clicks,unsubscribes,inbox";

/** Shares of what is left, so that no row contradicts itself; often all or nothing. */
const share = fc.oneof(fc.constantFrom(0, 1), fc.double({ min: 0, max: 1, noNaN: true }));
const mails = fc.oneof(fc.constantFrom(0, 1, 2, 1_000_000_000), fc.integer({ min: 0, max: 50_000 }));
const row = fc.record({
  day: fc.integer({ min: 0, max: 40 }),
  domain: fc.constantFrom("a.example", "b.example"),
  pool: fc.constantFrom("", "own"),
  provider: fc.constantFrom("gmail", "qq.com", "nobody's"),
  accepted: mails,
  shares: fc.array(share, { minLength: 9, maxLength: 9 }),
});

const logs = fc.array(row, { minLength: 1, maxLength: 60 }).map((rows) => [columns, ...rows.map(lineOf)].join("\n"));

function lineOf({ day, domain, pool, provider, accepted, shares }: typeof row extends fc.Arbitrary<infer R> ? R : never): string {
  const of = (whole: number, at: number): number => Math.floor(whole * (shares[at] ?? 0));
  const hard = of(accepted, 0);
  const soft = of(accepted - hard, 1);
  const refused = of(accepted - hard - soft, 2);
  const delivered = accepted - hard - soft - refused;
  const opens = of(delivered, 3);
  const rest = [of(delivered, 4), opens, of(opens, 5), of(delivered, 6), (shares[7] ?? 0).toFixed(4)];
  const deferred = of(accepted, 8);
  return [dateText(20_000 + day), domain, pool, provider, accepted, deferred, delivered, hard, soft, refused, ...rest].join();
}

test("whatever a log counts, it is fitted and told, and a simulation takes what came of it", () => {
  fc.assert(
    fc.property(logs, (text) => {
      const log = must(readLog(text));
      expect(log.problems.filter(({ message }) => !message.en.includes("same day"))).toEqual([]);
      const calibration = calibrate(log, tables);
      const numbers = calibration.parameters.flatMap(({ value, range = [0, 0] }) => [Number(value), ...range]);
      numbers.push(...calibration.listRates.flatMap(({ value, low, high }) => [low, value, high]));
      numbers.push(...calibration.rates.flatMap(({ value, low, high, deviation }) => [low, value, high, deviation]));
      expect(numbers.filter((number) => !Number.isFinite(number))).toEqual([]);
      for (const { value, low, high } of [...calibration.rates, ...calibration.listRates])
        expect(low <= value && value <= high && low >= 0 && high <= 1).toBe(true);
      const yaml = renderFittedYaml(calibration, "en");
      const fitted = readFitted({ file: "fitted.yaml", text: yaml }, tables);
      expect(fitted.ok ? [] : [...fitted.problems.map(({ message }) => message.en), yaml]).toEqual([]);
      expect(JSON.parse(renderCalibrationJson(calibration, "zh"))).toMatchObject({ version: 1 });
      expect(renderCalibration(calibration, { lang: "en", style: styleFor("plain") })).not.toMatch(/NaN|undefined|Infinity/);
    }),
    { numRuns: 40 },
  );
});
