import { randomFillSync } from "node:crypto";
import { encode } from "dns-packet";
import type { DnsType } from "../../model/dns.ts";
import { nameFault } from "../../parse/zone/names.ts";
import { HEADER_BYTES, headerRcode, questionEnd } from "./message.ts";

/** How a question is put. */
export interface QuestionForm {
  /** RD: whether the server shall ask others for the answer. */
  readonly recursion: "desired" | "not-desired";
  /** EDNS says that larger answers fit (RFC 6891). Old servers refuse it. */
  readonly edns: "with" | "without";
  /** A random case of letters is one more thing that a forger has to guess. */
  readonly letters: "mixed" | "lower";
}

/** Bytes of an answer over UDP that pass everywhere unbroken (DNS flag day 2020). */
const UDP_BYTES_MAX = 1232;
const RECURSION_DESIRED = 0x0100;
/** RFC 6840, 5.7: asks to be told whether the answer is proved. */
const AUTHENTICATED_DESIRED = 0x0020;

/** Whether a name, lower case and without its last dot, may be put on the wire. The root is asked for nowhere. */
export function isAskable(name: string): boolean {
  return name !== "" && /^[!-[\]-~]+$/.test(name) && nameFault(name) === undefined;
}

/** A question in the form of the wire, its id still 0. The name must be {@link isAskable}. */
export function encodeQuestion(name: string, type: DnsType, form: QuestionForm, chance: Chance): Buffer {
  const bytes = encode({
    type: "query",
    id: 0,
    flags: AUTHENTICATED_DESIRED | (form.recursion === "desired" ? RECURSION_DESIRED : 0),
    questions: [{ name, type }],
    additionals: form.edns === "with" ? [{ type: "OPT", name: ".", udpPayloadSize: UDP_BYTES_MAX, flags: 0, options: [] }] : [],
  });
  if (form.letters === "mixed") mixLetters(bytes, chance);
  return bytes;
}

/** Turns letters of the name of a question, at random, into capitals. */
function mixLetters(bytes: Buffer, chance: Chance): void {
  let bits = 1;
  for (let at = HEADER_BYTES; bytes[at] !== 0 && at < bytes.length; ) {
    const end = at + 1 + (bytes[at] ?? 0);
    for (at++; at < end; at++) {
      if (bits === 1) bits = 0x100 | chance.byte();
      const byte = bytes[at] ?? 0;
      if (byte >= 0x61 && byte <= 0x7a && bits & 1) bytes[at] = byte - 0x20;
      bits >>= 1;
    }
  }
}

/** How a packet fits a question: its very echo, one with other letters in size, an error that repeats nothing, or none. */
export type Echo = "exact" | "other-case" | "error-only" | "none";

/** Codes with which a server may answer without repeating the question: it did not understand it, or does not want to. */
const errorCodes: ReadonlySet<number> = new Set([1, 2, 4, 5]);

/** Holds a packet against the question that was sent: id, QR bit, and the question itself byte by byte. */
export function echoOf(packet: Buffer, sent: Buffer): Echo {
  if (packet.length < HEADER_BYTES || packet.readUInt16BE(0) !== sent.readUInt16BE(0) || !isResponse(packet)) return "none";
  const count = packet.readUInt16BE(4);
  if (count === 0) return packet.length === HEADER_BYTES && errorCodes.has(headerRcode(packet)) ? "error-only" : "none";
  const end = questionEnd(sent) ?? 0;
  if (count !== 1 || packet.length < end) return "none";
  if (sent.compare(packet, HEADER_BYTES, end, HEADER_BYTES, end) === 0) return "exact";
  return lowerQuestion(packet, end) === lowerQuestion(sent, end) ? "other-case" : "none";
}

/** QR is set, and the operation is a query. */
function isResponse(packet: Buffer): boolean {
  return ((packet[2] ?? 0) & 0xf8) === 0x80;
}

function lowerQuestion(bytes: Buffer, end: number): string {
  return bytes.toString("latin1", HEADER_BYTES, end - 4).toLowerCase() + bytes.toString("latin1", end - 4, end);
}

/** Random bytes, fetched from the system many at a time. */
export class Chance {
  private readonly bytes = Buffer.alloc(4096);
  private at = this.bytes.length;

  /** From 0 to 255. */
  byte(): number {
    if (this.at === this.bytes.length) {
      randomFillSync(this.bytes);
      this.at = 0;
    }
    return this.bytes[this.at++] ?? 0;
  }

  /** From 0 to 65,535. */
  twoBytes(): number {
    return (this.byte() << 8) | this.byte();
  }
}
