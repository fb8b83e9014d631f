import { type Key, mixed } from "./hash.ts";

/**
 * Numbers drawn one after the other under a key: the hash of 0, 1, 2 … Two streams under one key draw the same. After
 * 4,294,967,296 numbers they begin again. Drawing allocates nothing.
 */
export class Stream {
  #first: number;
  #second: number;
  #counter = 0;

  constructor({ first, second }: Key) {
    this.#first = first | 0;
    this.#second = second | 0;
  }

  /** The next number: whole, 32 bits, not negative. */
  next(): number {
    return this.#signed() >>> 0;
  }

  /** The next number strictly between 0 and 1, in steps of 2^-32. */
  uniform(): number {
    return (this.#signed() + HALF_RANGE) * STEP;
  }

  /** Goes on under another key, from a place in its numbers on. */
  reset({ first, second }: Key, counter = 0): void {
    this.#first = first | 0;
    this.#second = second | 0;
    this.#counter = counter | 0;
  }

  /** Goes to a place in the numbers of its key. */
  skipTo(counter: number): void {
    this.#counter = counter | 0;
  }

  /** How many numbers of the key lie behind, modulo 2^32: where {@link reset} would go on. */
  get counter(): number {
    return this.#counter >>> 0;
  }

  #signed(): number {
    const counter = this.#counter;
    this.#counter = (counter + 1) | 0;
    return mixed(counter, this.#first, this.#second);
  }
}

/** From the least number with a sign to the middle of the first step above 0. */
const HALF_RANGE = 2_147_483_648.5;
const STEP = 2 ** -32;
