import * as v from "valibot";
import { VARIABLE_MARK } from "../model/body.ts";
import type { Check } from "../model/check.ts";
import { asWritten, count, params } from "./params.ts";

interface Params {
  readonly charactersMax: number;
  /** Past this many the check is silent: another rule speaks. */
  readonly silentAbove: number | null;
}

const schema: v.GenericSchema<unknown, Params> = v.strictObject({ charactersMax: count, silentAbove: v.nullable(count) });

/** Counts the subject's characters (Unicode code points); variables count nothing, so the figure is the least it can be. */
export const subjectLength: Check<"subject", Params> = {
  name: "subject-length",
  part: "subject",
  facts: ["characters", "charactersMax"],
  parseParams: params(schema, asWritten),
  run: ({ text, at }, { charactersMax, silentAbove }) => {
    const characters = Array.from(text.replaceAll(VARIABLE_MARK, "")).length;
    if (characters <= charactersMax || (silentAbove !== null && characters > silentAbove)) return [];
    return [{ facts: { characters, charactersMax }, at }];
  },
};
