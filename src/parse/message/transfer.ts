import type { Range } from "../../model/place.ts";
import { byteOf } from "./raw.ts";

/** How a part's bytes are written for transport, as far as it changes them (RFC 2045, 6). */
export type TransferEncoding = "identity" | "quoted-printable" | "base64";

/** Bytes with the transfer encoding taken off. */
export interface Untransferred {
  readonly bytes: Uint8Array;
  /** The first place that the encoding does not allow. */
  readonly malformedAt: Range | undefined;
}

/** Called for each byte that comes out, with the stretch of the raw text it stands in. */
type Trace = (rawStart: number, rawEnd: number) => void;

/** Takes the transfer encoding off a stretch of a raw text. What the encoding does not allow is passed over or kept. */
export function untransfer(raw: string, { start, end }: Range, encoding: "quoted-printable" | "base64"): Untransferred {
  return encoding === "base64" ? unbase64(raw, start, end) : unquote(raw, start, end);
}

/** For each byte that comes out, the stretch of the raw text it stands in. */
export interface ByteOrigins {
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
}

/** Takes the transfer encoding off once more, and tells where each byte came from. */
export function originsOf(raw: string, { start, end }: Range, encoding: "quoted-printable" | "base64"): ByteOrigins {
  const starts = new Uint32Array(end - start);
  const ends = new Uint32Array(end - start);
  let count = 0;
  const trace: Trace = (rawStart, rawEnd) => {
    starts[count] = rawStart;
    ends[count++] = rawEnd;
  };
  if (encoding === "base64") unbase64(raw, start, end, trace);
  else unquote(raw, start, end, trace);
  return { starts: starts.subarray(0, count), ends: ends.subarray(0, count) };
}

/** RFC 2045, 6.8: what is not in the alphabet is passed over; padding ends a group, and another may follow. */
function unbase64(raw: string, start: number, end: number, trace?: Trace): Untransferred {
  const bytes = new Uint8Array(((end - start) * 3) >>> 2);
  let count = 0;
  let held = 0;
  let bits = 0;
  let firstOfByte = start;
  let malformedAt: Range | undefined;
  for (let at = start; at < end; at++) {
    const value = valueOf(raw.charCodeAt(at));
    if (value > 63) {
      if (value === PADDING) bits = 0;
      else if (value === FOREIGN) malformedAt ??= { start: at, end: at + 1 };
      continue;
    }
    if (bits === 0) firstOfByte = at;
    held = ((held << 6) | value) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[count++] = (held >> bits) & 0xff;
    trace?.(firstOfByte, at + 1);
    firstOfByte = at;
  }
  // One letter left over is less than a byte.
  if (bits === 6) malformedAt ??= { start: firstOfByte, end: firstOfByte + 1 };
  return { bytes: bytes.subarray(0, count), malformedAt };
}

const FOREIGN = 255;
const PADDING = 254;
const BLANK = 253;
const values = new Uint8Array(256).fill(FOREIGN).fill(BLANK, 0, 0x21);
values[0x3d] = PADDING;
for (const [value, letter] of Array.from("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/").entries())
  values[letter.charCodeAt(0)] = value;

function valueOf(unit: number): number {
  return unit < 256 ? (values[unit] ?? FOREIGN) : FOREIGN;
}

/** RFC 2045, 6.7: an escape that is none stays as it is; blanks at the end of a line were added on the way. */
function unquote(raw: string, start: number, end: number, trace?: Trace): Untransferred {
  const bytes = new Uint8Array(end - start);
  let count = 0;
  let malformedAt: Range | undefined;
  const put = (byte: number, from: number, to: number): void => {
    bytes[count++] = byte;
    trace?.(from, to);
  };
  for (let at = start; at < end; ) {
    const unit = raw.charCodeAt(at);
    if (isBlank(unit)) {
      const behind = behindBlanks(raw, at, end);
      const kept = behind >= end || isLineEnd(raw, behind) ? at : behind;
      for (let blank = at; blank < kept; blank++) put(raw.charCodeAt(blank), blank, blank + 1);
      at = behind;
      continue;
    }
    const escape = unit === EQUALS ? escapeAt(raw, at, end) : undefined;
    if (escape === undefined) {
      if (unit === EQUALS) malformedAt ??= { start: at, end: Math.min(end, at + 3) };
      put(byteOf(unit), at, at + 1);
      at++;
    } else {
      if (escape.byte !== undefined) put(escape.byte, at, escape.next);
      at = escape.next;
    }
  }
  return { bytes: bytes.subarray(0, count), malformedAt };
}

const EQUALS = 0x3d;

/** A byte written in hex, or a soft line break; undefined for neither. */
function escapeAt(
  raw: string,
  at: number,
  end: number,
): { readonly byte: number | undefined; readonly next: number } | undefined {
  const high = hexValue(raw.charCodeAt(at + 1));
  const low = hexValue(raw.charCodeAt(at + 2));
  if (high >= 0 && low >= 0 && at + 2 < end) return { byte: high * 16 + low, next: at + 3 };
  const behind = behindBlanks(raw, at + 1, end);
  if (behind >= end) return { byte: undefined, next: end };
  if (!isLineEnd(raw, behind)) return undefined;
  return { byte: undefined, next: Math.min(end, raw.charCodeAt(behind) === 0x0d ? behind + 2 : behind + 1) };
}

function isBlank(unit: number): boolean {
  return unit === 0x20 || unit === 0x09;
}

function behindBlanks(raw: string, from: number, end: number): number {
  let at = from;
  while (at < end && isBlank(raw.charCodeAt(at))) at++;
  return at;
}

function isLineEnd(raw: string, at: number): boolean {
  const unit = raw.charCodeAt(at);
  return unit === 0x0a || (unit === 0x0d && raw.charCodeAt(at + 1) === 0x0a);
}

function hexValue(unit: number): number {
  if (unit >= 0x30 && unit <= 0x39) return unit - 0x30;
  const letter = unit | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}
