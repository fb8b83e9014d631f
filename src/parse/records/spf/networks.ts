import type { Network } from "../../../model/spf.ts";

/** How many bits an address of each family has. */
export const addressBits = { 4: 32, 6: 128 } as const;

/** An address as a number. */
export interface Address {
  readonly family: 4 | 6;
  readonly value: bigint;
}

/** An address in the forms of RFC 7208, 5.6: IPv4 without leading zeros, IPv6 as in RFC 4291, 2.2. Undefined for none. */
export function addressOf(text: string): Address | undefined {
  if (text.includes(":")) {
    const value = ipv6Value(text);
    return value === undefined ? undefined : { family: 6, value };
  }
  const value = ipv4Value(text);
  return value < 0 ? undefined : { family: 4, value: BigInt(value) };
}

/** An address a receiver sees: one of IPv4 written into IPv6 counts as IPv4 (RFC 7208, 5). */
export function clientAddressOf(text: string): Address | undefined {
  const address = addressOf(text);
  if (address?.family !== 6 || address.value >> 32n !== 0xffffn) return address;
  return { family: 4, value: address.value & 0xffffffffn };
}

/** The block of all addresses that share their first bits with an address. */
export function networkOf({ family, value }: Address, prefixBits: number): Network {
  const hostBits = BigInt(addressBits[family] - prefixBits);
  const first = (value >> hostBits) << hostBits;
  return { family, first, last: first + (1n << hostBits) - 1n, prefixBits };
}

/** Whether an address belongs to a block. */
export function isInNetwork({ family, value }: Address, network: Network): boolean {
  return family === network.family && value >= network.first && value <= network.last;
}

/** An address as it is usually written: IPv6 in lower case, its longest run of zeros cut (RFC 5952, 4). */
export function printAddress({ family, value }: Address): string {
  if (family === 4) return [24n, 16n, 8n, 0n].map((shift) => String((value >> shift) & 0xffn)).join(".");
  const groups = groupsOf(value);
  const zeros = longestZeros(groups);
  if (zeros.length < 2) return groups.join(":");
  return `${groups.slice(0, zeros.from).join(":")}::${groups.slice(zeros.from + zeros.length).join(":")}`;
}

/** A block as it is usually written; the length of its prefix only where it is more than one address. */
export function printNetwork({ family, first, prefixBits }: Network): string {
  const address = printAddress({ family, value: first });
  return prefixBits === addressBits[family] ? address : `${address}/${prefixBits}`;
}

/** The eight groups of an IPv6 address in hexadecimal, without leading zeros. */
function groupsOf(value: bigint): readonly string[] {
  const digits = value.toString(16).padStart(32, "0");
  return Array.from({ length: 8 }, (_, at) => digits.slice(at * 4, at * 4 + 4).replace(/^0{1,3}/, ""));
}

function longestZeros(groups: readonly string[]): { readonly from: number; readonly length: number } {
  let longest = { from: 0, length: 0 };
  let from = 0;
  for (const [at, group] of groups.entries()) {
    if (group !== "0") from = at + 1;
    else if (at + 1 - from > longest.length) longest = { from, length: at + 1 - from };
  }
  return longest;
}

/** The number a dotted address stands for; -1 for none. */
function ipv4Value(text: string): number {
  if (text.length < 7 || text.length > 15) return -1;
  let value = 0;
  let start = 0;
  for (let part = 0; part < 4; part++) {
    const dot = part === 3 ? text.length : text.indexOf(".", start);
    const number = dot < 0 ? -1 : partValue(text, start, dot);
    if (number < 0) return -1;
    value = value * 256 + number;
    start = dot + 1;
  }
  return value;
}

/** One to three digits without leading zeros, up to 255. */
function partValue(text: string, start: number, end: number): number {
  if (end === start || end > start + 3 || (end > start + 1 && text.charCodeAt(start) === 0x30)) return -1;
  let value = 0;
  for (let at = start; at < end; at++) {
    const digit = text.charCodeAt(at) - 0x30;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value > 255 ? -1 : value;
}

function ipv6Value(text: string): bigint | undefined {
  if (text.length > 45) return undefined;
  const [left = "", right, more] = text.split("::");
  if (more !== undefined) return undefined;
  const before = wordsIn(left, right === undefined ? "end" : "middle");
  const after = right === undefined ? [] : wordsIn(right, "end");
  if (before === undefined || after === undefined) return undefined;
  const missing = 8 - before.length - after.length;
  if (right === undefined ? missing !== 0 : missing < 1) return undefined;
  const digits = [...before, ...Array.from({ length: missing }, () => 0), ...after];
  return BigInt(`0x${digits.map((word) => word.toString(16).padStart(4, "0")).join("")}`);
}

/** Words of 16 bits between colons; the last two may be a dotted address where the text is the end of one. */
function wordsIn(text: string, ends: "end" | "middle"): readonly number[] | undefined {
  if (text === "") return [];
  const words: number[] = [];
  const groups = text.split(":");
  for (const [at, group] of groups.entries()) {
    if (ends === "end" && at === groups.length - 1 && group.includes(".")) {
      const value = ipv4Value(group);
      if (value < 0) return undefined;
      words.push(Math.floor(value / 65_536), value % 65_536);
    } else if (/^[\da-f]{1,4}$/i.test(group)) words.push(Number.parseInt(group, 16));
    else return undefined;
  }
  return words;
}
