import * as v from "valibot";
import { VARIABLE_MARK } from "../model/body.ts";
import type { Check, Hit } from "../model/check.ts";
import type { Subject } from "../model/document.ts";
import { excerpt } from "../model/excerpt.ts";
import type { Lexicon, Wording } from "../model/phrases.ts";
import { languageOf } from "../parse/text/language.ts";
import { normalisePhrase } from "../parse/text/normalise.ts";
import { lexicon } from "./lexicon-param.ts";
import { count, params, ratio } from "./params.ts";
import { findIn } from "./phrases/find.ts";
import { searchText } from "./phrases/search-text.ts";

interface Limits {
  readonly pointsMin: number;
  readonly capitalsPercentMax: number;
  /** Fewer letters than this are no shouting, whatever their case. */
  readonly lettersMin: number;
  readonly marksMax: number;
  readonly emojiMax: number;
}

interface Params extends Limits {
  readonly wordings: Lexicon;
  /** Beginnings that claim an answer or a forwarded mail, which a mailing is not. */
  readonly falseReplies: readonly string[];
}

const schema: v.GenericSchema<unknown, Params> = v.strictObject({
  wordings: lexicon,
  falseReplies: v.array(v.string()),
  pointsMin: count,
  capitalsPercentMax: ratio,
  lettersMin: count,
  marksMax: count,
  emojiMax: count,
});

/** Finds subjects that sell, shout or pretend: by wording, capitals, punctuation, emoji, and a false "Re:". */
export const subjectWording: Check<"subject", Params> = {
  name: "subject-wording",
  part: "subject",
  facts: ["reason", "evidence"],
  parseParams: params(schema, (written) => ({ ...written, falseReplies: written.falseReplies.map(normalisePhrase) })),
  run: (subject, given) => {
    const hit = (reason: string, evidence: string): Hit => ({ facts: { reason, evidence }, at: subject.at });
    const found = [
      ...wordingHits(subject, given).map((evidence) => hit("wording", evidence)),
      ...shoutingOf(subject.text, given).map((evidence) => hit("capitals", evidence)),
      ...marksOf(subject.text, given).map((evidence) => hit("punctuation", evidence)),
      ...emojiOf(subject.text, given).map((evidence) => hit("emoji", evidence)),
      ...falseReplyOf(subject.text, given).map((evidence) => hit("false-reply", evidence)),
    ];
    return found.length === 0 && languageOf(normalisePhrase(subject.text)) === "other" ? "language-unsupported" : found;
  },
};

function wordingHits({ text }: Subject, { wordings, pointsMin }: Params): string[] {
  const normal = `${normalisePhrase(text)}\n`;
  const seen = new Map<Wording, string>();
  let points = 0;
  for (const { wording, start, end } of findIn(wordings, searchText(normal), { togetherWithin: 80, contextWithin: 40 })) {
    if (!seen.has(wording)) points += wording.points;
    seen.set(wording, normal.slice(start, end));
  }
  return points >= pointsMin ? [[...seen.values()].slice(0, 4).join("; ")] : [];
}

/** Scripts without case never shout. */
function shoutingOf(text: string, { capitalsPercentMax, lettersMin }: Params): string[] {
  const upper = text.match(/\p{Lu}/gu)?.length ?? 0;
  const letters = upper + (text.match(/\p{Ll}/gu)?.length ?? 0);
  const words = text.match(/\p{Lu}{2,}/gu)?.length ?? 0;
  return letters >= lettersMin && words >= 2 && (100 * upper) / letters > capitalsPercentMax ? [shown(text)] : [];
}

function marksOf(text: string, { marksMax }: Params): string[] {
  const marks = text.match(/[!?！？]/g)?.length ?? 0;
  const money = text.match(/[$€£¥￥]{2,}/)?.length ?? 0;
  return marks > marksMax || money > 0 ? [shown(text)] : [];
}

function emojiOf(text: string, { emojiMax }: Params): string[] {
  const emoji = text.match(/\p{Emoji_Presentation}|\p{Emoji}\uFE0F/gu) ?? [];
  return emoji.length > emojiMax ? [emoji.slice(0, 8).join("")] : [];
}

function falseReplyOf(text: string, { falseReplies }: Params): string[] {
  const normal = normalisePhrase(text);
  const found = falseReplies.find((prefix) => normal.startsWith(prefix));
  return found === undefined ? [] : [found];
}

function shown(text: string): string {
  return excerpt(text.replaceAll(VARIABLE_MARK, "…"));
}
