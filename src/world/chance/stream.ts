import { hash32, type Key } from "./hash.ts";

/**
 * Numbers drawn one after the other under a key: the hash of 0, 1, 2 … Two streams under one key draw the same. After
 * 4,294,967,296 numbers they begin again. Drawing allocates nothing.
 */
export class Stream {
  #key: Key;
  #counter = 0;

  constructor(key: Key) {
    this.#key = key;
  }

  /** The next number: whole, 32 bits, not negative. */
  next(): number {
    const drawn = hash32(this.#counter, this.#key);
    this.#counter = (this.#counter + 1) | 0;
    return drawn;
  }

  /** The next number strictly between 0 and 1, in steps of 2^-32. */
  uniform(): number {
    return (this.next() + 0.5) / 4_294_967_296;
  }

  /** Goes on under another key, from a place in its numbers on. */
  reset(key: Key, counter = 0): void {
    this.#key = key;
    this.#counter = counter | 0;
  }

  /** How many numbers of the key lie behind, modulo 2^32: where {@link reset} would go on. */
  get counter(): number {
    return this.#counter >>> 0;
  }
}
