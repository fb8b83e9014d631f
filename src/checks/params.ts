import * as v from "valibot";
import type { Parsed } from "../model/check.ts";
import { asItIs, type Text } from "../model/language.ts";
import type { TopicLimits } from "./phrases/topics.ts";

/** Makes a check's `parseParams` from a schema and, where parameters are compiled for searching, a compiler. */
export function params<Raw, Params = Raw>(
  schema: v.GenericSchema<unknown, Raw>,
  compile: (raw: Raw) => Params,
): (raw: unknown) => Parsed<Params> {
  return (raw) => {
    const result = v.safeParse(schema, raw);
    if (result.success) return { ok: true, value: compile(result.output) };
    return { ok: false, issues: result.issues.map((issue) => ({ path: pathOf(issue), message: messageOf(issue) })) };
  };
}

/** For parameters that are used as written. */
export function asWritten<Raw>(raw: Raw): Raw {
  return raw;
}

/** For a check that takes no parameters. */
export const noParams: (raw: unknown) => Parsed<Readonly<Record<string, never>>> = params(v.strictObject({}), asWritten);

/** A whole number of things. */
export const count: v.GenericSchema<unknown, number> = v.pipe(
  v.number(),
  v.integer(),
  v.minValue(0),
  v.maxValue(Number.MAX_SAFE_INTEGER),
);

/** What makes a text be about a topic: parameters of every check that seeks some. */
export const topicLimits: { readonly [Name in keyof TopicLimits]: typeof count } = {
  pointsMin: count,
  windowUnits: count,
  togetherWithin: count,
  contextWithin: count,
};

/** A share or ratio. */
export const ratio: v.GenericSchema<unknown, number> = v.pipe(v.number(), v.minValue(0), v.finite());

function messageOf({ type, expected, received, message }: v.BaseIssue<unknown>): Text {
  if (type === "strict_object" && expected === "never") return { en: "there is no such parameter", zh: "没有这个参数" };
  return expected === null ? asItIs(message) : { en: message, zh: `应为 ${expected}，而不是 ${received}` };
}

function pathOf(issue: v.BaseIssue<unknown>): readonly (string | number)[] {
  return (issue.path ?? []).map(({ key }) => (typeof key === "number" ? key : String(key)));
}
