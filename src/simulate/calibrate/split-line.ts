/** A field of a line of CSV: its text, and the column, from 1 on, that it begins at. */
export interface Field {
  readonly text: string;
  readonly column: number;
}

/** Marks that part fields; a sheet of a country that writes decimals with a comma parts them by semicolons. */
export const separators = [",", ";", "\t"] as const;
export type Separator = (typeof separators)[number];

/**
 * The fields of one line of CSV (RFC 4180, 2), without blanks around them, also before and behind quotes, which that
 * standard does not have. A line is a row in any case, so that a quote which nobody closes spoils no other row: undefined for
 * such a line.
 */
export function splitLine(line: string, separator: Separator): readonly Field[] | undefined {
  const fields: Field[] = [];
  let at = 0;
  while (at <= line.length) {
    const start = withoutBlanks(line, at, separator);
    const isQuoted = line[start] === '"';
    const closed = isQuoted ? quotedEnd(line, start) : start;
    if (closed === -1) return undefined;
    const next = isQuoted ? withoutBlanks(line, closed, separator) : line.indexOf(separator, at);
    const end = next === -1 ? line.length : next;
    if (end < line.length && line[end] !== separator) return undefined;
    const text = isQuoted ? line.slice(start + 1, closed - 1).replaceAll('""', '"') : line.slice(at, end);
    fields.push({ text: text.trim(), column: (isQuoted ? start : at) + 1 });
    at = end + 1;
  }
  return fields;
}

/** The first place from another on that is no blank; a tab that parts fields is none. */
function withoutBlanks(line: string, from: number, separator: Separator): number {
  const blanks = separator === "\t" ? " " : " \t";
  let at = from;
  while (at < line.length && blanks.includes(line.charAt(at))) at++;
  return at;
}

/** Where a quoted field that begins at a place has ended; -1 if it does not. */
function quotedEnd(line: string, start: number): number {
  let at = line.indexOf('"', start + 1);
  while (at !== -1 && line[at + 1] === '"') at = line.indexOf('"', at + 2);
  return at === -1 ? -1 : at + 1;
}

/** The separator of a heading: the one that stands in it most often. */
export function separatorOf(heading: string): Separator {
  let best: Separator = ",";
  for (const separator of separators) if (timesIn(heading, separator) > timesIn(heading, best)) best = separator;
  return best;
}

function timesIn(line: string, separator: Separator): number {
  return line.split(separator).length - 1;
}
