import * as v from "valibot";
import type { Check, Hit, ReadParts, Sight } from "../../model/check.ts";
import type { DkimPart, DkimSelector, DkimSelectorState, PublicKey } from "../../model/domain/dkim.ts";
import { asRead, excerpt } from "../../model/excerpt.ts";
import type { RecordText } from "../../model/record.ts";
import { readDkimKey } from "../../parse/records/dkim-key.ts";
import { asWritten, count, noParams, params } from "../params.ts";
import { isElsewhere } from "./elsewhere.ts";
import { whole } from "./whole.ts";

type None = Readonly<Record<string, never>>;

const states = ["other-text", "name-absent", "type-absent", "doubled", "alias-dangling", "alias-unregistered"] as const;

/** Which states of a selector a rule is about. */
export interface SelectorStateParams {
  readonly states: readonly Exclude<DkimSelectorState, "key" | "lookup-failed">[];
}

/** Finds selectors whose key is not where it should be. */
export const dkimSelectorState: Check<"dkim", SelectorStateParams> = {
  name: "dkim-selector-state",
  part: "dkim",
  facts: ["name", "selector", "state", "target", "foundAt", "written"],
  parseParams: params(v.strictObject({ states: v.pipe(v.array(v.picklist(states)), v.minLength(1)) }), asWritten),
  run: (part, sought, others) =>
    known(
      part,
      part.selectors
        .filter(({ state, name }) => sought.states.some((each) => each === state) && !isToldElsewhere(state, name, others))
        .map(({ name, selector, state, target, texts: [text] }) => ({
          facts: { name, selector, state, target, foundAt: text?.name ?? "", written: excerpt(asRead(text?.text ?? "")) },
          at: text && whole(text),
        })),
    ),
};

function isToldElsewhere(state: DkimSelectorState, name: string, others: ReadParts): boolean {
  return (state === "name-absent" || state === "type-absent") && isElsewhere(others, "dkim", name);
}

/** Finds several records under one selector: which of them is read is left to chance. */
export const dkimSeveral: Check<"dkim", None> = {
  name: "dkim-several",
  part: "dkim",
  facts: ["name", "count", "joined"],
  parseParams: noParams,
  run: (part) =>
    known(
      part,
      part.selectors.flatMap(({ name, state, texts, texts: [, second] }) =>
        state === "key" && second ? [{ facts: { name, count: texts.length, joined: joined(texts) }, at: whole(second) }] : [],
      ),
    ),
};

/** The record that several texts are the pieces of, as a panel leaves them that cuts at semicolons; empty for others. */
function joined(texts: readonly RecordText[]): string {
  if (texts.some(({ text }) => typeof readDkimKey(text).value?.key === "object")) return "";
  const rank = ({ text }: RecordText): number => (/^v\s?=/.test(text) ? 0 : /^p\s?=/.test(text) ? 2 : 1);
  const whole = [...texts].sort((a, b) => rank(a) - rank(b)).map(({ text }) => text);
  const { value, faults } = readDkimKey(whole.join("; "));
  return typeof value?.key === "object" && faults.length === 0 ? whole.join("; ") : "";
}

/** From how many bits to how many. */
export interface KeyBitsParams {
  readonly bitsMin: number;
  readonly bitsMax: number;
}

/** Finds RSA keys within a range of sizes. */
export const dkimKeyBits: Check<"dkim", KeyBitsParams> = {
  name: "dkim-key-bits",
  part: "dkim",
  facts: ["name", "bits"],
  parseParams: params(v.strictObject({ bitsMin: count, bitsMax: count }), asWritten),
  run: (part, { bitsMin, bitsMax }) =>
    known(
      part,
      keysIn(part)
        .filter(({ key: { type, bits } }) => type === "rsa" && bits >= bitsMin && bits <= bitsMax)
        .map(({ record, key: { bits } }) => ({ facts: { name: record.name, bits }, at: keyPlace(record) })),
    ),
};

/** Finds a domain whose every key is Ed25519, which many receivers cannot use yet. */
export const dkimEd25519Alone: Check<"dkim", None> = {
  name: "dkim-ed25519-alone",
  part: "dkim",
  facts: ["name"],
  parseParams: noParams,
  run: (part) => {
    if (part.selectorsFrom === "table") return "selector-unknown";
    const keys = keysIn(part);
    const [first] = keys;
    if (!first || keys.some(({ key }) => key.type === "rsa")) return known(part, []);
    // A selector that cannot be used may be the RSA one: what is wrong with it is said already.
    if (keys.length < part.selectors.length) return known(part, [], "record-unusable");
    return [{ facts: { name: first.record.name }, at: keyPlace(first.record) }];
  },
};

/** Finds the same key under several selectors. */
export const dkimKeyShared: Check<"dkim", None> = {
  name: "dkim-key-shared",
  part: "dkim",
  facts: ["name", "first"],
  parseParams: noParams,
  run: (part) => {
    const firsts = new Map<string, Found>();
    const hits: Hit[] = [];
    for (const found of keysIn(part)) {
      const first = firsts.get(found.key.base64);
      if (!first) firsts.set(found.key.base64, found);
      else if (first.place !== found.place)
        hits.push({ facts: { name: found.record.name, first: first.record.name }, at: keyPlace(found.record) });
    }
    return known(part, hits);
  },
};

/** Finds a usable key that answers for every selector. */
export const dkimWildcardKey: Check<"dkim", None> = {
  name: "dkim-wildcard-key",
  part: "dkim",
  facts: ["name"],
  parseParams: noParams,
  run: ({ wildcard }) =>
    wildcard.flatMap(({ record, value }) =>
      typeof value?.key === "object" ? [{ facts: { name: record.name }, at: whole(record) }] : [],
    ),
};

/** Finds policies of DomainKeys and ADSP. */
export const dkimLeftover: Check<"dkim", None> = {
  name: "dkim-leftover",
  part: "dkim",
  facts: ["name", "written"],
  parseParams: noParams,
  run: ({ leftovers }) =>
    leftovers.map((record) => ({ facts: { name: record.name, written: excerpt(asRead(record.text)) }, at: whole(record) })),
};

interface Found {
  readonly record: RecordText;
  readonly key: PublicKey;
  /** Where the record is, after an alias: two selectors that lead to one place have one record. */
  readonly place: string;
}

/** The readable keys of selectors that have one record. */
function keysIn({ selectors }: DkimPart): readonly Found[] {
  return selectors.flatMap(({ name, texts, records, target }: DkimSelector) =>
    texts.length !== 1
      ? []
      : records.flatMap(({ record, value }) =>
          typeof value?.key === "object" ? [{ record, key: value.key, place: target || name }] : [],
        ),
  );
}

/** Hits; without any, why there may be more than was seen. */
function known({ selectors }: DkimPart, hits: readonly Hit[], otherwise: Sight = hits): Sight {
  if (hits.length > 0) return hits;
  return selectors.some(({ state }) => state === "lookup-failed") ? "lookup-failed" : otherwise;
}

/** From `p=` on, or all of the record. */
function keyPlace(record: RecordText): Hit["at"] {
  const { text, source } = record;
  const start = Math.max(0, text.search(/(?:^|[;\s])p\s{0,9}=/i));
  return { source, start: text.charAt(start) === "p" ? start : start + 1, end: text.length };
}
