import type { Range } from "../../model/place.ts";

const bytewise = new TextDecoder("windows-1252");

/** Bytes as a string of one unit a byte, so that an offset in it is an offset in the file. */
export function rawText(bytes: Uint8Array): string {
  return bytewise.decode(bytes);
}

/** What windows-1252 makes of the bytes 0x80 to 0x9F, by the unit it gives. */
const high = new Map(
  Array.from(bytewise.decode(Uint8Array.from({ length: 32 }, (_, at) => 0x80 + at)), (unit, at) => [
    unit.charCodeAt(0),
    0x80 + at,
  ]),
);

/** The bytes that a stretch of a raw text stands for. */
export function bytesIn(raw: string, { start, end }: Range): Uint8Array {
  const bytes = new Uint8Array(end - start);
  for (let at = start; at < end; at++) bytes[at - start] = byteOf(raw.charCodeAt(at));
  return bytes;
}

/** The byte that a unit of a raw text stands for. */
export function byteOf(unit: number): number {
  return unit < 0x100 ? unit : (high.get(unit) ?? 0x3f);
}

/** True where a raw text holds a byte above 127. */
export function hasHighByte(raw: string): boolean {
  return /[^\u0000-\u007F]/.test(raw);
}

const strictUtf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Raw 8-bit of a header for people to read: UTF-8 where it is (RFC 6532), else in the message's own charset, else by byte. */
export function readable(raw: string, charset: string | undefined): string {
  if (!hasHighByte(raw)) return raw;
  const bytes = bytesIn(raw, { start: 0, end: raw.length });
  try {
    return strictUtf8.decode(bytes);
  } catch {
    return charset === undefined ? raw : new TextDecoder(charset).decode(bytes);
  }
}
