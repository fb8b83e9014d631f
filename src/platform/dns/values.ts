import { a, aaaa, name as nameCodec, txt } from "dns-packet";
import type { DnsType } from "../../model/dns.ts";
import { type Frame, labelsEnd, nameEnd } from "./message.ts";

/** Numbers of the types that are asked for (IANA, Resource Record Types). */
export const typeNumbers: Readonly<Record<DnsType, number>> = {
  A: 1,
  NS: 2,
  CNAME: 5,
  SOA: 6,
  PTR: 12,
  MX: 15,
  TXT: 16,
  AAAA: 28,
  DS: 43,
  TLSA: 52,
  CAA: 257,
};

/** Hops of compression in one name; servers use one or two, and each name has at most 127 labels. */
const HOPS_MAX = 127;

/** Printable ASCII, none of what a master file gives a meaning, labels apart by dots. */
const WRITABLE = /^[!#-'*-:<-[\]-~]+$/;

/**
 * A name as it is written, case kept, without its last dot; the root is the empty string. Undefined for one that does
 * not end, hops too often, or holds bytes that cannot be written plainly. Never throws.
 */
export function nameAt(bytes: Buffer, at: number): string | undefined {
  const name = decodedName(bytes, at);
  return name === "" || (name !== undefined && WRITABLE.test(name)) ? name : undefined;
}

function decodedName(bytes: Buffer, at: number): string | undefined {
  if (!hopsFew(bytes, at)) return undefined;
  try {
    const name = nameCodec.decode(bytes, at, { mail: true });
    return name === "." ? "" : name;
  } catch {
    return undefined;
  }
}

/** Whether a name ends after few hops. The codec follows thousands, for each record anew. */
function hopsFew(bytes: Buffer, from: number): boolean {
  let at = from;
  for (let hops = 0; hops <= HOPS_MAX; hops++) {
    const end = labelsEnd(bytes, at);
    if (bytes[end] === 0) return true;
    if ((bytes[end] ?? 0) < 0xc0 || end + 2 > bytes.length) return false;
    at = bytes.readUInt16BE(end) - 0xc000;
  }
  return false;
}

type Value = string | readonly string[] | undefined;

/** The value of a record as a master file writes it; undefined when it does not fit its type and length. Never throws. */
export function valueOf(bytes: Buffer, frame: Frame, type: DnsType): Value {
  return readers[type](bytes, frame, frame.lengthAt + 2);
}

/** Each is given the message, the record, and where its value begins. */
type ValueReader = (bytes: Buffer, frame: Frame, at: number) => Value;

const readers: Readonly<Record<DnsType, ValueReader>> = {
  A: (bytes, { lengthAt, end }, at) => (end - at === 4 ? a.decode(bytes, lengthAt) : undefined),
  AAAA: (bytes, { lengthAt, end }, at) => (end - at === 16 ? aaaa.decode(bytes, lengthAt) : undefined),
  CNAME: oneName,
  NS: oneName,
  PTR: oneName,
  MX: exchange,
  SOA: authority,
  TXT: strings,
  TLSA: (bytes, { end }, at) =>
    end - at > 3 ? hexed([bytes[at], bytes[at + 1], bytes[at + 2]], bytes.subarray(at + 3, end)) : undefined,
  DS: (bytes, { end }, at) =>
    end - at > 4 ? hexed([bytes.readUInt16BE(at), bytes[at + 2], bytes[at + 3]], bytes.subarray(at + 4, end)) : undefined,
  CAA: issuer,
};

function oneName(bytes: Buffer, { end }: Frame, at: number): Value {
  return nameEnd(bytes, at) === end ? lowerName(bytes, at) : undefined;
}

function lowerName(bytes: Buffer, at: number): string | undefined {
  return nameAt(bytes, at)?.toLowerCase();
}

function exchange(bytes: Buffer, { end }: Frame, at: number): Value {
  if (end - at < 3 || nameEnd(bytes, at + 2) !== end) return undefined;
  const name = lowerName(bytes, at + 2);
  return name === undefined ? undefined : `${bytes.readUInt16BE(at)} ${name}`;
}

/** RFC 1035, 3.3.13: a dot in the first label of the mailbox is written as `\.`. */
function authority(bytes: Buffer, { end }: Frame, at: number): Value {
  const mailboxAt = nameEnd(bytes, at);
  const numbersAt = nameEnd(bytes, mailboxAt);
  if (numbersAt + 20 !== end) return undefined;
  const server = lowerName(bytes, at);
  const mailbox = decodedName(bytes, mailboxAt);
  if (server === undefined || mailbox === undefined || !/^[!-~]*$/.test(mailbox)) return undefined;
  const numbers = [0, 4, 8, 12, 16].map((offset) => bytes.readUInt32BE(numbersAt + offset));
  return [server, mailbox, ...numbers].join(" ");
}

function strings(bytes: Buffer, { lengthAt, end }: Frame, at: number): Value {
  if (end === at) return undefined;
  try {
    return txt.decode(bytes, lengthAt).map((string) => string.toString("latin1"));
  } catch {
    return undefined;
  }
}

function hexed(numbers: readonly (number | undefined)[], bytes: Buffer): string {
  return `${numbers.join(" ")} ${bytes.toString("hex")}`;
}

/** RFC 8659, 4.1. */
function issuer(bytes: Buffer, { end }: Frame, at: number): Value {
  if (end - at < 2) return undefined;
  const tagEnd = at + 2 + (bytes[at + 1] ?? 0);
  const tag = bytes.toString("latin1", at + 2, tagEnd);
  if (tagEnd > end || !/^[a-z\d]{1,15}$/i.test(tag)) return undefined;
  return `${bytes[at]} ${tag.toLowerCase()} ${bytes.toString("latin1", tagEnd, end)}`;
}
