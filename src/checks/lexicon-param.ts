import * as v from "valibot";
import type { Lexicon } from "../model/phrases.ts";
import type { UnsubscribeTable } from "./phrases/wordings.ts";

/** The lexicons that were made of tables: their inside was checked then, and is not fetched to be checked again. */
const made = new WeakSet<object>();

/** Notes a lexicon as made of a table. */
export function madeLexicon(lexicon: Lexicon): Lexicon {
  made.add(lexicon);
  return lexicon;
}

/** A lexicon as a parameter: only a table can be one. */
export const lexicon: v.GenericSchema<unknown, Lexicon> = v.custom<Lexicon>(
  (value) => typeof value === "object" && value !== null && made.has(value),
  "must be a table of wordings",
);

/** The table of ways out of a mailing as a parameter. */
export const unsubscribeTable: v.GenericSchema<unknown, UnsubscribeTable> = v.object({
  wordings: lexicon,
  targets: v.array(v.string()),
});
