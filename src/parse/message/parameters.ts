import { encodingNamed } from "../charset/decode.ts";
import { decodePercent, decodeWords } from "./encoded-words.ts";

/** A structured value such as `text/html; charset="utf-8"`. */
export interface Parameterised {
  /** Before the first semicolon: lower case, comments and blanks taken out. */
  readonly value: string;
  /** Names in lower case; the first of a name counts. */
  readonly params: Readonly<Record<string, string>>;
  /** True when something in it is no parameter, or stands twice. */
  readonly isMalformed: boolean;
}

/** Parameters of one value that are read; mail has a handful. */
const PARAMETERS_MAX = 100;

/**
 * Reads a value with parameters (RFC 2045, 5.1) in their extended and split forms (RFC 2231), and in the forms mailers
 * write: values with blanks but no quotes, encoded words in quotes.
 */
export function readParameters(text: string): Parameterised {
  const pieces = splitAtSemicolons(text);
  const [head = "", ...rest] = pieces;
  const raw = new Map<string, string>();
  let isMalformed = false;
  for (const piece of rest.slice(0, PARAMETERS_MAX)) {
    const equals = piece.indexOf("=");
    const name = piece
      .slice(0, equals === -1 ? undefined : equals)
      .trim()
      .toLowerCase();
    if (equals === -1 || name === "") {
      isMalformed ||= piece.trim() !== "";
      continue;
    }
    if (raw.has(name)) isMalformed = true;
    else raw.set(name, unquoted(piece.slice(equals + 1).trim()));
  }
  return { value: head.trim().toLowerCase(), params: assembled(raw), isMalformed };
}

/** A quoted string, closed or not, a comment without another in it, or a semicolon: what tells where a value is cut. */
const PIECE = /"(?:[^"\\]|\\.)*(?:"|\\?$)|(?:^|[\s;])\([^()]*\)|;/gs;

/** Cuts at semicolons outside quotes. Comments are taken out; a bracket inside a word is the word's: `report(1).pdf`. */
function splitAtSemicolons(text: string): readonly string[] {
  if (!/["(]/.test(text)) return text.split(";");
  const pieces: string[] = [];
  let piece = "";
  let from = 0;
  for (const { 0: found, index } of text.matchAll(PIECE)) {
    piece += text.slice(from, index);
    from = index + found.length;
    if (found.startsWith('"')) piece += found;
    if (found.startsWith(";")) {
      pieces.push(piece);
      piece = "";
    }
  }
  pieces.push(piece + text.slice(from));
  return pieces;
}

function unquoted(value: string): string {
  if (!value.startsWith('"')) return value;
  const close = value.length > 1 && value.endsWith('"') ? value.length - 1 : value.length;
  return value.slice(1, close).replace(/\\(.)/g, "$1");
}

interface Section {
  readonly number: number;
  readonly isExtended: boolean;
  readonly value: string;
}

/** Joins `name*0*`, `name*1` and their like, and decodes what says it is encoded. */
function assembled(raw: ReadonlyMap<string, string>): Readonly<Record<string, string>> {
  const whole: Record<string, string> = Object.create(null);
  const sections = new Map<string, Section[]>();
  for (const [written, value] of raw) {
    const found = /^([^*]+)(?:\*(\d{1,3}))?(\*)?$/.exec(written);
    const name = found?.[1];
    if (!found || name === undefined || (found[2] === undefined && found[3] === undefined)) {
      whole[written] = value.includes("=?") ? decodeWords(value).text : value;
      continue;
    }
    const section = { number: Number(found[2] ?? 0), isExtended: found[3] !== undefined, value };
    const known = sections.get(name);
    if (known) known.push(section);
    else sections.set(name, [section]);
  }
  // What is written in the extended form goes before the plain one, which is for readers that do not know it.
  for (const [name, each] of sections) whole[name] = joinedSections(each);
  return { ...whole };
}

function joinedSections(sections: readonly Section[]): string {
  const inOrder = sections.toSorted((a, b) => a.number - b.number);
  const [first] = inOrder;
  const found = first?.isExtended ? /^([^']{0,60})'[^']{0,60}'/.exec(first.value) : null;
  const charset = encodingNamed(found?.[1] ?? "") ?? "utf-8";
  const texts = inOrder.map(({ value }, at) => (at === 0 && found ? value.slice(found[0].length) : value));
  // A character may be cut in two between sections: neighbours that are encoded are decoded as one.
  let text = "";
  let open = "";
  for (const [at, { isExtended }] of inOrder.entries()) {
    if (isExtended) open += texts[at] ?? "";
    else {
      text += decodePercent(open, charset) + (texts[at] ?? "");
      open = "";
    }
  }
  return text + decodePercent(open, charset);
}
