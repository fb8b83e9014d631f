import { catalog } from "../checks/catalog.ts";
import { namesRule } from "../engine/override.ts";
import { buildRuleset, type Ruleset, type UserOverrides } from "../engine/ruleset.ts";
import type { Problem, Result } from "../model/result.ts";
import { didYouMean } from "../model/suggest.ts";
import { shippedRuleBook } from "./rule-book.ts";

const rulesets = new Map<string, Promise<Result<Ruleset>>>();
/** Rulesets kept for callers that vary their options; the oldest goes first. */
const RULESETS_MAX = 16;

/** The shipped rules of a profile with a caller's changes; built once for the same arguments. */
export function rulesetOf(profile: string, overrides: UserOverrides): Promise<Result<Ruleset>> {
  const key = `${profile} ${JSON.stringify(overrides)}`;
  const known = rulesets.get(key);
  if (known) return known;
  const fresh = shippedRuleBook().then((book) => (book.ok ? buildRuleset(book.value, catalog, profile, overrides) : book));
  const [oldest] = rulesets.keys();
  if (rulesets.size >= RULESETS_MAX && oldest !== undefined) rulesets.delete(oldest);
  rulesets.set(key, fresh);
  return fresh;
}

/** The problem of an option whose value is none of the words it may be. */
export function unknownWord(what: string, word: string, words: readonly string[]): Problem {
  const meant = didYouMean(word, words);
  return {
    code: "usage-wrong",
    message: `There is no ${what} "${word.slice(0, 40)}".`,
    hint: `${meant === undefined ? "" : `Did you mean "${meant}"? `}Known are ${words.join(", ")}.`,
  };
}

/** The problem of changes that name no rule, or change what cannot be changed. */
export async function wrongRules(overrides: UserOverrides): Promise<Problem | undefined> {
  const patterns = Object.keys(overrides);
  if (patterns.length === 0) return undefined;
  const book = await shippedRuleBook();
  const ids = book.ok ? book.value.rules.map(({ id }) => id) : [];
  const unknown = patterns.find((pattern) => !namesRule(pattern, ids));
  if (unknown !== undefined) return { ...unknownWord("rule", unknown, ids), code: "config-invalid", hint: hintFor(unknown, ids) };
  const { overrideFault } = await import("../engine/rule-schema.ts");
  const fault = overrideFault(overrides);
  return fault === undefined
    ? undefined
    : {
        code: "config-invalid",
        message: `The change of a rule cannot be used: ${fault}.`,
        hint: "A change has severity, points and params.",
      };
}

function hintFor(pattern: string, ids: readonly string[]): string {
  const meant = didYouMean(pattern, ids);
  return meant === undefined ? "Rules are named area/thing-fault, or area/* for all of an area." : `Did you mean "${meant}"?`;
}

/** A caller's text or bytes as bytes. */
export function bytesOf(source: string | Uint8Array): Uint8Array {
  return typeof source === "string" ? new TextEncoder().encode(source) : source;
}
