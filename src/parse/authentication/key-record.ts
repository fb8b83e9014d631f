import { tagsOf, wordOf } from "./tag-list.ts";

/** What kind of key a DKIM key record holds (RFC 6376, 3.6.1; RFC 8463), and how strong it is. */
export interface KeyFacts {
  readonly type: "rsa" | "ed25519" | undefined;
  readonly bits: number | undefined;
}

/** Base64 of a key of 16,384 bits, twice. */
const KEY_UNITS_MAX = 6_000;

/** Reads a key record without using it: also the size of a key that is too weak to be used. */
export function keyFactsOf(record: string): KeyFacts {
  const tags = tagsOf(record);
  const type = wordOf(tags, "k").toLowerCase() || "rsa";
  const bytes = bytesOf(wordOf(tags, "p"));
  if (type === "ed25519") return { type, bits: bytes?.length === 32 ? 256 : undefined };
  return type === "rsa" ? { type, bits: bytes && modulusBits(bytes) } : { type: undefined, bits: undefined };
}

function bytesOf(base64: string): Uint8Array | undefined {
  if (base64 === "" || base64.length > KEY_UNITS_MAX || !/^[A-Za-z\d+/]+={0,2}$/.test(base64)) return undefined;
  try {
    return Uint8Array.from(atob(base64), (unit) => unit.charCodeAt(0));
  } catch {
    return undefined;
  }
}

const SEQUENCE = 0x30;
const INTEGER = 0x02;
const BIT_STRING = 0x03;

/** The length of an RSA modulus in DER, bare (RFC 8017, A.1.1) or in a SubjectPublicKeyInfo (RFC 5280, 4.1). */
function modulusBits(der: Uint8Array): number | undefined {
  const outer = elementAt(der, 0, SEQUENCE);
  const bare = outer && elementAt(der, outer.start, INTEGER);
  if (bare) return bitsOf(der, bare);
  const algorithm = outer && elementAt(der, outer.start, SEQUENCE);
  const wrapped = algorithm && elementAt(der, algorithm.end, BIT_STRING);
  const inner = wrapped && elementAt(der, wrapped.start + 1, SEQUENCE);
  const modulus = inner && elementAt(der, inner.start, INTEGER);
  return modulus && bitsOf(der, modulus);
}

interface Element {
  readonly start: number;
  readonly end: number;
}

/** The element that begins at a byte, when it is of a kind. */
function elementAt(der: Uint8Array, at: number, tag: number): Element | undefined {
  const short = der[at + 1];
  if (der[at] !== tag || short === undefined) return undefined;
  const lengthBytes = short < 0x80 ? 0 : short & 0x7f;
  if (lengthBytes > 3) return undefined;
  let length = lengthBytes === 0 ? short : 0;
  for (let byte = 0; byte < lengthBytes; byte++) length = length * 256 + (der[at + 2 + byte] ?? 0);
  const start = at + 2 + lengthBytes;
  return start + length <= der.length ? { start, end: start + length } : undefined;
}

function bitsOf(der: Uint8Array, { start, end }: Element): number {
  let first = start;
  while (first < end && der[first] === 0) first++;
  return first === end ? 0 : (end - first - 1) * 8 + (32 - Math.clz32(der[first] ?? 0));
}
