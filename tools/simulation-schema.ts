import { calibrationVerdicts } from "../src/model/calibration.ts";
import { langs } from "../src/model/language.ts";
import { severities } from "../src/model/rule.ts";
import { constraints, mailCounters, standings } from "../src/model/simulation.ts";
import { object } from "./json-object.ts";

/** JSON Schema (2020-12) of a simulation as `--format json` writes it; held against real reports in tests. */
export function simulationJsonSchema(): object {
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "Mailworthy simulation, version 1",
    description: `What a sending plan came to over all replications. Texts are in the language that was asked for (${langs.join(" or ")}).`,
    $defs: { band },
    ...object(
      {
        version: { const: 1 },
        scenario: { type: "string" },
        engine: { enum: ["cohort", "exact"] },
        seed: count,
        replications: { type: "integer", minimum: 1 },
        isCalibrated: {
          type: "boolean",
          description: "False while no parameters are fitted to mail of one's own, or the fit was not borne out.",
        },
        calibration: { enum: calibrationVerdicts, description: "How the fit stood the test; left out where nothing was fitted." },
        start: date,
        days: { type: "integer", minimum: 1 },
        campaigns: { type: "array", items: campaign },
        totals: counters,
        acceptedShares: counters,
        daily: { type: "array", items: day },
        cost: object({ currency: { type: "string" }, total: aBand, months: { type: "array", items: month } }),
        ipSizing: { type: "array", items: sizing },
        warnings: { type: "array", items: warning },
        tornados: { type: "array", items: tornado },
        parameters: { type: "array", items: parameter },
        events: { type: "array", items: event },
      },
      ["calibration"],
    ),
  };
}

const number = { type: "number" };
const count = { type: "integer", minimum: 0 };
const share = { type: "number", minimum: 0, maximum: 1 };
const date = { type: "string", pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" };
const dayOrNever = { type: ["number", "null"], minimum: 0 };
const band = {
  description: "Over all replications: 5 of 100 lie below p5, half below p50, 95 of 100 below p95.",
  ...object({ p5: number, p50: number, p95: number }),
};
const aBand = { $ref: "#/$defs/band" };
const counters = object(Object.fromEntries(mailCounters.map((counter) => [counter, aBand])));
const campaign = object({
  campaign: { type: "string" },
  completionDay: {
    description: "Days from the start, counted from 0; null where the campaign is not done in time.",
    ...object({ p5: dayOrNever, p50: dayOrNever, p95: dayOrNever }),
  },
  completionDate: { anyOf: [date, { type: "null" }] },
  completedShare: share,
  left: aBand,
});
const day = object({
  day: count,
  date,
  counters,
  acceptedSoFar: aBand,
  domains: {
    type: "array",
    items: object({
      domain: { type: "string" },
      level: aBand,
      quota: { description: "Null for no limit.", anyOf: [aBand, { type: "null" }] },
      accepted: aBand,
      constraint: { enum: constraints },
      constraintShare: share,
    }),
  },
  providers: {
    type: "array",
    items: object({
      provider: { type: "string" },
      accepted: aBand,
      deferred: aBand,
      inbox: aBand,
      spam: aBand,
      reputation: aBand,
    }),
  },
});
const month = object({ month: { type: "string", pattern: "^[0-9]{4}-[0-9]{2}$" }, mails: aBand, ips: number, total: aBand });
const sizing = object({
  pool: { type: "string" },
  ips: count,
  needed: count,
  neededUnrounded: number,
  pricePerMonth: number,
});
const warning = object(
  {
    id: { type: "string" },
    severity: { enum: severities },
    clause: { type: "integer", minimum: 1, maximum: 39 },
    message: { type: "string", minLength: 1 },
  },
  ["clause"],
);
const sensitivity = object({
  parameter: { type: "string" },
  low: number,
  high: number,
  figureAtLow: number,
  figureAtHigh: number,
  noise: { type: "number", minimum: 0 },
});
const tornado = object({
  figure: { enum: ["completion-day", "inbox-share"] },
  replications: { type: "integer", minimum: 1 },
  sensitivities: { type: "array", items: sensitivity },
});
/** What is told of a parameter; `range` may be left out. */
export const parameterFields: Readonly<Record<string, object>> = {
  name: { type: "string" },
  value: { anyOf: [number, { type: "string" }, { type: "array", items: number }] },
  unit: { type: "string" },
  source: { type: "string" },
  standing: { enum: standings },
  range: { type: "array", items: number, minItems: 2, maxItems: 2 },
};
const parameter = object(parameterFields, ["range"]);
const event = object(
  {
    tick: count,
    at: { type: "string" },
    kind: { type: "string" },
    domain: { type: "string" },
    campaign: { type: "string" },
    facts: { type: "object", additionalProperties: { type: ["number", "string"] } },
  },
  ["domain", "campaign"],
);
