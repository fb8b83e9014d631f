import type { RepairProposal } from "../model/domain/repair.ts";
import type { Lang } from "../model/language.ts";
import { textOf } from "../model/record-value.ts";
import { printable } from "./escape.ts";
import { renderSnippet } from "./snippets/snippet.ts";
import type { Style } from "./style.ts";

/** The changes that mend a domain, to paste; and what they do not mend. */
export function repairLines({ repair, format }: RepairProposal, lang: Lang, style: Style): readonly string[] {
  const { edits, left } = repair;
  const title = edits.length === 0 ? texts.none : left.length === 0 ? texts.all : texts.some;
  const snippet = renderSnippet(repair, format).split("\n").map(printable);
  return [
    style.strong(title[lang]),
    ...(edits.length === 0 ? [] : ["", ...snippet, ""]),
    ...left.map(({ ruleId, because }) => style.faint(`${texts.left[lang]} ${ruleId}: ${because[lang]}`)),
  ];
}

/** The edits one by one, and the snippet that makes them. */
export function jsonRepair({ repair, format }: RepairProposal, lang: Lang): object {
  const edits = repair.edits.map(({ action, name, type, ttlSeconds, before, after }) => ({
    action,
    name,
    type,
    ttlSeconds,
    before: before.map(textOf),
    after: after.map(textOf),
  }));
  const left = repair.left.map(({ ruleId, because }) => ({ ruleId, because: because[lang] }));
  return { edits, format, snippet: renderSnippet(repair, format), left };
}

const texts = {
  none: { en: "No change of records was found that mends what was found.", zh: "没有找到可以通过修改记录解决的方法。" },
  all: { en: "These records mend all that was found:", zh: "修改以下记录即可解决全部问题：" },
  some: { en: "These records mend what records can mend:", zh: "修改以下记录可解决能靠记录解决的问题：" },
  left: { en: "stays:", zh: "仍然存在：" },
} as const;
