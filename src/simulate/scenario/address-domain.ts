import { limits } from "../../model/limits.ts";

const AT = 0x40;
const DOT = 0x2e;
const HYPHEN = 0x2d;
/** Brackets and the like, which no address has outside of quotes (RFC 5322, 3.2.3). */
const SPECIALS: readonly number[] = Array.from('()<>[]:;,\\"@', (mark) => mark.charCodeAt(0));

/**
 * Where the `@` of an address stands in the first bytes of a buffer, -1 where they are none: a local part of dots, letters
 * and the like, and a domain of two labels or more. Bytes past ASCII count as letters.
 */
export function addressAt(bytes: Uint8Array, length: number): number {
  if (length > limits.addressBytesMax) return -1;
  const at = bytes.subarray(0, length).lastIndexOf(AT);
  if (at < 1 || at > limits.addressLocalBytesMax || !isDomain(bytes, at + 1, length)) return -1;
  for (let each = 0; each < at; each++) if (!isLocal(bytes[each] ?? 0)) return -1;
  return at;
}

/**
 * Where the line feed stands of a line that begins at a place and is a whole address of plain letters, and nothing else; -1 for any other, and
 * for one that goes on past the end of the bytes.
 */
export function plainLineEnd(bytes: Uint8Array, start: number): number {
  let at = -1;
  let end = start;
  for (; end < bytes.length; end++) {
    const kind = PLAIN[bytes[end] ?? 0];
    if (kind === 1) continue;
    if (kind !== 2 || at !== -1) break;
    at = end;
  }
  const feed = bytes[end] === RETURN ? end + 1 : end;
  const isLine = bytes[feed] === LINE_FEED && end - start <= limits.addressBytesMax;
  const isAddress = isLine && at > start && at - start <= limits.addressLocalBytesMax;
  return isAddress && isDomain(bytes, at + 1, end) ? feed : -1;
}

const LINE_FEED = 0x0a;
const RETURN = 0x0d;
/** 1 for letters that both parts of an address may have, or that its domain is looked through for; 2 for the `@`. */
const PLAIN: Uint8Array = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte === AT) return 2;
  return /[\w.+-]/.test(String.fromCharCode(byte)) ? 1 : 0;
});

function isLocal(byte: number): boolean {
  return byte > 0x20 && byte !== 0x7f && !SPECIALS.includes(byte);
}

function isDomain(bytes: Uint8Array, start: number, end: number): boolean {
  let dots = 0;
  let before = DOT;
  for (let at = start; at < end; at++) {
    const byte = bytes[at] ?? 0;
    const isDot = byte === DOT;
    if (isDot ? before === DOT || before === HYPHEN : !isLetter(byte) && (byte !== HYPHEN || before === DOT)) return false;
    if (isDot) dots++;
    before = byte;
  }
  return dots > 0 && before !== DOT && before !== HYPHEN;
}

function isLetter(byte: number): boolean {
  const lower = byte | 0x20;
  return (lower >= 0x61 && lower <= 0x7a) || (byte >= 0x30 && byte <= 0x39) || byte >= 0x80;
}

interface Known {
  readonly domain: Uint8Array;
  readonly provider: string;
  count: number;
}

/** Counts domains by provider without making a text of each: 100 million of them would be most of the work. */
export class DomainTable {
  private readonly known = new Map<number, Known[]>();
  private others = 0;

  constructor(providersByDomain: ReadonlyMap<string, string>) {
    for (const [written, provider] of providersByDomain) {
      const domain = new TextEncoder().encode(written);
      const hash = hashOf(domain, 0, domain.length);
      this.known.set(hash, [...(this.known.get(hash) ?? []), { domain, provider, count: 0 }]);
    }
  }

  /** Counts the domain that stands between two places in a buffer, in letters of any case. */
  count(bytes: Uint8Array, start: number, end: number): void {
    const found = this.known.get(hashOf(bytes, start, end))?.find(({ domain }) => isSame(domain, bytes, start, end));
    if (found) found.count++;
    else this.others++;
  }

  /** Counts by provider, `other` for domains of none; providers without any are left out. */
  counts(): ReadonlyMap<string, number> {
    const counts = new Map<string, number>();
    const add = (provider: string, count: number): void => {
      if (count > 0) counts.set(provider, (counts.get(provider) ?? 0) + count);
    };
    for (const bucket of this.known.values()) for (const { provider, count } of bucket) add(provider, count);
    add("other", this.others);
    return counts;
  }
}

/** FNV-1a of 32 bits, of letters in lower case. */
function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5 | 0;
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ lowered(bytes[at] ?? 0), 0x01000193);
  return hash;
}

function isSame(domain: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  if (domain.length !== end - start) return false;
  for (let at = 0; at < domain.length; at++) if (domain[at] !== lowered(bytes[start + at] ?? 0)) return false;
  return true;
}

function lowered(byte: number): number {
  return byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte;
}
