import type { Text } from "../../model/language.ts";
import { limits } from "../../model/limits.ts";
import { failed, ok, type Problem, type Result } from "../../model/result.ts";
import { didYouMean, hintFor } from "../../model/suggest.ts";
import { type Log, type LogColumn, type LogRow, logColumns } from "./log.ts";
import { type RowFault, readRow } from "./read-row.ts";
import { type Separator, separatorOf, splitLine } from "./split-line.ts";

/**
 * Reads a log of daily sends: CSV with a heading, a row for each day, domain, IP pool and provider. A row that cannot be
 * used is left out and told, and costs no other. Refused where the heading lacks what nothing can be fitted without.
 */
export function readLog(text: string): Result<Log> {
  const { line: first, next } = lineAt(text, text.startsWith("\uFEFF") ? 1 : 0);
  const separator = separatorOf(first.text.slice(0, limits.sendsLogLineUnitsMax));
  const heading = readHeading(first, separator);
  if (!heading.ok) return heading;
  const reading = new Reading(heading.value.names, separator);
  for (const problem of heading.value.problems) reading.tell(problem);
  reading.readRows(text, next);
  return ok(reading.log());
}

/** A line of a text, without its end. */
interface Line {
  readonly text: string;
  /** From 1 on. */
  readonly number: number;
  readonly offset: number;
}

function lineAt(text: string, offset: number, number = 1): { readonly line: Line; readonly next: number } {
  const feed = text.indexOf("\n", offset);
  const end = feed === -1 ? text.length : feed;
  const written = text.slice(offset, end);
  return { line: { text: written.endsWith("\r") ? written.slice(0, -1) : written, number, offset }, next: end + 1 };
}

function problemAt(line: Line, column: number, message: Text, hint: Text): Problem {
  return { code: "data-invalid", message, hint, at: { line: line.number, column, offset: line.offset + column - 1 } };
}

type Names = readonly (LogColumn | undefined)[];

/** The columns by their order; undefined for those that are not known. */
function readHeading(line: Line, separator: Separator): Result<{ readonly names: Names; readonly problems: readonly Problem[] }> {
  const fields = splitLine(line.text.slice(0, limits.sendsLogLineUnitsMax), separator) ?? [];
  const names: (LogColumn | undefined)[] = [];
  const problems: Problem[] = [];
  for (const { text, column } of fields) {
    const wanted = text.toLowerCase();
    const known = logColumns.find((name) => name === wanted);
    const isRepeated = known !== undefined && names.includes(known);
    names.push(isRepeated ? undefined : known);
    if (known === undefined && wanted !== "") problems.push(problemAt(line, column, notAColumn(text), columnHint(text)));
    if (isRepeated) problems.push(problemAt(line, column, twice(known), onceHint));
  }
  const lacking = lackingOf(names);
  if (lacking.length === 0) return ok({ names, problems });
  // Whoever mistypes a needed column is told where.
  const mistyped = fields.find(({ text }) => didYouMean(text, lacking) !== undefined);
  return failed(problemAt(line, mistyped?.column ?? 1, withoutColumn(lacking), columnsHint(mistyped?.text, lacking)));
}

/** The first of the needed columns that are not there; either of two where one of them is enough. */
function lackingOf(names: Names): readonly LogColumn[] {
  for (const needed of [["date"], ["provider"], ["accepted", "delivered"]] as const)
    if (!needed.some((name) => names.includes(name))) return needed;
  return [];
}

function withoutColumn(lacking: readonly LogColumn[]): Text {
  const [name, other] = lacking;
  if (other === undefined) return { en: `The log has no column "${name}".`, zh: `日志缺少“${name}”列。` };
  return {
    en: `The log has neither a column "${name}" nor a column "${other}".`,
    zh: `日志既没有“${name}”列，也没有“${other}”列。`,
  };
}

function columnsHint(mistyped: string | undefined, lacking: readonly LogColumn[]): Text {
  const hint = {
    en: `The first line names the columns: ${logColumns.join(", ")}; all but date, provider and one of accepted and delivered may be left out.`,
    zh: `首行应写列名：${logColumns.join("、")}；除 date、provider 以及 accepted 和 delivered 之一外均可省略。`,
  };
  if (mistyped === undefined) return hint;
  const meant = didYouMean(mistyped, lacking) ?? "";
  const shown = mistyped.slice(0, 40);
  return {
    en: `Did you mean "${meant}" by "${shown}"? ${hint.en}`,
    zh: `“${shown}”是否想写“${meant}”？${hint.zh}`,
  };
}

function notAColumn(name: string): Text {
  const shown = name.slice(0, 40);
  return { en: `"${shown}" is no column of a log, and is not read.`, zh: `“${shown}”不是日志的列，不予读取。` };
}

function columnHint(name: string): Text {
  return hintFor(name, logColumns, { en: "Leave it out, or give it one of the known names.", zh: "请删去，或改用已知列名。" });
}

function twice(name: string): Text {
  return { en: `The column "${name}" stands here twice; the first one is read.`, zh: `“${name}”列重复，只读取第一列。` };
}

const onceHint: Text = { en: "Leave one of them out.", zh: "请删去其中一列。" };

/** What has been read of a log so far. */
class Reading {
  readonly #rows: LogRow[] = [];
  readonly #lines = new Map<string, number>();
  readonly #problems: Problem[] = [];
  #problemCount = 0;
  #leftOut = 0;
  readonly #names: Names;
  readonly #separator: Separator;

  constructor(names: Names, separator: Separator) {
    this.#names = names;
    this.#separator = separator;
  }

