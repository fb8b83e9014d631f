import type { PublicKey } from "../../model/domain/dkim.ts";
import { BIT_STRING, claimAt, type Element, elementAt, INTEGER, SEQUENCE } from "./der.ts";

/** Base64 of a key of 16,384 bits, twice. */
const KEY_UNITS_MAX = 6_000;

/** The bytes of base64 without blanks; undefined for what is none, or longer than asked for: any key where it is not said. */
export function bytesOf(base64: string, unitsMax: number = KEY_UNITS_MAX): Uint8Array<ArrayBuffer> | undefined {
  if (base64 === "" || base64.length > unitsMax || !/^[A-Za-z\d+/]+={0,2}$/.test(base64)) return undefined;
  try {
    const binary = atob(base64);
    const bytes = new Uint8Array(binary.length);
    for (let at = 0; at < bytes.length; at++) bytes[at] = binary.charCodeAt(at);
    return bytes;
  } catch {
    return undefined;
  }
}

/** The base64 of bytes. */
export function base64Of(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}

/** The bytes of a key, and whether all of it is there and nothing else. */
export interface KeyBytes {
  readonly bytes: Uint8Array;
  readonly extent: "whole" | "cut" | "followed";
}

/** The bytes of the first key in base64 without blanks; undefined for what is not base64 from one end to the other. */
export function firstKeyIn(base64: string): KeyBytes | undefined {
  if (!/^[A-Za-z\d+/=]*$/.test(base64)) return undefined;
  const [first = ""] = /^[A-Za-z\d+/]+={0,2}/.exec(base64) ?? [];
  const bytes = bytesOf(withoutRest(first));
  if (!bytes) return undefined;
  const rest = base64.length - first.length;
  const end = claimedEnd(bytes) ?? bytes.length;
  if (end > bytes.length) return rest === 0 ? { bytes, extent: "cut" } : undefined;
  if (end === bytes.length && rest === 0) return first === withoutRest(first) ? { bytes, extent: "whole" } : undefined;
  return { bytes: bytes.subarray(0, end), extent: "followed" };
}

/** No byte ends behind the first unit of four. */
function withoutRest(base64: string): string {
  return base64.length % 4 === 1 ? base64.slice(0, -1) : base64;
}

/** Where a key in DER says that it ends. A raw key is any 32 bytes, and says nothing. */
function claimedEnd(bytes: Uint8Array): number | undefined {
  return bytes.length === 32 ? undefined : claimAt(bytes, 0, SEQUENCE)?.end;
}

/** Which key some bytes are, whatever the record says of them; undefined for none that mail is signed by. */
export function publicKeyIn(bytes: Uint8Array): Omit<PublicKey, "base64"> | undefined {
  if (bytes.length === 32) return { type: "ed25519", form: "raw", bits: 256 };
  if (ed25519Wrapped(bytes)) return { type: "ed25519", form: "spki", bits: 256 };
  const modulus = modulusOf(bytes);
  return modulus && { type: "rsa", ...modulus };
}

/** What a SubjectPublicKeyInfo of an Ed25519 key begins with (RFC 8410, 4); the 32 bytes of the key follow. */
const ED25519_WRAP = [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00];

/** The 32 bytes of an Ed25519 key that is wrapped as X.509 does it; undefined for anything else. */
export function ed25519Wrapped(bytes: Uint8Array): Uint8Array | undefined {
  const isWrapped = bytes.length === 44 && ED25519_WRAP.every((byte, at) => bytes[at] === byte);
  return isWrapped ? bytes.subarray(12) : undefined;
}

/** The algorithm rsaEncryption with its empty parameters, as a SubjectPublicKeyInfo names it (RFC 3279, 2.3.1). */
const RSA_ALGORITHM = [0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00];

/** An RSA key of bare PKCS#1 in the wrap that RFC 6376 asks for (RFC 5280, 4.1). */
export function wrappedRsa(bare: Uint8Array): Uint8Array {
  const bits = [BIT_STRING, ...lengthOf(bare.length + 1), 0, ...bare];
  return Uint8Array.from([SEQUENCE, ...lengthOf(RSA_ALGORITHM.length + bits.length), ...RSA_ALGORITHM, ...bits]);
}

function lengthOf(bytes: number): readonly number[] {
  if (bytes < 0x80) return [bytes];
  return bytes < 0x100 ? [0x81, bytes] : [0x82, bytes >> 8, bytes & 0xff];
}

/** The length of an RSA modulus in DER, bare (RFC 8017, A.1.1) or in a SubjectPublicKeyInfo (RFC 5280, 4.1). */
export function modulusOf(der: Uint8Array): { readonly form: "pkcs1" | "spki"; readonly bits: number } | undefined {
  const outer = elementAt(der, 0, SEQUENCE);
  const bare = outer && elementAt(der, outer.start, INTEGER);
  if (bare) return { form: "pkcs1", bits: bitsOf(der, bare) };
  const algorithm = outer && elementAt(der, outer.start, SEQUENCE);
  const wrapped = algorithm && elementAt(der, algorithm.end, BIT_STRING);
  const inner = wrapped && elementAt(der, wrapped.start + 1, SEQUENCE);
  const modulus = inner && elementAt(der, inner.start, INTEGER);
  return modulus && { form: "spki", bits: bitsOf(der, modulus) };
}

function bitsOf(der: Uint8Array, { start, end }: Element): number {
  let first = start;
  while (first < end && der[first] === 0) first++;
  return first === end ? 0 : (end - first - 1) * 8 + (32 - Math.clz32(der[first] ?? 0));
}
