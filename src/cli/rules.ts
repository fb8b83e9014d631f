import { failed, ok, type Result } from "../model/result.ts";
import { hintFor } from "../model/suggest.ts";
import type { Saying } from "../render/pretty.ts";
import { renderRule, renderRuleList } from "../render/rule-page.ts";
import type { Settings } from "./settings.ts";

/** `mailworthy rules [ID]`: all rules, or one explained; as JSON, the definitions themselves. */
export function rulesText({ book, format }: Settings, id: string | undefined, saying: Saying): Result<string> {
  const isJson = format !== "pretty";
  if (id === undefined) return ok(isJson ? json(book.rules) : renderRuleList(book.rules, saying));
  const rule = book.rules.find((each) => each.id === id) ?? book.rules.find((each) => each.id.endsWith(`/${id}`));
  if (rule) return ok(isJson ? json(rule) : renderRule(rule, saying));
  const ids = book.rules.map((each) => each.id);
  const hint = hintFor(id, ids, "`mailworthy rules` lists them.");
  return failed({ code: "usage-wrong", message: `There is no rule "${id.slice(0, 60)}".`, hint });
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
