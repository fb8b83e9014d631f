import * as v from "valibot";
import { compilePattern } from "./pattern.ts";

/** One wording of a list, as a rule's data writes it. */
export interface PhraseEntry {
  /** A phrase, or several that must stand together in one block. */
  readonly say: string | readonly string[];
  /** How much the wording tells, in points of the check that asks. */
  readonly points: number;
  /** The wording does not count when one of these stands near it. */
  readonly unless?: readonly string[] | undefined;
  /** The wording counts only when one of these stands near it. */
  readonly near?: readonly string[] | undefined;
}

const phrase = v.pipe(
  v.string(),
  v.check(
    (text) => compilePattern(text) !== undefined,
    ({ input }) =>
      `"${input.slice(0, 60)}" is empty, has an unpaired brace, or has a word that stands for more than 256 spellings`,
  ),
);

const say = v.union([phrase, v.pipe(v.array(phrase), v.minLength(2))]);

/** The shape of an entry in a rule's data. */
export const phraseEntry: v.GenericSchema<unknown, PhraseEntry> = v.strictObject({
  say,
  points: v.pipe(v.number(), v.integer(), v.minValue(0)),
  unless: v.optional(v.array(phrase)),
  near: v.optional(v.array(phrase)),
});

/** Entries of one language, about one topic where a list has several; one file of a table. */
export interface EntryFile {
  readonly topic?: string | undefined;
  readonly language: string;
  readonly entries: readonly PhraseEntry[];
}

export const entryFile: v.GenericSchema<unknown, EntryFile> = v.strictObject({
  topic: v.optional(v.string()),
  language: v.string(),
  entries: v.array(phraseEntry),
});

/** Wordings of one language that all tell the same; one file of a table. */
export interface WordingFile {
  readonly language: string;
  readonly wordings: readonly (string | readonly string[])[];
}

export const wordingFile: v.GenericSchema<unknown, WordingFile> = v.strictObject({
  language: v.string(),
  wordings: v.array(say),
});
