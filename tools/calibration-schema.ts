import { calibrationVerdicts, fittedRateNames, listRateNames, startVerdicts, untoldReasons } from "../src/model/calibration.ts";
import { langs } from "../src/model/language.ts";
import { object } from "./json-object.ts";
import { parameterFields } from "./simulation-schema.ts";

/** JSON Schema (2020-12) of a calibration as `--format json` writes it; held against real ones in tests. */
export function calibrationJsonSchema(): object {
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "Mailworthy calibration, version 1",
    description: `What a log of daily sends tells of the model. Texts are in the language that was asked for (${langs.join(" or ")}).`,
    ...object(
      {
        version: { const: 1 },
        verdict: { enum: calibrationVerdicts },
        log: object({
          rows: count,
          days: { ...count, description: "Days with mail." },
          from: date,
          to: date,
          domains: count,
          providers: names,
          unknownProviders: { ...names, description: "Names that no provider has: their mail is that of other." },
          mails: { ...count, description: "Delivered." },
        }),
        start: {
          enum: startVerdicts,
          description: "As what the sender is taken when the log begins; left out where reputation was not fitted.",
        },
        parameters: { type: "array", items: fitted, description: "Ranges are 90 % intervals." },
        untold: { type: "array", items: object({ note: object(parameterFields, ["range"]), reason: { enum: untoldReasons } }) },
        rates: { type: "array", items: rate },
        listRates: { type: "array", items: object({ name: { enum: listRateNames }, ...interval }) },
        coverage: object({
          ...covered,
          byCount: { type: "array", items: object({ count: { enum: heldCounts }, ...covered }) },
        }),
        problems: { type: "array", items: problem },
        problemCount: count,
        rowsLeftOut: count,
      },
      ["start", "coverage"],
    ),
  };
}

const count = { type: "integer", minimum: 0 };
const number = { type: "number" };
const share = { type: "number", minimum: 0, maximum: 1 };
const date = { type: "string", pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" };
const names = { type: "array", items: { type: "string" } };
const heldCounts = [...fittedRateNames, "open", "deferral"];
const interval = { value: share, low: share, high: share };
const fitted = object({ ...parameterFields, defaultValue: parameterFields["value"] ?? {} });
const covered = { share, counts: count };
const rate = object({
  rate: { enum: fittedRateNames },
  provider: { type: "string" },
  trials: count,
  events: count,
  isPooled: { type: "boolean", description: "Whether it is that of all providers, since this one has too few." },
  ...interval,
  deviation: { ...number, description: "Standard deviation of the logarithm of a day's effect on the rate." },
});
const problem = object({
  code: { type: "string" },
  message: { type: "string", minLength: 1 },
  hint: { type: "string", minLength: 1 },
  file: { type: "string" },
  at: object({ line: count, column: count, offset: count }),
});
