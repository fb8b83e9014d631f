import type { Tlsa, TlsaFault } from "../../model/domain/tlsa.ts";
import type { Range } from "../../model/place.ts";
import type { RecordFault, RecordReading } from "../../model/record.ts";

type Fault = RecordFault<TlsaFault>;

/** Hexadecimal digits of the digests that matching types 1 and 2 hold (RFC 6698, 7.4). */
const DIGEST_DIGITS: Readonly<Record<number, number>> = { 1: 64, 2: 128 };

/** Reads a TLSA record for SMTP (RFC 6698, 2.1; RFC 7672, 3.1): three numbers, and hexadecimal digits that may have blanks in them. */
export function readTlsa(text: string): RecordReading<Tlsa, TlsaFault> {
  const [usage, selector, matching, ...rest] = wordsIn(text);
  const [first] = rest;
  if (!usage || !selector || !matching || !first) return unfinished(text);
  const digits = readDigits(rest, first);
  const fields = [readUsage(usage), readSelector(selector), readMatching(matching, digits.hex), digits] as const;
  const faults = fields.flatMap(({ fault }) => fault ?? []);
  const isMended = faults.length > 0 && faults.every(({ suggestion }) => suggestion !== "");
  const isRead = [usage, selector, matching].every(({ written }) => /^\d{1,3}$/.test(written));
  return {
    value: isRead
      ? { usage: Number(usage.written), selector: Number(selector.written), matching: Number(matching.written), hex: digits.hex }
      : undefined,
    faults,
    repaired: isMended ? fields.map(({ mended }) => mended).join(" ") : undefined,
  };
}

interface Word extends Range {
  readonly written: string;
}

/** A field as it should be, and what is wrong with it as it is. */
interface Field {
  readonly mended: string;
  readonly fault: Fault | undefined;
}

function wordsIn(text: string): readonly Word[] {
  return Array.from(text.matchAll(/\S+/g), ({ 0: written, index }) => ({ written, start: index, end: index + written.length }));
}

function unfinished(text: string): RecordReading<Tlsa, TlsaFault> {
  const at = { start: text.length, end: text.length };
  return { value: undefined, faults: [{ kind: "field-missing", at, written: "", suggestion: "" }], repaired: undefined };
}

function fieldFault(kind: TlsaFault, { written, start, end }: Word, suggestion: string): Field {
  return { mended: suggestion, fault: { kind, at: { start, end }, written, suggestion } };
}

function fine({ written }: Word): Field {
  return { mended: written, fault: undefined };
}

/** Usages 0 and 1 ask for a public authority, which SMTP has none of (RFC 7672, 3.1.3); 2 and 3 say the same without it. */
function readUsage(word: Word): Field {
  if (/^[23]$/.test(word.written)) return fine(word);
  return /^[01]$/.test(word.written)
    ? fieldFault("usage-unfit", word, word.written === "0" ? "2" : "3")
    : fieldFault("usage-unknown", word, "");
}

function readSelector(word: Word): Field {
  return /^[01]$/.test(word.written) ? fine(word) : fieldFault("selector-unknown", word, "");
}

/** The length of a digest says which one it is; a certificate or a key is longer than the one and never as long as the other. */
function readMatching(word: Word, hex: string): Field {
  const meant = hex.length === DIGEST_DIGITS[1] ? "1" : hex.length === DIGEST_DIGITS[2] ? "2" : "";
  if (!/^[012]$/.test(word.written)) return fieldFault("matching-unknown", word, meant);
  const isFitting = word.written === "0" ? meant === "" : meant === word.written;
  return isFitting ? fine(word) : fieldFault("digest-length", word, meant);
}

interface Digits extends Field {
  readonly hex: string;
}

function readDigits(words: readonly Word[], first: Word): Digits {
  const written = words.map((word) => word.written).join("");
  const hex = written.replace(/^0x|:/gi, "").toLowerCase();
  const isHex = /^[\da-f]+$/.test(hex) && hex.length % 2 === 0;
  if (isHex && hex === written.toLowerCase()) return { hex, mended: hex, fault: undefined };
  const bad = words.find((word) => /[^\da-f]/i.test(word.written)) ?? first;
  return { hex, ...fieldFault("hex-malformed", bad, isHex ? hex : "") };
}
