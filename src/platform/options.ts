import { catalog } from "../checks/catalog.ts";
import { namesRule, unknownRule } from "../engine/override.ts";
import { buildRuleset, type Ruleset, type UserOverrides } from "../engine/ruleset.ts";
import type { Text } from "../model/language.ts";
import type { Problem, Result } from "../model/result.ts";
import { hintFor } from "../model/suggest.ts";
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
export function unknownWord(what: Text, word: string, words: readonly string[]): Problem {
  return {
    code: "usage-wrong",
    message: { en: `There is no ${what.en} "${word.slice(0, 40)}".`, zh: `没有${what.zh}“${word.slice(0, 40)}”。` },
    hint: hintFor(word, words, { en: `Known are ${words.join(", ")}.`, zh: `可用的有：${words.join("、")}。` }),
  };
}

/** The problem of changes that name no rule, or change what cannot be changed. */
export async function wrongRules(overrides: UserOverrides): Promise<Problem | undefined> {
  const patterns = Object.keys(overrides);
  if (patterns.length === 0) return undefined;
  const book = await shippedRuleBook();
  const ids = book.ok ? book.value.rules.map(({ id }) => id) : [];
  const unknown = patterns.find((pattern) => !namesRule(pattern, ids));
  if (unknown !== undefined) return { code: "config-invalid", ...unknownRule(unknown, ids) };
  const { overrideFault } = await import("../engine/rule-schema.ts");
  const fault = overrideFault(overrides);
  return fault === undefined
    ? undefined
    : {
        code: "config-invalid",
        message: { en: `The change of a rule cannot be used: ${fault}.`, zh: `对规则的修改无法使用：${fault}。` },
        hint: { en: "A change has severity, points and params.", zh: "修改可以写 severity、points 和 params。" },
      };
}

/** A caller's text or bytes as bytes. */
export function bytesOf(source: string | Uint8Array): Uint8Array {
  return typeof source === "string" ? new TextEncoder().encode(source) : source;
}
