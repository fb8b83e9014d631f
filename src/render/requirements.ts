import type { Lang, Text } from "../model/language.ts";
import type { RequirementReport, RequirementVerdict } from "../model/requirement.ts";
import { printable } from "./escape.ts";
import type { Style } from "./style.ts";
import { padded, widthOf } from "./width.ts";
import { labels, outcomeTexts } from "./words.ts";

/** What mailbox providers ask, a row each, and whether the message meets it, a column a provider. */
export function requirementLines({ table, verdicts }: RequirementReport, lang: Lang, style: Style): readonly string[] {
  const providers = Object.entries(table.providers);
  const rows = table.requirements.flatMap(({ id, title }) => {
    const own = verdicts.filter(({ requirement }) => requirement === id);
    return own.length === 0 ? [] : [{ title, own }];
  });
  const titleWidth = Math.max(...[labels.requirement, ...rows.map(({ title }) => title)].map((each) => widthOf(each[lang])));
  const columnWidths = providers.map(([, { title }]) => Math.max(CELL_WIDTH, widthOf(title[lang])));
  const line = (first: string, cells: readonly string[]): string =>
    `  ${padded(first, titleWidth)}  ${cells.map((cell, at) => padded(cell, columnWidths[at] ?? 0)).join("  ")}`.trimEnd();
  return [
    style.strong(
      line(
        labels.requirement[lang],
        providers.map(([, { title }]) => printable(title[lang])),
      ),
    ),
    ...rows.map(({ title, own }) =>
      line(
        printable(title[lang]),
        providers.map(([provider]) =>
          cellOf(
            own.find((verdict) => verdict.provider === provider),
            lang,
          ),
        ),
      ),
    ),
    style.faint(`  ${labels.sendingOnly[lang]}`),
  ];
}

const CELL_WIDTH = 10;

function cellOf(verdict: RequirementVerdict | undefined, lang: Lang): string {
  if (!verdict) return "–";
  const text: Text = outcomeTexts[verdict.because === "sending" ? "sending" : verdict.outcome];
  return text[lang];
}
