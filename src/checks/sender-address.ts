import * as v from "valibot";
import type { Check } from "../model/check.ts";
import { count, params } from "./params.ts";

/** How addresses of one country are written; see the table. */
interface Pack {
  readonly country: string;
  readonly codes?: readonly string[] | undefined;
  readonly words?: readonly string[] | undefined;
  readonly phrases?: readonly string[] | undefined;
  readonly streets?: readonly string[] | undefined;
  readonly sequence?: readonly (readonly string[])[] | undefined;
  readonly identity?: readonly string[] | undefined;
}

const words = v.array(v.pipe(v.string(), v.minLength(1)));

const schema = v.strictObject({
  addresses: v.strictObject({
    packs: v.array(
      v.strictObject({
        country: v.string(),
        codes: v.optional(words),
        words: v.optional(words),
        phrases: v.optional(words),
        streets: v.optional(words),
        sequence: v.optional(v.array(words)),
        identity: v.optional(words),
      }),
    ),
  }),
  withinUnits: count,
});

interface Params {
  readonly seekers: readonly Seeker[];
}

/** True when a normalised text holds an address, or says who sends. */
type Seeker = (text: string) => boolean;

/** Looks for a postal address of any country in the table, or for the words by which a sender says who it is. */
export const senderAddress: Check<"content", Params> = {
  name: "sender-address",
  part: "content",
  facts: [],
  parseParams: params(schema, ({ addresses, withinUnits }) => ({
    seekers: addresses.packs.flatMap((pack) => seekersOf(pack, withinUnits)),
  })),
  run: ({ bodies, language }, { seekers }) => {
    const texts = bodies.map(({ prose }) => prose.text);
    if (texts.some((text) => seekers.some((isIn) => isIn(text)))) return [];
    return language === "other" ? "language-unsupported" : [{ facts: {} }];
  },
};

function seekersOf(pack: Pack, within: number): readonly Seeker[] {
  const { codes = [], words: near = [], phrases = [], streets = [], sequence, identity = [] } = pack;
  const isIn =
    (pattern: RegExp): Seeker =>
    (text) =>
      pattern.test(text);
  return [
    ...(codes.length > 0 ? [besideWord(new RegExp(`${ALONE}(?:${anyOf(codes)})(?![a-z0-9])`, "g"), new Set(near), within)] : []),
    ...(phrases.length > 0 ? [isIn(new RegExp(`${ALONE}(?:${anyOf(phrases)})`))] : []),
    ...(streets.length > 0
      ? [isIn(new RegExp(`${ALONE}\\d{1,5},? (?:[a-z'.-]{1,20} ){0,3}(?:${anyOf(streets)})(?![a-z])`))]
      : []),
    ...(sequence ? [inOrder(sequence, within)] : []),
    ...identity.map(
      (word): Seeker =>
        (text) =>
          text.includes(word),
    ),
  ];
}

/** What comes stands at the beginning of a word. */
const ALONE = "(?<![a-z0-9])";

/** Any of several codes as a pattern of fixed lengths. */
function anyOf(codes: readonly string[]): string {
  return codes.map(unitsOf).join("|");
}

/** 9 is a digit, A a letter; all else stands for itself. */
function unitsOf(code: string): string {
  return Array.from(code, (unit) => {
    if (unit === "9") return "\\d";
    return unit === "A" ? "[a-z]" : unit.replace(/[.*+?^${}()|[\]\\]/, "\\$&");
  }).join("");
}

function besideWord(shape: RegExp, near: ReadonlySet<string>, within: number): Seeker {
  return (text) => {
    for (const { index, 0: found } of text.matchAll(shape)) {
      const around = text.slice(Math.max(0, index - within), index + found.length + within);
      if (around.split(/[^\p{L}]+/u).some((word) => near.has(word))) return true;
    }
    return false;
  };
}

/** One word of each list in order, each within reach of the one before. */
function inOrder(sequence: readonly (readonly string[])[], within: number): Seeker {
  const [firsts = [], ...others] = sequence;
  return (text) => {
    const starts = firsts.flatMap((word) => placesOf(text, word)).sort((a, b) => a - b);
    return starts.some((start) => {
      let at: number | undefined = start;
      for (const list of others) at = at === undefined ? undefined : nextOf(text, list, at + 1, within);
      return at !== undefined && /\d/.test(text.slice(start, at));
    });
  };
}

/** Places of a word that are looked at: an address stands in a mail once or twice. */
const PLACES_MAX = 2_000;

function placesOf(text: string, word: string): readonly number[] {
  const places: number[] = [];
  for (let at = text.indexOf(word); at !== -1 && places.length < PLACES_MAX; at = text.indexOf(word, at + 1)) places.push(at);
  return places;
}

function nextOf(text: string, list: readonly string[], from: number, within: number): number | undefined {
  const reach = text.slice(from, from + within);
  const found = list.map((word) => reach.indexOf(word)).filter((at) => at !== -1);
  return found.length === 0 ? undefined : from + Math.min(...found);
}
