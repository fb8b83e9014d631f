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
  let firstBareFeed = 0;
  for (let feed = bytes.indexOf(LF); feed !== -1; feed = bytes.indexOf(LF, lineStart)) {
    const isPair = feed > 0 && bytes[feed - 1] === CR;
    const end = isPair ? feed - 1 : feed;
    if (end - lineStart > LINE_BYTES_ADVISED) lineTooLong(lineStart, end, headerEnd, oddities);
    if (isPair) pairs++;
    else if (bareFeeds++ === 0) firstBareFeed = feed;
    lineStart = feed + 1;
  }
  if (bytes.length - lineStart > LINE_BYTES_ADVISED) lineTooLong(lineStart, bytes.length, headerEnd, oddities);
  if (bareFeeds > 0 && pairs > 0) oddities.add("line-ends-mixed", { start: firstBareFeed, end: firstBareFeed + 1 });
  noteControls(bytes, oddities);
  return { bareFeeds };
}

function noteControls(bytes: Uint8Array, oddities: Oddities): void {
  for (let at = bytes.indexOf(0); at !== -1; at = bytes.indexOf(0, at + 1)) oddities.add("nul-byte", { start: at, end: at + 1 });
  for (let at = bytes.indexOf(CR); at !== -1; at = bytes.indexOf(CR, at + 1))
    if (bytes[at + 1] !== LF) oddities.add("bare-cr", { start: at, end: at + 1 });
}

const LF = 0x0a;
const CR = 0x0d;

function lineTooLong(start: number, end: number, headerEnd: number, oddities: Oddities): void {
  if (end - start > LINE_BYTES_MAX) oddities.add("line-too-long", { start, end });
  else if (start < headerEnd) oddities.add("header-line-wide", { start, end });
}
