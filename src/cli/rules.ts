import { failed, ok, type Result } from "../model/result.ts";
import type { RuleBook } from "../model/rule-book.ts";
import { didYouMean } from "../model/suggest.ts";
import type { Saying } from "../render/pretty.ts";
import { renderRule, renderRuleList } from "../render/rule-page.ts";

/** `mailworthy rules [ID]`: all rules, or one explained. */
export function rulesText(book: RuleBook, id: string | undefined, saying: Saying): Result<string> {
  if (id === undefined) return ok(renderRuleList(book.rules, saying));
  const rule = book.rules.find((each) => each.id === id) ?? book.rules.find((each) => each.id.endsWith(`/${id}`));
  if (rule) return ok(renderRule(rule, saying));
  const meant = didYouMean(
    id,
    book.rules.map((each) => each.id),
  );
  const hint = `${meant === undefined ? "" : `Did you mean "${meant}"? `}\`mailworthy rules\` lists them.`;
  return failed({ code: "usage-wrong", message: `There is no rule "${id.slice(0, 60)}".`, hint });
}
