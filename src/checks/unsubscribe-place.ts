import * as v from "valibot";
import type { Body, Link } from "../model/body.ts";
import type { Check, Hit } from "../model/check.ts";
import type { Content } from "../model/document.ts";
import type { Lexicon } from "../model/phrases.ts";
import { isHan } from "../parse/text/characters.ts";
import { inEachBody, placeIn } from "./body-hits.ts";
import { lexicon, unsubscribeTable } from "./lexicon-param.ts";
import { params, ratio } from "./params.ts";
import { leadsOut, says, type UnsubscribeTable } from "./phrases/wordings.ts";

interface Params {
  readonly seeks: "candidate" | "far" | "language";
  readonly unsubscribe: UnsubscribeTable;
  /** How links are worded that may lead out and do not say so. */
  readonly candidates: Lexicon;
  /** A way out before this share of the text is far from where readers look for it. */
  readonly percentMin: number;
}

const schema: v.GenericSchema<unknown, Params> = v.strictObject({
  seeks: v.picklist(["candidate", "far", "language"]),
  unsubscribe: unsubscribeTable,
  candidates: lexicon,
  percentMin: ratio,
});

/** Looks where and in which words the ways out of a mailing stand; where there is none, at what comes nearest to one. */
export const unsubscribePlace: Check<"content", Params> = {
  name: "unsubscribe-place",
  part: "content",
  facts: ["label", "percent"],
  parseParams: params(schema, (given) => given),
  run: (content, given) =>
    inEachBody(content, (body) => {
      const ways = body.links.filter((link) => leadsOut(given.unsubscribe, link));
      if (given.seeks === "candidate") return ways.length === 0 ? nearest(body, given.candidates) : [];
      const last = ways.at(-1);
      if (!last) return [];
      return given.seeks === "far" ? farFromEnd(body, last, given.percentMin) : inOtherScript(content, body, ways);
    }),
};

/** Links at the end are the nearest to where readers look. */
function nearest(body: Body, candidates: Lexicon): readonly Hit[] {
  const link = body.links.findLast(({ label }) => says(candidates, label));
  return link ? [hitOf(body, link, percentOf(body, link))] : [];
}

function farFromEnd(body: Body, link: Link, percentMin: number): readonly Hit[] {
  const percent = percentOf(body, link);
  return percent < percentMin ? [hitOf(body, link, percent)] : [];
}

/** How much of the visible text stands before a link, in percent. */
function percentOf(body: Body, { at }: Link): number {
  let before = 0;
  let all = 0;
  for (const { visibility, runs } of body.blocks) {
    if (visibility !== "visible") continue;
    for (const { text, start } of runs) {
      all += text.length;
      if (start < at.start) before += text.length;
    }
  }
  return all === 0 ? 100 : Math.round((100 * before) / all);
}

/** Chinese mail whose ways out hold no Han, and English mail whose ways out hold nothing else. */
function inOtherScript({ language }: Content, body: Body, ways: readonly Link[]): readonly Hit[] {
  const labelled = ways.filter(({ label }) => label.trim() !== "");
  const [first] = labelled;
  if (!first || (language !== "zh" && language !== "en")) return [];
  const reads = (label: string): boolean => (language === "zh" ? hasHan(label) : /[a-z]/i.test(label));
  return labelled.some(({ label }) => reads(label)) ? [] : [hitOf(body, first, percentOf(body, first))];
}

function hasHan(text: string): boolean {
  return Array.from(text).some((character) => isHan(character));
}

function hitOf(body: Body, { label, at }: Link, percent: number): Hit {
  return { facts: { label: label.trim().slice(0, LABEL_UNITS_SHOWN), percent }, at: placeIn(body, at) };
}

const LABEL_UNITS_SHOWN = 80;
