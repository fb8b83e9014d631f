import { limits } from "../../model/limits.ts";

/** A message of the DNS (RFC 1035, 4.1), its records found and not yet read. */
export interface WireMessage {
  readonly bytes: Buffer;
  /** The header's, with the upper bits that EDNS adds (RFC 6891, 6.1.3). */
  readonly rcode: number;
  /** AA: the server speaks for the zone itself. */
  readonly isAuthoritative: boolean;
  /** TC: not all is here; the records are not looked at then. */
  readonly isTruncated: boolean;
  /** RA: the server asks others. */
  readonly isRecursive: boolean;
  /** AD: the server says that it proved the answer by DNSSEC. */
  readonly isAuthenticated: boolean;
  readonly answers: readonly Frame[];
  readonly authority: readonly Frame[];
  readonly additional: readonly Frame[];
  /** The message has the record of EDNS (OPT). */
  readonly hasEdns: boolean;
}

/** Where a record of a message stands, and the numbers that every record has. */
export interface Frame {
  readonly nameAt: number;
  readonly type: number;
  readonly class: number;
  readonly ttlSeconds: number;
  /** The value's length stands here; the value after it. */
  readonly lengthAt: number;
  readonly end: number;
}

/** Bytes of a header. */
export const HEADER_BYTES = 12;
/** The class IN. */
export const CLASS_IN = 1;
const TYPE_OPT = 41;
/** Bytes of a record besides its name and value: type, class, time to live, length. */
const FRAME_BYTES = 10;
const TTL_SECONDS_MAX = 0x7fff_ffff;

/** The code in a header: 0 for no error. */
export function headerRcode(bytes: Buffer): number {
  return (bytes[3] ?? 0) & 0x0f;
}

/** Finds the records of a message. Undefined when a length leads past its end, or it has more records than are read. */
export function readMessage(bytes: Buffer): WireMessage | undefined {
  if (bytes.length < HEADER_BYTES) return undefined;
  const flags = bytes.readUInt16BE(2);
  const isTruncated = (flags & 0x0200) !== 0;
  const frames = isTruncated ? noFrames : framesOf(bytes);
  if (!frames) return undefined;
  return {
    bytes,
    rcode: (frames.rcodeUpper << 4) | (flags & 0x0f),
    isAuthoritative: (flags & 0x0400) !== 0,
    isTruncated,
    isRecursive: (flags & 0x0080) !== 0,
    isAuthenticated: (flags & 0x0020) !== 0,
    answers: frames.answers,
    authority: frames.authority,
    additional: frames.additional,
    hasEdns: frames.hasEdns,
  };
}

interface Frames {
  readonly answers: readonly Frame[];
  readonly authority: readonly Frame[];
  readonly additional: readonly Frame[];
  readonly hasEdns: boolean;
  readonly rcodeUpper: number;
}

const noFrames: Frames = { answers: [], authority: [], additional: [], hasEdns: false, rcodeUpper: 0 };

function framesOf(bytes: Buffer): Frames | undefined {
  const questions = bytes.readUInt16BE(4);
  const answers = bytes.readUInt16BE(6);
  const authority = bytes.readUInt16BE(8);
  const count = answers + authority + bytes.readUInt16BE(10);
  const start = questions === 0 ? HEADER_BYTES : questionEnd(bytes);
  if (start === undefined || questions > 1 || count > limits.dnsRecordsPerAnswerMax) return undefined;
  const all: Frame[] = [];
  let at = start;
  while (all.length < count) {
    const frame = frameAt(bytes, at);
    if (!frame) return undefined;
    all.push(frame);
    at = frame.end;
  }
  const additional = all.slice(answers + authority);
  const opt = additional.find(({ type }) => type === TYPE_OPT);
  return {
    answers: all.slice(0, answers),
    authority: all.slice(answers, answers + authority),
    additional,
    hasEdns: opt !== undefined,
    rcodeUpper: opt ? (bytes[opt.lengthAt - 4] ?? 0) : 0,
  };
}

/** Where the one question of a message ends; undefined when that is past its end. */
export function questionEnd(bytes: Buffer): number | undefined {
  const end = nameEnd(bytes, HEADER_BYTES) + 4;
  return end > bytes.length ? undefined : end;
}

function frameAt(bytes: Buffer, nameAt: number): Frame | undefined {
  const at = nameEnd(bytes, nameAt);
  if (at + FRAME_BYTES > bytes.length) return undefined;
  const lengthAt = at + 8;
  const end = lengthAt + 2 + bytes.readUInt16BE(lengthAt);
  if (end > bytes.length) return undefined;
  const seconds = bytes.readUInt32BE(at + 4);
  return {
    nameAt,
    type: bytes.readUInt16BE(at),
    class: bytes.readUInt16BE(at + 2),
    // RFC 2181, 8: a time with the highest bit set is none.
    ttlSeconds: seconds > TTL_SECONDS_MAX ? 0 : seconds,
    lengthAt,
    end,
  };
}

/** Where a name ends in place, hops not followed; past the end of the message for one that does not end. */
export function nameEnd(bytes: Buffer, from: number): number {
  const at = labelsEnd(bytes, from);
  const length = bytes[at];
  return length === 0 ? at + 1 : length !== undefined && length >= 0xc0 ? at + 2 : bytes.length + 1;
}

/** Where the labels of a name end: at a root, at a hop, or at something that is no label. */
export function labelsEnd(bytes: Buffer, from: number): number {
  let at = from;
  for (let length = bytes[at]; length !== undefined && length > 0 && length <= 63; length = bytes[at]) at += length + 1;
  return at;
}