  tell(problem: Problem): void {
    this.#problemCount++;
    if (this.#problems.length < limits.sendsLogProblemsMax) this.#problems.push(problem);
  }

  readRows(text: string, from: number): void {
    let offset = from;
    for (let number = 2; offset < text.length; number++) {
      const { line, next } = lineAt(text, offset, number);
      if (this.#rows.length + this.#leftOut >= limits.sendsLogRowsMax) {
        this.tell(problemAt(line, 1, tooMany, fewerHint));
        return;
      }
      if (line.text.trim() !== "") this.#read(line);
      offset = next;
    }
  }

  #read(line: Line): void {
    const row = this.#rowOf(line);
    if (row.ok) {
      this.#rows.push(row.row);
      return;
    }
    this.#leftOut++;
    const { column, message, hint } = row.fault;
    this.tell(problemAt(line, column, message, hint));
  }

  #rowOf(line: Line): { readonly ok: true; readonly row: LogRow } | { readonly ok: false; readonly fault: RowFault } {
    const fault = (message: Text, hint: Text) => ({ ok: false, fault: { column: 1, message, hint } }) as const;
    if (line.text.length > limits.sendsLogLineUnitsMax) return fault(tooLong, tooLongHint);
    const fields = splitLine(line.text, this.#separator);
    if (!fields) return fault(openQuote, openQuoteHint);
    if (fields.length !== this.#names.length) return fault(otherLength(fields.length, this.#names.length), lengthHint);
    const read = readRow(this.#names, fields, line.number);
    if (!read.ok) return read;
    const { day, domain, pool, provider } = read.row;
    const key = JSON.stringify([day, domain, pool, provider]);
    const before = this.#lines.get(key);
    if (before !== undefined) return fault(repeated(before), repeatedHint);
    this.#lines.set(key, line.number);
    return read;
  }

  log(): Log {
    const columns = new Set(this.#names.filter((name) => name !== undefined));
    const sorted = this.#rows.sort((a, b) => a.day - b.day || a.line - b.line);
    const rows = sorted.slice(0, this.#withoutFuture(sorted));
    const [first, last] = [rows[0], rows.at(-1)];
    const from = (last?.day ?? 0) - limits.sendsLogDaysMax + 1;
    const old = rows.findIndex(({ day }) => day >= from);
    if (first && old > 0) {
      this.#leftOut += old;
      this.tell({ code: "data-invalid", message: tooOld(old), hint: tooOldHint, at: { line: first.line, column: 1, offset: 0 } });
      rows.splice(0, old);
    }
    return { rows, columns, problems: this.#problems, problemCount: this.#problemCount, rowsLeftOut: this.#leftOut };
  }

  /** How many of the sorted rows are not dated far behind all others: a mistyped year must not make these too old. */
  #withoutFuture(sorted: readonly LogRow[]): number {
    const middle = sorted[Math.floor(sorted.length / 2)]?.day ?? 0;
    const first = sorted.findIndex(({ day }) => day > middle + limits.sendsLogDaysMax);
    if (first === -1) return sorted.length;
    for (const { line } of sorted.slice(first)) {
      this.#leftOut++;
      this.tell({ code: "data-invalid", message: tooLate, hint: tooLateHint, at: { line, column: 1, offset: 0 } });
    }
    return first;
  }
}

const tooLate: Text = {
  en: `The date is more than ${limits.sendsLogDaysMax} days after half of the log; the row is left out.`,
  zh: `日期比日志中一半的行晚 ${limits.sendsLogDaysMax} 天以上，已略过该行。`,
};
const tooLateHint: Text = { en: "Check the year.", zh: "请检查年份。" };

const tooMany: Text = {
  en: `The log has more than ${limits.sendsLogRowsMax} rows; those from here on are not read.`,
  zh: `日志超过 ${limits.sendsLogRowsMax} 行，自此以后不再读取。`,
};

const fewerHint: Text = { en: "Give the latest days alone.", zh: "请只给出最近的日期。" };

function tooOld(rows: number): Text {
  return {
    en: `The log has more than ${limits.sendsLogDaysMax} days; ${rows} rows of those before the latest are left out.`,
    zh: `日志超过 ${limits.sendsLogDaysMax} 天，已略过更早的 ${rows} 行。`,
  };
}

const tooOldHint: Text = { en: "Give the latest days alone.", zh: "请只给出最近的日期。" };

const tooLong: Text = {
  en: `The row has more than ${limits.sendsLogLineUnitsMax} characters, and is left out.`,
  zh: `该行超过 ${limits.sendsLogLineUnitsMax} 个字符，已略过。`,
};

const tooLongHint: Text = { en: "A row is one line that ends with a line feed.", zh: "每行数据占一行，以换行符结尾。" };

const openQuote: Text = {
  en: "A quote of the row is not closed where its field ends; the row is left out.",
  zh: "该行有引号没有在字段末尾闭合，已略过。",
};

const openQuoteHint: Text = {
  en: 'Quote whole fields, and write a quote inside as "".',
  zh: '请给整个字段加引号，字段内的引号写作 ""。',
};

function otherLength(found: number, wanted: number): Text {
  return {
    en: `The row has ${found} fields and the heading ${wanted}; the row is left out.`,
    zh: `该行有 ${found} 个字段，而首行有 ${wanted} 个，已略过。`,
  };
}

const lengthHint: Text = {
  en: "Leave a field empty where nothing is known, and write numbers without separators.",
  zh: "未知的字段请留空，数字不要写千位分隔符。",
};

function repeated(line: number): Text {
  return {
    en: `Line ${line} is of the same day, domain, IP pool and provider; this row is left out.`,
    zh: `第 ${line} 行的日期、域名、IP 池和邮箱服务商与此相同，本行已略过。`,
  };
}

const repeatedHint: Text = { en: "Add the two rows up into one.", zh: "请把两行合并为一行。" };
