import { unknownRule } from "../engine/override.ts";
import { failed, ok, type Result } from "../model/result.ts";
import type { RuleDefinition } from "../model/rule.ts";
import type { Saying } from "../render/pretty.ts";
import { renderRule, renderRuleList } from "../render/rule-page.ts";
import type { Settings } from "./settings.ts";

/** `mailworthy rules [ID]`: all rules, or one explained; as JSON, the definitions themselves, as NDJSON one a line. */
export function rulesText({ book, format }: Settings, id: string | undefined, saying: Saying): Result<string> {
  if (id === undefined) return ok(format === "pretty" ? renderRuleList(book.rules, saying) : asJson(format, book.rules));
  const rule = book.rules.find((each) => each.id === id) ?? book.rules.find((each) => each.id.endsWith(`/${id}`));
  if (rule) return ok(format === "pretty" ? renderRule(rule, saying) : asJson(format, rule));
  const ids = book.rules.map((each) => each.id);
  return failed({ code: "usage-wrong", ...unknownRule(id, ids) });
}

function asJson(format: "json" | "ndjson", value: RuleDefinition | readonly RuleDefinition[]): string {
  if (format === "json") return `${JSON.stringify(value, null, 2)}\n`;
  return [value]
    .flat()
    .map((rule) => `${JSON.stringify(rule)}\n`)
    .join("");
}
