import { addressBits } from "./networks.ts";

/** The lengths at the end of `a` and `mx` (RFC 7208, 5.6): for IPv4 behind one slash, for IPv6 behind two. */
export interface DualPrefix {
  /** As written, both slashes with it. */
  readonly written: string;
  /** -1 for one that the grammar does not have. */
  readonly bits4: number;
  readonly bits6: number;
}

const LENGTHS = /(?:\/(\d{1,9})|(\/)(?!\/))?(?:(\/\/)(\d{0,9}))?$/;

/** Reads the lengths at the end of a text; whole addresses where none are written. */
export function dualPrefixOf(text: string): DualPrefix {
  const [written = "", digits4, slash, slashes, digits6 = ""] = LENGTHS.exec(text) ?? [];
  const has4 = digits4 !== undefined || slash !== undefined;
  return {
    written,
    bits4: has4 ? prefixOf(digits4 ?? "", 4) : 32,
    bits6: slashes === undefined ? 128 : prefixOf(digits6, 6),
  };
}

/** The length of a prefix as the grammar has it, without leading zeros; -1 for none. */
export function prefixOf(digits: string, family: 4 | 6): number {
  return /^(?:0|[1-9]\d{0,2})$/.test(digits) && Number(digits) <= addressBits[family] ? Number(digits) : -1;
}

/** Leading zeros are dropped, and slashes without a number; nobody can tell which number was meant by one too large. */
export function dualPrefixMeant(written: string): string | undefined {
  const [, bits4 = "", bits6 = ""] = /^(?:\/(\d*))?(?:\/\/(\d*))?$/.exec(written) ?? [];
  if (Number(bits4) > 32 || Number(bits6) > 128) return undefined;
  return `${bits4 === "" ? "" : `/${Number(bits4)}`}${bits6 === "" ? "" : `//${Number(bits6)}`}`;
}

/** `/24/64`, where two slashes should stand before the second length. */
export function slashMeant(first: string, second: string): string | undefined {
  return /^\/(?:[1-2]?\d|3[0-2])$/.test(first) && /^\/\d{1,3}$/.test(second) ? `${first}/${second}` : undefined;
}

/** The one length behind an address: leading zeros are dropped, and a second length, which only names can have. */
export function prefixMeant(written: string, family: 4 | 6): string | undefined {
  if (written === "") return "";
  const [, digits] = /^0*(\d{1,3})(?:\/.*)?$/.exec(written) ?? [];
  return digits === undefined || Number(digits) > addressBits[family] ? undefined : `/${Number(digits)}`;
}
