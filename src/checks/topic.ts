import * as v from "valibot";
import type { Body } from "../model/body.ts";
import type { Check, Hit } from "../model/check.ts";
import type { Content, Place } from "../model/document.ts";
import { excerpt } from "../model/excerpt.ts";
import type { Lexicon } from "../model/phrases.ts";
import { prosePlace } from "./body-hits.ts";
import { contentText, headText } from "./content-text.ts";
import { lexicon } from "./lexicon-param.ts";
import { asWritten, count, params, topicLimits } from "./params.ts";
import { type TopicFound, type TopicLimits, topicsOf } from "./phrases/topics.ts";

interface Params extends TopicLimits {
  readonly topics: Lexicon;
  readonly cautions: Lexicon;
  readonly cautionWithin: number;
}

const schema: v.GenericSchema<unknown, Params> = v.strictObject({
  topics: lexicon,
  cautions: lexicon,
  ...topicLimits,
  cautionWithin: count,
});

/** Finds the topics a mail is about, subject and text together, by the wordings of each. */
export const topic: Check<"content", Params> = {
  name: "topic",
  part: "content",
  facts: ["topic", "evidence", "points", "pointsMin"],
  parseParams: params(schema, asWritten),
  run: (content, given) => {
    const hits = new Map<string, Hit>();
    for (const body of content.bodies)
      for (const hit of topicHits(content, body, given))
        if (!hits.has(String(hit.facts["topic"]))) hits.set(String(hit.facts["topic"]), hit);
    if (hits.size === 0 && content.language === "other") return "language-unsupported";
    return [...hits.values()];
  },
};

function topicHits(content: Content, body: Body, given: Params): readonly Hit[] {
  const shift = headText(content).length;
  const search = contentText(content, body);
  const cautions = { lexicon: given.cautions, within: given.cautionWithin };
  return topicsOf(search, given.topics, given, cautions).map(({ topic: found, points, evidence }) => {
    const [first] = evidence;
    const at =
      first &&
      (first.start < shift ? content.subject?.at : prosePlace(body, { start: first.start - shift, end: first.end - shift }));
    return {
      facts: { topic: found, evidence: quote(search.text, evidence), points, pointsMin: given.pointsMin },
      at: placeOrWhole(at),
      part: body.part,
    };
  });
}

function placeOrWhole(at: Place | undefined): Place | undefined {
  return at && at.end > at.start ? at : undefined;
}

/** The wordings that showed it, the first few; one inside another says nothing new. */
function quote(text: string, evidence: TopicFound["evidence"]): string {
  const whole = evidence.filter(({ start, end }, index) =>
    evidence.every(
      (other, at) =>
        at === index || other.start > start || other.end < end || (other.start === start && other.end === end && at > index),
    ),
  );
  const shown = whole.slice(0, 4).map(({ start, end }) => excerpt(text.slice(start, end)));
  return shown.join("; ") + (whole.length > shown.length ? "; …" : "");
}
