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
export function decode(bytes: Uint8Array, given?: string): Decoded {
  const marked = byteOrderMarks.find(({ bytes: mark }) => mark.every((byte, at) => bytes[at] === byte));
  const wide = marked ? undefined : wideEncoding(bytes);
  const head = latin1(bytes.subarray(0, DECLARATION_BYTES_MAX));
  const declared =
    given === undefined ? declaredIn(wide || marked?.encoding.startsWith("utf-16") ? "" : head) : { label: given, at: undefined };
  const used = marked?.encoding ?? wide ?? encodingOf(bytes, declared?.label);
  const text = decodeAs(bytes, used);
  // Past the head the declared place would need a search of the whole; the head is ASCII up to it in any such encoding.
  const late = declared ?? (used.startsWith("utf-16") ? declaredIn(text.slice(0, DECLARATION_BYTES_MAX)) : undefined);
  return { text, used, declared: late, declaredName: late && encodingNamed(late.label), brokenAt: brokenIn(bytes, text, used) };
}

/** The name a label stands for by the Encoding standard; undefined for none. */
function encodingNamed(label: string): string | undefined {
  try {
    return new TextDecoder(label.trim()).encoding;
  } catch {
    return undefined;
  }
}

function encodingOf(bytes: Uint8Array, label: string | undefined): string {
  const declared = label === undefined ? undefined : encodingNamed(label);
  // Bytes that are all ASCII are whatever they say they are, ISO-2022-JP among it.
  if (declared !== undefined && !declared.startsWith("utf-16") && bytes.every((byte) => byte < 0x80)) return declared;
  if (isValid(bytes, "utf-8")) return "utf-8";
  // A page that says UTF-16 in ASCII bytes is not UTF-16 (WHATWG HTML, 13.2.3.2).
  if (declared !== undefined && declared !== "utf-8" && !declared.startsWith("utf-16") && isValid(bytes, declared))
    return declared;
  if (isMostlyUtf8(bytes)) return "utf-8";
  return guessEncoding(bytes, isValid) ?? (declared !== undefined && !declared.startsWith("utf-16") ? declared : "utf-8");
}

function isValid(bytes: Uint8Array, encoding: string): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** UTF-8 with some bytes broken: most of what is not ASCII still decodes, as no other encoding's bytes would. */
function isMostlyUtf8(bytes: Uint8Array): boolean {
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
  for (const [at, byte] of sample.entries()) {
    if (byte !== 0) continue;
    if (at % 2 === 0) even++;
    else odd++;
  }
  const half = sample.length / 2;
  if (odd > half * 0.4 && even < half * 0.05) return "utf-16le";
  return even > half * 0.4 && odd < half * 0.05 ? "utf-16be" : undefined;
}

/** `<meta charset=…>` or `<meta http-equiv=content-type content="…; charset=…">`, the first of them. */
function declaredIn(head: string): { readonly label: string; readonly at: Range } | undefined {
  for (const { 0: tag, index } of head.matchAll(/<meta\b[^>]{0,500}>/gi)) {
    const found = /\bcharset\s{0,9}=\s{0,9}["']?\s{0,9}([\w.:-]{1,40})/i.exec(tag);
    if (found?.[1] !== undefined) return { label: found[1], at: { start: index, end: index + tag.length } };
  }
  return undefined;
}

function brokenIn(bytes: Uint8Array, text: string, used: string): Range | undefined {
  if (isValid(bytes, used)) return undefined;
  const at = text.indexOf("\uFFFD");
  return at === -1 ? { start: text.length, end: text.length } : { start: at, end: at + 1 };
}

function latin1(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}
