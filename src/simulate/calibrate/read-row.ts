import type { Text } from "../../model/language.ts";
import { limits } from "../../model/limits.ts";
import { dateOf, dayOfDate } from "../../world/calendar.ts";
import { type CountColumn, countColumns, type LogColumn, type LogRow } from "./log.ts";
import type { Field } from "./split-line.ts";

/** Why a row is left out, and the column of the line that it is about. */
export interface RowFault {
  readonly column: number;
  readonly message: Text;
  readonly hint: Text;
}

/** A row of a log, or why it is none. */
export type RowReading = { readonly ok: true; readonly row: LogRow } | { readonly ok: false; readonly fault: RowFault };

/** Reads the fields of one row, by the columns in their order. */
export function readRow(names: readonly (LogColumn | undefined)[], fields: readonly Field[], line: number): RowReading {
  const byName = new Map<LogColumn, Field>();
  for (const [at, name] of names.entries()) {
    const field = fields[at];
    if (name !== undefined && field !== undefined) byName.set(name, field);
  }
  const textOf = (name: LogColumn): string => byName.get(name)?.text ?? "";
  const day = dayOf(textOf("date"));
  if (day === undefined) return refused(byName.get("date"), noDate(textOf("date")), dateHint);
  const provider = textOf("provider").toLowerCase();
  if (provider === "") return refused(byName.get("provider"), noProvider, providerHint);
  const counts = countsOf(byName);
  if ("fault" in counts) return counts;
  const share = shareOf(textOf("inbox"));
  if (share === "none") return refused(byName.get("inbox"), noShare(textOf("inbox")), shareHint);
  const [domain, pool] = [textOf("domain").toLowerCase(), textOf("ip_pool").toLowerCase()];
  const row = { line, day, domain, pool, provider, counts, ...(share !== undefined && { inbox: share }) };
  return contradiction(byName, counts) ?? { ok: true, row };
}

function refused(field: Field | undefined, message: Text, hint: Text): { readonly ok: false; readonly fault: RowFault } {
  return { ok: false, fault: { column: field?.column ?? 1, message, hint } };
}

/** The day of a date in the form of ISO 8601, `2026-12-01`; undefined for one that the calendar does not have. */
function dayOf(text: string): number | undefined {
  const [, year, month, dayOfMonth] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  if (year === undefined || Number(year) < 1970) return undefined;
  const written = { year: Number(year), month: Number(month), dayOfMonth: Number(dayOfMonth) };
  const day = dayOfDate(written);
  const { month: realMonth, dayOfMonth: realDay } = dateOf(day);
  return realMonth === written.month && realDay === written.dayOfMonth ? day : undefined;
}

type Counts = Readonly<Partial<Record<CountColumn, number>>>;

function countsOf(byName: ReadonlyMap<LogColumn, Field>): Counts | ReturnType<typeof refused> {
  const counts: Partial<Record<CountColumn, number>> = {};
  for (const name of countColumns) {
    const field = byName.get(name);
    if (field === undefined || field.text === "") continue;
    const count = /^\d{1,10}$/.test(field.text) ? Number(field.text) : Number.POSITIVE_INFINITY;
    if (count > limits.sendsLogCountMax) return refused(field, noCount(name, field.text), countHint);
    counts[name] = count;
  }
  if (counts.accepted !== undefined || counts.delivered !== undefined) return counts;
  return refused(byName.get("accepted") ?? byName.get("delivered"), nothingSent, nothingSentHint);
}

function shareOf(text: string): number | "none" | undefined {
  if (text === "") return undefined;
  const share = /^\d{0,4}(?:\.\d{1,17})?$/.test(text) ? Number(text) : Number.NaN;
  return share >= 0 && share <= 1 ? share : "none";
}

/** What is never more than something else. */
const bounds: readonly (readonly [part: CountColumn, whole: CountColumn])[] = [
  ["accepted", "offered"],
  ["deferred_first_try", "accepted"],
  ["delivered", "accepted"],
  ["hard_bounce", "accepted"],
  ["soft_bounce", "accepted"],
  ["spam_bounce", "accepted"],
  ["complaints", "delivered"],
  ["unique_opens", "delivered"],
  ["clicks", "unique_opens"],
  ["unsubscribes", "delivered"],
];

function contradiction(byName: ReadonlyMap<LogColumn, Field>, counts: Counts): ReturnType<typeof refused> | undefined {
  for (const [part, whole] of bounds) {
    const [less, more] = [counts[part], counts[whole]];
    if (less !== undefined && more !== undefined && less > more)
      return refused(byName.get(part), moreThan([part, less], [whole, more]), contradictionHint);
  }
  const { accepted, delivered = 0, hard_bounce: hard = 0, soft_bounce: soft = 0, spam_bounce: spam = 0 } = counts;
  const ends = delivered + hard + soft + spam;
  if (accepted === undefined || ends <= accepted) return undefined;
  return refused(byName.get("accepted"), moreThan([endsName, ends], ["accepted", accepted]), contradictionHint);
}

const endsName = "delivered + hard_bounce + soft_bounce + spam_bounce";

type Named = readonly [name: string, count: number];

function moreThan([part, less]: Named, [whole, more]: Named): Text {
  return {
    en: `${part} is ${less} and ${whole} only ${more}; the row is left out.`,
    zh: `${part} 为 ${less}，而 ${whole} 只有 ${more}，该行已略过。`,
  };
}

const contradictionHint: Text = {
  en: "Count each mail once, in the row of the day that it was sent, also what comes of it later.",
  zh: "每封邮件只计一次，其后的结果也计入发送当天的行。",
};

function noDate(text: string): Text {
  const shown = text.slice(0, 40);
  return { en: `"${shown}" is no date; the row is left out.`, zh: `“${shown}”不是日期，该行已略过。` };
}

const dateHint: Text = { en: "Write a day as in 2026-12-01.", zh: "请按 2026-12-01 的形式书写日期。" };

const noProvider: Text = { en: "The row names no provider, and is left out.", zh: "该行没有写邮箱服务商，已略过。" };

const providerHint: Text = {
  en: "Name who has the mailboxes, such as gmail or qq.com.",
  zh: "请写收件邮箱的服务商，如 gmail 或 qq.com。",
};

function noCount(name: string, text: string): Text {
  const shown = text.slice(0, 40);
  return {
    en: `"${shown}" is no count of ${name}; the row is left out.`,
    zh: `“${shown}”不是 ${name} 的计数，该行已略过。`,
  };
}

const countHint: Text = {
  en: `Write a whole number from 0 to ${limits.sendsLogCountMax}, digits only; leave the field empty where it is not known.`,
  zh: `请只用数字写 0 到 ${limits.sendsLogCountMax} 的整数；未知时请留空。`,
};

const nothingSent: Text = {
  en: "The row has neither accepted nor delivered mails, and is left out.",
  zh: "该行既没有 accepted 也没有 delivered，已略过。",
};

const nothingSentHint: Text = { en: "Give one of the two counts.", zh: "请给出两者之一。" };

function noShare(text: string): Text {
  const shown = text.slice(0, 40);
  return {
    en: `"${shown}" is no share of a panel in the inbox; the row is left out.`,
    zh: `“${shown}”不是种子邮箱的进箱比例，该行已略过。`,
  };
}

const shareHint: Text = { en: "Write a number from 0 to 1, such as 0.87.", zh: "请写 0 到 1 之间的数，如 0.87。" };
