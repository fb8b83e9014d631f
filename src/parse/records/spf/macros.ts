import type { DomainSpec, MacroLetter, MacroPart } from "../../../model/spf.ts";

/** A stretch of a text that no grammar allows, by its place in that text. */
export interface Misfit {
  readonly kind: "syntax" | "macro-wrong";
  readonly start: number;
  readonly end: number;
  /** What to write in its place; undefined where nobody can tell. */
  readonly suggestion: string | undefined;
}

/** Which letters a macro string may name: names of the DNS may not tell the hour (RFC 7208, 7.2). */
export type MacroUse = "name" | "explanation";

const LETTERS: readonly MacroLetter[] = ["s", "l", "o", "d", "i", "p", "h", "v", "c", "r", "t"];
const EXPLANATION_ONLY: readonly MacroLetter[] = ["c", "r", "t"];

/** Reads a macro string (RFC 7208, 7.1), or says where it is none. */
export function readMacroString(text: string, use: MacroUse): readonly MacroPart[] | Misfit {
  if (!text.includes("%")) return text === "" ? [] : [{ kind: "text", text }];
  const parts: MacroPart[] = [];
  let literal = "";
  let at = 0;
  while (at < text.length) {
    const percent = text.indexOf("%", at);
    literal += text.slice(at, percent < 0 ? text.length : percent);
    if (percent < 0) break;
    const escape = ESCAPES[text.charAt(percent + 1)];
    if (escape === undefined) {
      const macro = readMacro(text, percent, use);
      if ("start" in macro) return macro;
      if (literal !== "") parts.push({ kind: "text", text: literal });
      literal = "";
      parts.push(macro.part);
      at = macro.end;
    } else {
      literal += escape;
      at = percent + 2;
    }
  }
  if (literal !== "") parts.push({ kind: "text", text: literal });
  return parts;
}

const ESCAPES: Readonly<Record<string, string>> = { "%": "%", _: " ", "-": "%20" };

/** Longer ones are no macro that anyone wrote. */
const MACRO_UNITS_MAX = 64;

function readMacro(text: string, start: number, use: MacroUse): { readonly part: MacroPart; readonly end: number } | Misfit {
  if (text.charAt(start + 1) !== "{") return misfit(text, start, start + 1);
  const close = text.slice(start, start + MACRO_UNITS_MAX).indexOf("}");
  if (close < 0) return misfit(text, start, Math.min(text.length, start + MACRO_UNITS_MAX));
  const end = start + close + 1;
  const part = macroOf(text.slice(start + 2, end - 1));
  if (part === undefined || (use === "name" && EXPLANATION_ONLY.includes(part.letter))) return misfit(text, start, end);
  // No labels at all cannot have been meant, and all of them is what is said without the number.
  if (part.labelsMax < 0) return { kind: "macro-wrong", start, end, suggestion: printPart({ ...part, labelsMax: 0 }) };
  return { part, end };
}

/** A letter, how many labels, `r`, delimiters. */
const MACRO = /^([a-z])(\d*)(r?)([.\-+,/_=]*)$/i;

/** What stands between the braces; labels below none for a written 0. */
function macroOf(text: string): (MacroPart & { readonly kind: "macro" }) | undefined {
  const [, written = "", digits = "", reversed = "", delimiters = ""] = MACRO.exec(text) ?? [];
  const letter = LETTERS.find((each) => each === written.toLowerCase());
  if (letter === undefined) return undefined;
  const labelsMax = digits === "" ? 0 : Number(digits) || -1;
  const isEscaped = written !== letter;
  return { kind: "macro", letter, isEscaped, labelsMax, isReversed: reversed !== "", delimiters: delimiters || "." };
}

/** A percent sign alone may have been meant as a macro or as itself: only a letter without its brace is sure. */
function misfit(text: string, start: number, end: number): Misfit {
  const bare = /^%([slodiphv])(?=\.|$)/i.exec(text.slice(start, start + 3))?.[1];
  return bare === undefined
    ? { kind: "macro-wrong", start, end, suggestion: undefined }
    : { kind: "macro-wrong", start, end: start + 2, suggestion: `%{${bare}}` };
}

/**
 * Reads a domain-spec (RFC 7208, 7.1): a macro string that ends in a macro, or in a dot and a label that is no number.
 * Places are counted from `start`.
 */
export function readDomainSpec(text: string, start: number): DomainSpec | Misfit {
  const parts = readMacroString(text, "name");
  if ("start" in parts) return parts;
  const last = parts.at(-1);
  const isEnded = last?.kind === "macro" || (last !== undefined && (endsInEscape(text) || endsInTopLabel(last.text)));
  if (!isEnded) return { kind: "syntax", start: 0, end: text.length, suggestion: undefined };
  return { at: { start, end: start + text.length }, parts };
}

/** An escape such as `%_` may end a name too: it is a macro to the grammar. */
function endsInEscape(text: string): boolean {
  if (text.endsWith("%")) return true;
  if (!text.endsWith("_") && !text.endsWith("-")) return false;
  let percents = 0;
  while (text.charAt(text.length - 2 - percents) === "%") percents++;
  return percents % 2 === 1;
}

function endsInTopLabel(text: string): boolean {
  const end = text.endsWith(".") ? text.length - 1 : text.length;
  const dot = text.lastIndexOf(".", end - 1);
  return dot >= 0 && isTopLabel(text.slice(dot + 1, end));
}

/** Letters, digits and inner hyphens, and not digits alone (RFC 7208, 7.1). */
export function isTopLabel(label: string): boolean {
  return /^[a-z\d-]+$/i.test(label) && /[a-z-]/i.test(label) && !label.startsWith("-") && !label.endsWith("-");
}

/** The name where no macro stands in it; undefined where one does. */
export function plainTarget({ parts }: DomainSpec): string | undefined {
  const [first] = parts;
  return first?.kind === "text" && parts.length === 1 ? first.text : undefined;
}

/** A macro string as it is written. */
export function printMacros(parts: readonly MacroPart[]): string {
  return parts.map(printPart).join("");
}

function printPart(part: MacroPart): string {
  if (part.kind === "text") return part.text.replaceAll("%", "%%").replaceAll(" ", "%_");
  const letter = part.isEscaped ? part.letter.toUpperCase() : part.letter;
  const delimiters = part.delimiters === "." ? "" : part.delimiters;
  return `%{${letter}${part.labelsMax || ""}${part.isReversed ? "r" : ""}${delimiters}}`;
}
