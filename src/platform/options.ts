import { types } from "node:util";
import * as v from "valibot";
import { catalog } from "../checks/catalog.ts";
import { namesRule, unknownRule } from "../engine/override.ts";
import { buildRuleset, type Ruleset, type UserOverrides } from "../engine/ruleset.ts";
import { waiverSchema } from "../engine/waiver-schema.ts";
import { type Waiving, waiverFault } from "../engine/waivers.ts";
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

/** What a caller may give a mail as: its text, or its bytes in whatever holds bytes. */
export type MailSource = string | ArrayBuffer | SharedArrayBuffer | ArrayBufferView;

/** A caller's text or bytes as bytes; a problem for what is neither, which only a caller without types can give. */
export function bytesOf(source: MailSource): Result<Uint8Array> {
  if (typeof source === "string") return ok(new TextEncoder().encode(source));
  if (ArrayBuffer.isView(source)) return ok(new Uint8Array(source.buffer, source.byteOffset, source.byteLength));
  if (types.isAnyArrayBuffer(source)) return ok(new Uint8Array(source));
  return failed({
    code: "usage-wrong",
    message: {
      en: `The mail is ${kindOf(source)}: neither text nor bytes.`,
      zh: `邮件是 ${kindOf(source)}，既不是文本也不是字节。`,
    },
    hint: { en: "Give a string, an ArrayBuffer or a typed array.", zh: "请提供字符串、ArrayBuffer 或类型化数组。" },
  });
}

/** What an option of a call is. */
export const optionText: Text = { en: "option", zh: "选项" };

/** The problem of options that are no object, or have a name that nothing reads; `what` is whose options they are. */
export function wrongNames(options: unknown, names: readonly string[], what: Text): Problem | undefined {
  if (typeof options !== "object" || options === null || Array.isArray(options))
    return {
      code: "usage-wrong",
      message: {
        en: `An object with each ${what.en} is wanted, not ${kindOf(options)}.`,
        zh: `${what.zh}应写在对象里，而不是 ${kindOf(options)}。`,
      },
      hint: { en: `Known are ${names.join(", ")}.`, zh: `可用的有：${names.join("、")}。` },
    };
  const unknown = Object.keys(options).find((name) => !names.includes(name));
  return unknown === undefined ? undefined : unknownWord(what, unknown, names);
}

function kindOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}
