import * as v from "valibot";
import type { Lexicon } from "../model/phrases.ts";
import type { UnsubscribeTable } from "./phrases/wordings.ts";

/** A lexicon as a parameter. Its inside was checked when the rule book was made, and is not fetched to be checked again. */
export const lexicon: v.GenericSchema<unknown, Lexicon> = v.custom<Lexicon>(
  (value) => typeof value === "object" && value !== null && !Array.isArray(value),
  "must be a table of wordings",
);

/** The table of ways out of a mailing as a parameter. */
export const unsubscribeTable: v.GenericSchema<unknown, UnsubscribeTable> = v.object({
  wordings: lexicon,
  targets: v.array(v.string()),
});
