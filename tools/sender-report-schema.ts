import { dispositions } from "../src/model/domain/senders.ts";
import { mailTypes } from "../src/model/mail-type.ts";
import { object } from "./json-object.ts";

const word = { type: "string" };
const count = { type: "integer", minimum: 0 };
const yesNo = { type: "boolean" };
const spfResult = { enum: ["none", "neutral", "pass", "fail", "softfail", "temperror", "permerror"] };
const range = object({ start: count, end: count });
const gap = object({ because: word });
const policy = { enum: ["none", "quarantine", "reject"] };
const mode = { enum: ["relaxed", "strict"] };

/** A name of its own, so that the schema can stand inside another. */
const TRACE = "urn:mailworthy:spf-trace";

const traceSchema = object(
  {
    domain: word,
    record: word,
    steps: {
      type: "array",
      items: object(
        {
          at: range,
          written: word,
          outcome: { enum: ["matched", "unmatched", "failed"] },
          target: word,
          asked: { type: "array", items: object({ name: word, type: word, status: { enum: ["found", "absent", "failed"] } }) },
          lookups: count,
          voidLookups: count,
          inner: { $ref: TRACE },
        },
        ["target", "inner"],
      ),
    },
    result: spfResult,
  },
  ["record"],
);

/** What a report defines once and refers to: the trace of a record leads to others. */
export const senderDefinitions: object = { trace: { $id: TRACE, ...traceSchema } };

const evaluationSchema = object(
  {
    result: spfResult,
    problem: object({ kind: word, domain: word, term: word, name: word, because: word }, ["because"]),
    explanation: word,
    lookups: count,
    voidLookups: count,
    trace: { $ref: TRACE },
  },
  ["problem", "explanation"],
);

/** SPF of one connection, with its trace. */
export const connectionSchema: object = object(
  {
    ip: word,
    helo: word,
    mailFrom: word,
    spf: evaluationSchema,
    heloSpf: { anyOf: [evaluationSchema, gap] },
  },
  ["helo"],
);

const alignmentSchema = object({ domain: word, mode, isAligned: yesNo, isSameOrganisation: yesNo });

const dmarcSchema = object(
  {
    policyDomain: word,
    policy,
    spf: alignmentSchema,
    dkim: alignmentSchema,
    result: { enum: ["pass", "fail"] },
    disposition: { enum: dispositions },
  },
  ["policyDomain", "policy", "dkim"],
);

/** One row of the sender matrix. */
export const senderSchema: object = object(
  {
    name: word,
    provider: word,
    from: word,
    mailFrom: word,
    purpose: { enum: mailTypes },
    spf: object({
      domain: word,
      result: word,
      checks: {
        type: "array",
        items: object({ ip: word, result: spfResult, problem: word, lookups: count, voidLookups: count }, ["problem"]),
      },
    }),
    dkim: object({ name: word, domain: word, state: word, type: { enum: ["rsa", "ed25519"] }, bits: count }, ["type", "bits"]),
    dmarc: object({ rfc9989: { anyOf: [dmarcSchema, gap] }, rfc7489: { anyOf: [dmarcSchema, gap] } }),
    cells: {
      type: "array",
      items: object(
        {
          provider: word,
          requirement: word,
          of: { enum: ["everyone", "bulk"] },
          outcome: { enum: ["met", "broken", "unjudged"] },
          because: word,
        },
        ["because"],
      ),
    },
    causes: { type: "array", items: object({ kind: word, name: word, found: word, ips: { type: "array", items: word } }) },
  },
  ["provider", "purpose"],
);
