import * as v from "valibot";
import type { Block, Body } from "../model/body.ts";
import type { Check } from "../model/check.ts";
import { excerpt } from "../model/excerpt.ts";
import { type Sentence, sentencesOf, unitsOf } from "../parse/text/sentences.ts";
import { placeIn } from "./body-hits.ts";
import { asWritten, count, params } from "./params.ts";

interface Params {
  /** Texts that say different things, or a plain text that only leads to the other. */
  readonly seeks: "different" | "short";
  /** How much of one text may be missing in the other. */
  readonly sharePercentMax: number;
  /** How many words a plain text needs to be held against the HTML. */
  readonly wordsMin: number;
  /** How many are enough for one that shares almost nothing with it. */
  readonly foreignWordsMin: number;
  /** From how much missing a text shares almost nothing. */
  readonly foreignPercentMin: number;
}

const schema: v.GenericSchema<unknown, Params> = v.strictObject({
  seeks: v.picklist(["different", "short"]),
  sharePercentMax: count,
  wordsMin: count,
  foreignWordsMin: count,
  foreignPercentMin: count,
});

/**
 * Holds the HTML and the plain text of a mail against each other, sentence by sentence: a sentence is there when most of its
 * words are. Words are letters and digits, of Han text pairs of characters; addresses say nothing.
 */
export const bodiesAgree: Check<"content", Params> = {
  name: "bodies-agree",
  part: "content",
  facts: ["sharePercent", "sharePercentMax", "missingIn", "evidence", "words"],
  parseParams: params(schema, asWritten),
  run: ({ bodies }, given) => {
    const html = bodies.find(({ part }) => part === "text/html");
    const plain = bodies.find(({ part }) => part === "text/plain");
    if (!html || !plain || plain.words === 0 || html.words === 0) return [];
    const words = Math.min(plain.words, html.words);
    const isShort = words < given.wordsMin && (words < given.foreignWordsMin || !isForeign(plain, html, given));
    if (isShort !== (given.seeks === "short")) return [];
    const sights = [missingIn(html, plain, given), missingIn(plain, html, given)].filter((hit) => hit !== undefined);
    return sights.slice(0, 1);
  },
};

/** True for a text of which almost nothing is in the other: no shorter form of it, but another text. */
function isForeign(body: Body, other: Body, given: Params): boolean {
  const { sharePercent = 0 } = missingIn(body, other, given)?.facts ?? {};
  return sharePercent >= given.foreignPercentMin;
}

/** A sentence is there when this share of its words is. */
const SENTENCE_PERCENT = 50;

/** What of one body is not in the other, where that is more than may be. */
function missingIn(body: Body, other: Body, { sharePercentMax }: Params) {
  const known = new Set(
    visible(other)
      .flatMap((block) => sentencesOf(block.runs))
      .flatMap(({ text }) => unitsOf(text)),
  );
  let all = 0;
  let missing = 0;
  let first: Sentence | undefined;
  for (const sentence of visible(body).flatMap((block) => sentencesOf(block.runs))) {
    const units = unitsOf(sentence.text);
    const there = units.filter((unit) => known.has(unit)).length;
    all += units.length;
    if (units.length === 0 || there * 100 >= units.length * SENTENCE_PERCENT) continue;
    missing += units.length;
    first ??= sentence;
  }
  const sharePercent = all === 0 ? 0 : Math.round((missing * 100) / all);
  if (!first || sharePercent <= sharePercentMax) return undefined;
  const facts = {
    sharePercent,
    sharePercentMax,
    missingIn: other.part,
    evidence: excerpt(first.text.trim()),
    words: other.words,
  };
  return { facts, at: placeIn(body, first.at), part: body.part };
}

function visible({ blocks }: Body): readonly Block[] {
  return blocks.filter(({ visibility }) => visibility === "visible");
}
