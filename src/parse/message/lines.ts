import type { Oddities } from "./oddities.ts";

/** What the line ends of a message add on the wire. */
export interface Lines {
  /** Line feeds without a carriage return: each becomes CR LF when it is sent. */
  readonly bareFeeds: number;
}

/** RFC 5322, 2.1.1: bytes of a line without its end. */
const LINE_BYTES_MAX = 998;
const LINE_BYTES_ADVISED = 78;

/** Goes through a message line by line for what its bytes must not be, in one pass. */
export function scanLines(bytes: Uint8Array, headerEnd: number, oddities: Oddities): Lines {
  let bareFeeds = 0;
  let pairs = 0;
  let lineStart = 0;
  let firstBareFeed = -1;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte > 0x0d) continue;
    if (byte === 0x0a) {
      const isPair = at > 0 && bytes[at - 1] === 0x0d;
      if (isPair) pairs++;
      else {
        bareFeeds++;
        if (firstBareFeed === -1) firstBareFeed = at;
      }
      const end = isPair ? at - 1 : at;
      if (end - lineStart > LINE_BYTES_ADVISED) lineTooLong(lineStart, end, headerEnd, oddities);
      lineStart = at + 1;
    } else if (byte === 0x0d) {
      if (bytes[at + 1] !== 0x0a) oddities.add("bare-cr", { start: at, end: at + 1 });
    } else if (byte === 0) oddities.add("nul-byte", { start: at, end: at + 1 });
  }
  if (bytes.length - lineStart > LINE_BYTES_ADVISED) lineTooLong(lineStart, bytes.length, headerEnd, oddities);
  if (bareFeeds > 0 && pairs > 0) oddities.add("line-ends-mixed", { start: firstBareFeed, end: firstBareFeed + 1 });
  return { bareFeeds };
}

function lineTooLong(start: number, end: number, headerEnd: number, oddities: Oddities): void {
  if (end - start > LINE_BYTES_MAX) oddities.add("line-too-long", { start, end });
  else if (start < headerEnd) oddities.add("header-line-wide", { start, end });
}
