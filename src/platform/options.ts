import * as v from "valibot";
import { catalog } from "../checks/catalog.ts";
import { namesRule, unknownRule } from "../engine/override.ts";
import { buildRuleset, type Ruleset, type UserOverrides } from "../engine/ruleset.ts";
import { type Waiving, waiverFault, waiverSchema } from "../engine/waivers.ts";
import type { Text } from "../model/language.ts";
import { failed, ok, type Problem, type Result } from "../model/result.ts";
import { hintFor } from "../model/suggest.ts";
import type { Waiver } from "../model/waiver.ts";
import { shippedRuleBook } from "./rule-book.ts";
import { isFor } from "./waivers.ts";

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

/** The waivers of a caller that may cover findings in a mail of that name; one that is wrong is a problem. */
export async function waivingFor(
  name: string,
  { waivers = [], nowMs = Date.now() }: { readonly waivers?: readonly Waiver[]; readonly nowMs?: number },
): Promise<Result<Waiving>> {
  const parsed = v.safeParse(v.array(waiverSchema), waivers);
  if (!parsed.success) return failed({ code: "config-invalid", ...noWaiver });
  const ids = parsed.output.length === 0 ? [] : await shippedIds();
  for (const waiver of parsed.output) {
    const fault = waiverFault(waiver, ids, nowMs);
    if (fault) return failed({ code: "config-invalid", message: fault.message, hint: fault.hint });
  }
  return ok({ waivers: parsed.output.filter((waiver) => isFor(waiver, name)), nowMs });
}

const noWaiver = {
  message: { en: "A waiver cannot be used.", zh: "有一条豁免无法使用。" },
  hint: {
    en: "A waiver has rule, until and reason, and may have files; each is a text.",
    zh: "豁免要写 rule、until 和 reason，可写 files，都是文本。",
  },
};

async function shippedIds(): Promise<readonly string[]> {
  const book = await shippedRuleBook();
  return book.ok ? book.value.rules.map(({ id }) => id) : [];
}

/** The problem of changes that name no rule, or change what cannot be changed. */
export async function wrongRules(overrides: UserOverrides): Promise<Problem | undefined> {
  const patterns = Object.keys(overrides);
  if (patterns.length === 0) return undefined;
  const ids = await shippedIds();
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
