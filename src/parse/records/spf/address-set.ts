import type { AddressSet, Interval } from "../../../model/domain/spf.ts";
import { addressBits } from "./networks.ts";

/** No address. */
export const noAddresses: AddressSet = [];

/** Every address of a family. */
export function allAddresses(family: 4 | 6): AddressSet {
  return [{ first: 0n, last: (1n << BigInt(addressBits[family])) - 1n }];
}

/** The addresses in any of the intervals. */
export function addressSet(intervals: readonly Interval[]): AddressSet {
  const sorted = intervals.toSorted((a, b) => (a.first < b.first ? -1 : a.first > b.first ? 1 : 0));
  const joined: { first: bigint; last: bigint }[] = [];
  for (const { first, last } of sorted) {
    const before = joined.at(-1);
    if (before === undefined || first > before.last + 1n) joined.push({ first, last });
    else if (last > before.last) before.last = last;
  }
  return joined;
}

/** The addresses in either. */
export function union(a: AddressSet, b: AddressSet): AddressSet {
  return a.length === 0 ? b : b.length === 0 ? a : addressSet([...a, ...b]);
}

/** The addresses of the first that are not in the second. */
export function subtract(a: AddressSet, b: AddressSet): AddressSet {
  const left: Interval[] = [];
  let at = 0;
  for (const { first, last } of a) {
    let from = first;
    while (at < b.length && (b[at]?.last ?? 0n) < from) at++;
    for (let each = at; each < b.length; each++) {
      const taken = b[each];
      if (taken === undefined || taken.first > last) break;
      if (taken.first > from) left.push({ first: from, last: taken.first - 1n });
      from = taken.last + 1n;
    }
    if (from <= last) left.push({ first: from, last });
  }
  return left;
}

/** The addresses in both. */
export function intersect(a: AddressSet, b: AddressSet): AddressSet {
  return subtract(a, subtract(a, b));
}

/** Whether all addresses of the first are in the second. */
export function isWithin(a: AddressSet, b: AddressSet): boolean {
  return subtract(a, b).length === 0;
}

/** Whether an address is in a set. */
export function contains(set: AddressSet, value: bigint): boolean {
  let low = 0;
  let high = set.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((set[middle]?.last ?? 0n) < value) low = middle + 1;
    else high = middle;
  }
  const found = set[low];
  return found !== undefined && found.first <= value;
}

/** How many addresses a set has. */
export function sizeOf(set: AddressSet): bigint {
  let size = 0n;
  for (const { first, last } of set) size += last - first + 1n;
  return size;
}

/** The fewest blocks that make up a set, in order (RFC 4632, 3.1). */
export function blocksOf(set: AddressSet, family: 4 | 6): readonly { readonly first: bigint; readonly prefixBits: number }[] {
  return set.flatMap((interval) => blocksIn(interval, family));
}

function blocksIn({ first, last }: Interval, family: 4 | 6) {
  const blocks: { readonly first: bigint; readonly prefixBits: number }[] = [];
  let from = first;
  while (from <= last) {
    let hostBits = 0n;
    // The largest block that begins here and ends within.
    while (
      hostBits < BigInt(addressBits[family]) &&
      from % (1n << (hostBits + 1n)) === 0n &&
      from + (1n << (hostBits + 1n)) - 1n <= last
    )
      hostBits++;
    blocks.push({ first: from, prefixBits: addressBits[family] - Number(hostBits) });
    from += 1n << hostBits;
  }
  return blocks;
}
