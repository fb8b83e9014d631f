import { type Key, mixed } from "./hash.ts";

/**
 * Numbers drawn one after the other under a key: the hash of 0, 1, 2 … Two streams under one key draw the same. After
 * 4,294,967,296 numbers they begin again. Drawing allocates nothing.
 */
export class Stream {
  /** The halves of the key, and the counter: whole numbers with a sign, which no engine keeps as fractions here. */
  readonly #state = new Int32Array(3);

  constructor(key: Key) {
    this.reset(key);
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
    this.#state[0] = first;
    this.#state[1] = second;
    this.#state[2] = counter;
  }

  /** Goes to a place in the numbers of its key. */
  skipTo(counter: number): void {
    this.#state[2] = counter;
  }

  /** How many numbers of the key lie behind, modulo 2^32: where {@link reset} would go on. */
  get counter(): number {
    return (this.#state[2] ?? 0) >>> 0;
  }

  #signed(): number {
    const [first, second, counter] = [this.#state[0] ?? 0, this.#state[1] ?? 0, this.#state[2] ?? 0];
    this.#state[2] = counter + 1;
    return mixed(counter, first, second);
  }
}

/** From the least number with a sign to the middle of the first step above 0. */
const HALF_RANGE = 2_147_483_648.5;
const STEP = 2 ** -32;
