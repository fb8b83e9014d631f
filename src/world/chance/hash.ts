/** A key of the hash: two numbers of 32 bits. */
export interface Key {
  readonly first: number;
  readonly second: number;
}

/**
 * A number of 32 bits, as good as drawn by chance, for each counter of 32 bits under a key: the same on every machine, in
 * any order, on any thread. The keys are added within the rounds: one that is only mixed into the counter would make the
 * numbers of an aligned block the same set for every key, and every day's total the same.
 */
export function hash32(counter: number, { first, second }: Key): number {
  return mixed(counter, first, second) >>> 0;
}

/** The same under a key in two halves, as a number with a sign: whole numbers of 31 bits and a sign need no memory. */
export function mixed(counter: number, first: number, second: number): number {
  let x = (counter + first) | 0;
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d);
  x = (x + second) | 0;
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b);
  x = (x + (first ^ (second >>> 9))) | 0;
  x = Math.imul(x ^ (x >>> 16), 0x9e3779b1);
  return x ^ (x >>> 15);
}

/** The key under which one purpose draws: every part of it changes all that is drawn. */
export function keyOf(parts: readonly number[]): Key {
  let key = { first: 0x243f6a88, second: 0x13198a2e };
  for (const part of parts) key = keyWith(key, part);
  return key;
}

/** The key of a purpose within a purpose: that of the parts of a key and one part more. */
export function keyWith({ first, second }: Key, part: number): Key {
  const low = mixed(part | 0, first, second);
  const high = mixed(Math.floor(part / 4_294_967_296) | 0, second, low);
  return { first: (low ^ Math.imul(high, 0x9e3779b1)) >>> 0, second: high >>> 0 };
}

/** The key of a purpose that has a name, within a purpose. */
export function keyWithName(key: Key, name: string): Key {
  let named = key;
  for (const character of name) named = keyWith(named, character.codePointAt(0) ?? 0);
  return named;
}
