import { snippetFormats } from "../src/model/formats.ts";
import { langs } from "../src/model/language.ts";
import { mailTypes } from "../src/model/mail-type.ts";
import { axes, severities } from "../src/model/rule.ts";
import { object } from "./json-object.ts";
import { propagationSchema } from "./propagation-report-schema.ts";
import { connectionSchema, senderDefinitions, senderSchema } from "./sender-report-schema.ts";

/** JSON Schema (2020-12) of one report as `--format json` writes it; held against real reports in tests. */
export function reportSchema(): object {
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "Mailworthy report, version 1",
    $defs: senderDefinitions,
    description: `One judged input. Texts are in the language that was asked for (${langs.join(" or ")}).`,
    ...object(
      {
        version: { const: 1 },
        file: { type: "string", description: "The input as the user named it; - for standard input." },
        kind: { enum: ["template", "message", "domain"] },
        profile: { type: "string" },
        type: { enum: mailTypes },
        typeFrom: { enum: ["given", "metadata", "inferred", "default"] },
        verdict: { enum: ["fit", "unfit", "unjudged"] },
        score: scoreSchema,
        axes: object(Object.fromEntries(axes.map((axis) => [axis, scoreSchema]))),
        deductions: {
          type: "array",
          items: object({ ruleId: ruleId, axis: { enum: axes }, points: { type: "integer", minimum: 1, maximum: 100 } }),
        },
        findings: { type: "array", items: findingSchema },
        unjudged: { type: "array", items: object({ ruleId: ruleId, because: { type: "string" } }) },
        measures: measuresSchema,
        requirements: { type: "array", items: requirementSchema },
        expected: expectedSchema,
        senders: { type: "array", items: senderSchema },
        connections: { type: "array", items: connectionSchema },
        propagation: propagationSchema,
        repair: repairSchema,
        error: object({ code: { type: "string" }, message: { type: "string" }, hint: { type: "string" } }),
      },
      ["measures", "requirements", "expected", "senders", "connections", "propagation", "repair", "error"],
    ),
  };
}

const ruleId = { type: "string", pattern: "^[a-z0-9]+/[a-z0-9-]+$" };
const scoreSchema = { type: ["integer", "null"], minimum: 0, maximum: 100 };
const count = { type: "integer", minimum: 0 };
const position = object({ line: { type: "integer", minimum: 1 }, column: { type: "integer", minimum: 1 }, offset: count });
const day = { type: "string", pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" };
const requirementSchema = object(
  {
    provider: { type: "string" },
    requirement: { type: "string" },
    of: { enum: ["everyone", "bulk"] },
    outcome: { enum: ["met", "broken", "unjudged"] },
    because: { type: "string" },
    ruleIds: { type: "array", items: ruleId },
  },
  ["because"],
);
const findingSchema = object(
  {
    ruleId,
    severity: { enum: severities },
    message: { type: "string", minLength: 1 },
    why: { type: "string", minLength: 1 },
    fix: { type: "string", minLength: 1 },
    facts: { type: "object", additionalProperties: { type: ["string", "number"] } },
    span: object({ start: position, end: position }),
    decoded: object({ start: position, end: position }),
    part: { type: "string" },
    clause: { type: "integer", minimum: 1, maximum: 39 },
    waived: object({ until: day, reason: { type: "string", minLength: 1 } }),
    waiverExpired: { ...day, description: "The last day of a waiver that holds no more." },
  },
  ["span", "decoded", "part", "clause", "waived", "waiverExpired"],
);
const attributeSchema = object({
  Type: { enum: ["MX", "TXT", "CNAME"] },
  SendDomain: { type: "string" },
  ExpectedValue: { type: "string" },
  CurrentValue: { type: "string" },
  Status: { type: "boolean" },
});
const expectedSchema = object({
  zone: { type: "string", description: "The registered domain that hosts are relative to." },
  spf: { type: "string", description: "The one SPF record that names every provider; empty where none is needed." },
  providers: {
    type: "array",
    items: object({
      id: { type: "string" },
      title: { type: "string" },
      records: {
        type: "array",
        items: object(
          {
            purpose: { enum: ["mx", "spf", "dkim", "dmarc", "return-path", "other"] },
            need: { enum: ["required", "advised"] },
            host: { type: "string" },
            state: { type: "string", description: "met, missing, different, elsewhere, or why nobody can tell." },
            reason: { type: "string" },
            elsewhere: { type: "string" },
            dig: { type: "string" },
            attribute: attributeSchema,
          },
          ["reason", "elsewhere"],
        ),
      },
    }),
  },
});
const recordValues = { type: "array", items: { type: "string" } };
const repairSchema = object({
  edits: {
    type: "array",
    items: object({
      action: { enum: ["add", "replace", "remove"] },
      name: { type: "string" },
      type: { type: "string" },
      ttlSeconds: count,
      before: recordValues,
      after: recordValues,
    }),
  },
  format: { enum: snippetFormats },
  snippet: { type: "string", description: "The edits in the words of the format; empty without edits." },
  left: { type: "array", items: object({ ruleId, because: { type: "string" } }) },
});
const measuresSchema = object({
  bodies: {
    type: "array",
    items: object({
      part: { type: "string" },
      words: count,
      variables: count,
      images: count,
      links: count,
      fonts: count,
      colours: count,
    }),
  },
  subjectCharacters: { type: ["integer", "null"], minimum: 0 },
  sizeBytes: count,
});
