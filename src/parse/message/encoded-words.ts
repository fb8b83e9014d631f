import type { Range } from "../../model/place.ts";
import { encodingNamed } from "../charset/decode.ts";
import { untransfer } from "./transfer.ts";

/** A header text with its encoded words decoded, and what was wrong with them. Places count in the text given. */
export interface DecodedWords {
  readonly text: string;
  readonly malformed: readonly Range[];
  readonly long: readonly Range[];
  /** Words that decode to a line end, NUL or ESC. */
  readonly controls: readonly Range[];
}

/** `=?charset*language?encoding?text?=` (RFC 2047, 2; RFC 2231, 5); blanks in the text are wrong and met with. */
const ENCODED_WORD = /=\?([^?\s*]{1,60})(?:\*[^?\s]{0,60})?\?([bBqQ])\?([^?\r\n]*)\?=/g;
/** RFC 2047, 2. */
const ENCODED_WORD_UNITS_MAX = 75;

interface Word {
  readonly charset: string | undefined;
  readonly bytes: Uint8Array;
  readonly written: string;
}

/**
 * Decodes the encoded words of an unfolded header text, raw units one a byte. Blanks between two of them are no text, and a
 * character may be cut in two between words of one charset, as many senders do.
 */
export function decodeWords(text: string): DecodedWords {
  if (!text.includes("=?")) return { text, malformed: [], long: [], controls: [] };
  const malformed: Range[] = [];
  const long: Range[] = [];
  const controls: Range[] = [];
  let decoded = "";
  let from = 0;
  let run: Word[] = [];
  for (const found of text.matchAll(ENCODED_WORD)) {
    const [written, label = "", encoding = "", inner = ""] = found;
    const at = { start: found.index, end: found.index + written.length };
    const between = text.slice(from, at.start);
    if (run.length === 0 || between.trim() !== "") {
      decoded += textOf(run) + between;
      run = [];
    }
    const word = readWord(written, label, encoding, inner);
    const alone = decodedAs([word]);
    if (word.isMalformed || isCut(word, alone)) malformed.push(at);
    if (/[\r\n\u0000\u001B]/.test(alone)) controls.push(at);
    if (written.length > ENCODED_WORD_UNITS_MAX) long.push(at);
    run.push(word);
    from = at.end;
  }
  decoded += textOf(run) + text.slice(from);
  return { text: decoded, malformed, long, controls };
}

/** True for a word that holds a part of a character: each must be whole by itself (RFC 2047, 5), and some readers take it so. */
function isCut({ bytes }: Word, alone: string): boolean {
  return alone.includes("\uFFFD") && !bytes.some((byte, at) => byte === 0xef && bytes[at + 1] === 0xbf && bytes[at + 2] === 0xbd);
}

function readWord(written: string, label: string, encoding: string, inner: string): Word & { readonly isMalformed: boolean } {
  const charset = encodingNamed(label);
  const isQ = encoding === "q" || encoding === "Q";
  const quoted = isQ ? inner.replaceAll("_", "=20").replace(/ /g, "=20") : inner;
  const { bytes, malformedAt } = untransfer(quoted, { start: 0, end: quoted.length }, isQ ? "quoted-printable" : "base64");
  return { charset, bytes, written, isMalformed: charset === undefined || malformedAt !== undefined || /\s/.test(inner) };
}

/** Neighbours of one charset are decoded as one text; a word of no known charset stays as it is written. */
function textOf(run: readonly Word[]): string {
  let text = "";
  let alike: Word[] = [];
  for (const word of run) {
    if (alike.length > 0 && (word.charset === undefined || word.charset !== alike[0]?.charset)) {
      text += decodedAs(alike);
      alike = [];
    }
    alike.push(word);
  }
  return text + decodedAs(alike);
}

function decodedAs(words: readonly Word[]): string {
  const [first] = words;
  if (!first) return "";
  return first.charset === undefined ? first.written : new TextDecoder(first.charset).decode(joined(words));
}

function joined(words: readonly Word[]): Uint8Array {
  const all = new Uint8Array(words.reduce((sum, { bytes }) => sum + bytes.length, 0));
  let at = 0;
  for (const { bytes } of words) {
    all.set(bytes, at);
    at += bytes.length;
  }
  return all;
}

/** The text of bytes that a percent-encoded parameter writes (RFC 2231, 4). */
export function decodePercent(text: string, charset: string): string {
  const quoted = text.replaceAll("=", "=3D").replace(/%([0-9a-fA-F]{2})/g, "=$1");
  const { bytes } = untransfer(quoted, { start: 0, end: quoted.length }, "quoted-printable");
  return new TextDecoder(charset).decode(bytes);
}
