import type { Range } from "../../model/place.ts";
import { guessEncoding } from "./guess.ts";

/** A file's bytes as text, and how that was arrived at. */
export interface Decoded {
  /** A byte order mark is kept as U+FEFF, so that offsets are those of the file. */
  readonly text: string;
  /** WHATWG name, lower case. */
  readonly used: string;
  /** The WHATWG name of what is declared; undefined for an unknown label. */
  readonly declaredName: string | undefined;
  readonly declared: { readonly label: string; readonly at: Range | undefined } | undefined;
  readonly brokenAt: Range | undefined;
}

const byteOrderMarks: readonly { readonly bytes: readonly number[]; readonly encoding: string }[] = [
  { bytes: [0xef, 0xbb, 0xbf], encoding: "utf-8" },
  { bytes: [0xff, 0xfe], encoding: "utf-16le" },
  { bytes: [0xfe, 0xff], encoding: "utf-16be" },
];

/** Bytes at the front in which an encoding is declared (WHATWG HTML, 13.2.3.2). */
const DECLARATION_BYTES_MAX = 4096;

/**
 * Decodes a file: byte order mark first, then UTF-8 if the bytes are UTF-8, then what the file declares,
 * then a guess. What is declared and what is used can differ: that is for a rule to judge.
 */
export function decode(bytes: Uint8Array): Decoded {
  const marked = byteOrderMarks.find(({ bytes: mark }) => mark.every((byte, at) => bytes[at] === byte))?.encoding;
  const wide = marked ?? wideEncoding(bytes);
  const isWide = wide?.startsWith("utf-16") ?? false;
  const head = headOf(bytes, isWide ? wide : undefined);
  const found = declaredIn(head);
  const declaredName = found && encodingNamed(found.label);
  const { used, text } = wide ? { used: wide, text: undefined } : decodedBy(bytes, declaredName);
  const declared = isWide ? found : found && placedInText(found, bytes, used);
  const whole = text ?? strictly(bytes, used);
  const said = { used, declared, declaredName };
  return whole === undefined ? { ...said, ...decodeBroken(bytes, used) } : { ...said, text: whole, brokenAt: undefined };
}

function decodeBroken(bytes: Uint8Array, used: string): Pick<Decoded, "text" | "brokenAt"> {
  const text = decodeAs(bytes, used);
  const at = text.indexOf("\uFFFD");
  return { text, brokenAt: at === -1 ? { start: text.length, end: text.length } : { start: at, end: at + 1 } };
}

/** The front of a file as far as a declaration in it can be read: each byte a unit, or decoded where units are wider. */
function headOf(bytes: Uint8Array, wide: string | undefined): string {
  return wide ? decodeAs(bytes.subarray(0, DECLARATION_BYTES_MAX * 2), wide) : latin1(bytes.subarray(0, DECLARATION_BYTES_MAX));
}

/** A declaration found in bytes, placed in the text that the bytes decode to. */
function placedInText(found: Declared, bytes: Uint8Array, used: string): Declared {
  const start = decodeAs(bytes.subarray(0, found.at.start), used).length;
  return { label: found.label, at: { start, end: start + found.at.end - found.at.start } };
}

interface Declared {
  readonly label: string;
  readonly at: Range;
}

/** Labels that mailers write and the Encoding standard does not know. */
const ALIASES: ReadonlyMap<string, string> = new Map([
  ["cp936", "gbk"],
  ["cp932", "shift_jis"],
  ["cp949", "euc-kr"],
  ["cp950", "big5"],
  ["cp1252", "windows-1252"],
  ["utf", "utf-8"],
]);

/** The name a label stands for by the Encoding standard; undefined for none. */
export function encodingNamed(label: string): string | undefined {
  const known = ALIASES.get(label.trim().toLowerCase()) ?? label.trim();
  try {
    return known === "" ? undefined : new TextDecoder(known).encoding;
  } catch {
    return undefined;
  }
}

interface Settled {
  readonly used: string;
  /** The text, where settling the encoding has decoded it without a fault. */
  readonly text: string | undefined;
}

function decodedBy(bytes: Uint8Array, declared: string | undefined): Settled {
  const utf8 = strictly(bytes, "utf-8");
  const legacy = declared !== undefined && isLegacy(declared) ? declared : undefined;
  // Bytes that are all ASCII are whatever they say they are, ISO-2022-JP among it.
  if (utf8 !== undefined && !(legacy && isAscii(bytes))) return { used: "utf-8", text: utf8 };
  const text = legacy && strictly(bytes, legacy);
  if (legacy && text !== undefined) return { used: legacy, text };
  if (isMostlyUtf8(bytes)) return { used: "utf-8", text: undefined };
  const guessed = guessEncoding(bytes, (each, encoding) => strictly(each, encoding) !== undefined);
  return { used: guessed ?? legacy ?? "utf-8", text: undefined };
}

/** A page that says UTF-16 in bytes that are not is not UTF-16 (WHATWG HTML, 13.2.3.2). */
function isLegacy(encoding: string): boolean {
  return encoding !== "utf-8" && !encoding.startsWith("utf-16");
}

function isAscii(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; at++) if ((bytes[at] ?? 0) >= 0x80) return false;
  return true;
}

/** The text of bytes that are wholly in an encoding; undefined for others. */
export function strictly(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** UTF-8 with some bytes broken: most of what is not ASCII still decodes, as no other encoding's bytes would. */
export function isMostlyUtf8(bytes: Uint8Array): boolean {
  const text = decodeAs(bytes, "utf-8");
  let broken = 0;
  let foreign = 0;
  for (const character of text) {
    if (character === "\uFFFD") broken++;
    else if (character > "\u007F") foreign++;
  }
  return broken * 2 <= foreign;
}

function decodeAs(bytes: Uint8Array, encoding: string): string {
  return new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes);
}

/** UTF-16 without a mark: markup and Latin text leave every other byte zero. */
function wideEncoding(bytes: Uint8Array): string | undefined {
  const sample = bytes.subarray(0, 512);
  if (sample.length < 8) return undefined;
  let even = 0;
  let odd = 0;
  for (let at = 0; at < sample.length; at++) {
    if (sample[at] !== 0) continue;
    if (at % 2 === 0) even++;
    else odd++;
  }
  const half = sample.length / 2;
  if (odd > half * 0.4 && even < half * 0.05) return "utf-16le";
  return even > half * 0.4 && odd < half * 0.05 ? "utf-16be" : undefined;
}

/** `<meta charset=…>` or `<meta http-equiv=content-type content="…; charset=…">`, the first of them. */
function declaredIn(head: string): Declared | undefined {
  for (const { 0: tag, index } of head.matchAll(/<meta\b[^>]{0,500}>/gi)) {
    const found = /\bcharset\s{0,9}=\s{0,9}["']?\s{0,9}([\w.:-]{1,40})/i.exec(tag);
    if (found?.[1] !== undefined) return { label: found[1], at: { start: index, end: index + tag.length } };
  }
  return undefined;
}

function latin1(bytes: Uint8Array): string {
  return new TextDecoder("latin1").decode(bytes);
}
