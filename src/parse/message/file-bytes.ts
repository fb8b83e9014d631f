import type { MimePart } from "../../model/message.ts";
import type { Range } from "../../model/place.ts";
import { bytesIn } from "./raw.ts";
import { untransfer } from "./transfer.ts";

/** The bytes of an attached file, taken off their transfer encoding only as far as they are asked for. */
export interface FileBytes {
  readonly size: number;
  /** So many bytes from an offset; fewer where the file ends. */
  readonly at: (offset: number, count: number) => Uint8Array;
}

/** A file in quoted-printable is decoded whole, since its escapes hide offsets; a longer one is read this far. */
const QUOTED_UNITS_MAX = 262_144;

/** Opens the file that a part is. */
export function fileBytes(raw: string, part: Pick<MimePart, "body" | "transferEncoding" | "decodedBytes">): FileBytes {
  const { body, transferEncoding, decodedBytes } = part;
  if (transferEncoding === "base64") return base64Bytes(raw, body, decodedBytes);
  if (transferEncoding === "quoted-printable") {
    const end = Math.min(body.end, body.start + QUOTED_UNITS_MAX);
    const { bytes } = untransfer(raw, { start: body.start, end }, "quoted-printable");
    return { size: bytes.length, at: (offset, count) => bytes.subarray(offset, offset + count) };
  }
  return {
    size: body.end - body.start,
    at: (offset, count) => {
      const start = Math.min(body.end, body.start + offset);
      return bytesIn(raw, { start, end: Math.min(body.end, start + count) });
    },
  };
}

/** Four letters are three bytes: an offset is found by counting letters, from the last place that is known. */
function base64Bytes(raw: string, { start, end }: Range, size: number): FileBytes {
  let known = { letters: 0, at: start };
  const placeOf = (letters: number): number => {
    let { letters: count, at } = letters < known.letters ? { letters: 0, at: start } : known;
    for (; at < end && count < letters; at++) if (isLetter(raw.charCodeAt(at))) count++;
    known = { letters: count, at };
    return at;
  };
  return {
    size,
    at: (offset, count) => {
      const group = Math.floor(offset / 3);
      const from = placeOf(group * 4);
      const to = placeOf(Math.ceil((offset + count) / 3) * 4);
      const { bytes } = untransfer(raw, { start: from, end: to }, "base64");
      const skipped = offset - group * 3;
      return bytes.subarray(skipped, skipped + count);
    },
  };
}

function isLetter(unit: number): boolean {
  const letter = unit | 0x20;
  return (letter >= 0x61 && letter <= 0x7a) || (unit >= 0x30 && unit <= 0x39) || unit === 0x2b || unit === 0x2f;
}
