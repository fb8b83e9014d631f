import { limits } from "../../model/limits.ts";
import { kernelBytes } from "./kernel-bytes.ts";
import { BOUND_AT, COUNTED_AT, COUNTS_AT, ORDER_BYTES, TALLY_AT } from "./layout.ts";

/** What a kernel does with a range of recipients. */
export const works = ["offer", "offerShuffled", "mark", "unlist", "release"] as const;
export type Work = (typeof works)[number];

/** Bytes before those of the recipients: words that threads tell each other, then the orders, one for each thread. */
export const RECIPIENTS_AT = 327_680;
const ORDERS_AT = 4_096;

/**
 * The words: a number that goes up with each task; the work and its range, from `WORK` on; the next part of it, and how many
 * threads are still at it.
 */
const TURN = 0;
const WORK = 1;
const PART = 4;
const BUSY = 5;
const END = -1;

/** Recipients that a thread takes at a time: a tenth of a millisecond's work, and short calls are compiled better sooner. */
const PART_SHIFT = 16;
/** Recipients of a cohort below which waking another thread costs more than it saves. */
export const SHARED_MIN = 524_288;
/** Nothing takes a thread so long: it is gone. */
const ANSWER_MS_MAX = 60_000;

type Kernel = Readonly<Record<Work, (order: number, from: number, to: number) => void>>;

/**
 * The memory of all recipients, and the work on them, which threads share: each takes the next part until none is left.
 * What they count is added up, so that it is the same on one thread and on many.
 */
export class SharedWork {
  /** What the other threads are given. */
  readonly memory: WebAssembly.Memory;
  readonly #words: Int32Array;
  readonly #kernel: Kernel;
  #others = 0;
  #isUsed = false;

  /** Memory for the words, the orders and so many bytes of recipients. */
  constructor(bytes: number) {
    const pages = Math.ceil((RECIPIENTS_AT + bytes) / 65_536);
    this.memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
    this.#words = new Int32Array(this.memory.buffer, 0, BUSY + 1);
    this.#kernel = kernelOver(this.memory);
  }

  /** Makes everything that is known of the recipients nothing, for others who take no more room. */
  clear(): void {
    if (this.#isUsed) new Uint8Array(this.memory.buffer, RECIPIENTS_AT).fill(0);
    this.#isUsed = true;
  }

  /** The order for the next {@link run}: fields of `layout.ts`; afterwards its counts. */
  get order(): DataView {
    return orderOf(this.memory, 0);
  }

  /** So many other threads are ready to {@link serve}, numbered from 1 on. Said once. */
  join(others: number): void {
    this.#others = Math.min(others, limits.simulationThreadsMax - 1);
  }

  /** Does a work on the recipients `from` to `to`, `to` not among them, as the order says. */
  run(work: Work, from: number, to: number): void {
    clearFigures(this.order);
    if (from >= to) return;
    const others = to - from < SHARED_MIN ? 0 : this.#others;
    const words = this.#words;
    words.set([works.indexOf(work), from | 0, to | 0, from >>> PART_SHIFT], WORK);
    for (let thread = 1; thread <= others; thread++) bytesOf(orderOf(this.memory, thread)).set(bytesOf(this.order));
    if (others > 0) this.#wake();
    takeParts(this.#kernel, words, ORDERS_AT);
    if (others === 0) return;
    this.#await();
    for (let thread = 1; thread <= others; thread++) addUp(this.order, orderOf(this.memory, thread));
  }

  /** Lets the other threads end. */
  end(): void {
    this.#words[WORK] = END;
    if (this.#others > 0) this.#wake();
    this.#others = 0;
  }

  #wake(): void {
    Atomics.store(this.#words, BUSY, this.#others);
    Atomics.add(this.#words, TURN, 1);
    Atomics.notify(this.#words, TURN);
  }

  #await(): void {
    for (let busy = Atomics.load(this.#words, BUSY); busy > 0; busy = Atomics.load(this.#words, BUSY))
      if (Atomics.wait(this.#words, BUSY, busy, ANSWER_MS_MAX) === "timed-out")
        throw new Error(`${busy} of the threads that simulate do not answer`);
  }
}

/** Takes part in the work on a memory, as the thread of a number from 1 on, until it is ended. Calls back when it is ready. */
export function serve(memory: WebAssembly.Memory, thread: number, ready: () => void): void {
  const words = new Int32Array(memory.buffer, 0, BUSY + 1);
  const kernel = kernelOver(memory);
  let turn = Atomics.load(words, TURN);
  ready();
  while (words[WORK] !== END) {
    Atomics.wait(words, TURN, turn);
    turn = Atomics.load(words, TURN);
    if (words[WORK] !== END) takeParts(kernel, words, ORDERS_AT + thread * ORDER_BYTES);
    Atomics.sub(words, BUSY, 1);
    Atomics.notify(words, BUSY);
  }
}

function takeParts(kernel: Kernel, words: Int32Array, order: number): void {
  const [, work = 0, from = 0, to = 0] = words;
  const run = kernel[works[work] ?? "offer"];
  const end = to >>> 0;
  for (;;) {
    const part = Atomics.add(words, PART, 1);
    const first = Math.max(from >>> 0, part * 2 ** PART_SHIFT);
    if (first >= end) return;
    run(order, first, Math.min(end, (part + 1) * 2 ** PART_SHIFT));
  }
}

function kernelOver(memory: WebAssembly.Memory): Kernel {
  const bytes = Uint8Array.from(atob(kernelBytes), (character) => character.charCodeAt(0));
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory } });
  const { offer, offerShuffled, mark, unlist, release } = exports;
  if (!offer || !offerShuffled || !mark || !unlist || !release) throw new Error("The kernel lacks a work");
  return { offer, offerShuffled, mark, unlist, release };
}

function orderOf({ buffer }: WebAssembly.Memory, thread: number): DataView {
  return new DataView(buffer, ORDERS_AT + thread * ORDER_BYTES, ORDER_BYTES);
}

function bytesOf({ buffer, byteOffset, byteLength }: DataView): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

/** Where an order's counts and tallies stand. */
const FIGURES: readonly (readonly [from: number, to: number])[] = [
  [COUNTS_AT, COUNTED_AT + 4],
  [TALLY_AT, BOUND_AT],
];

function clearFigures(order: DataView): void {
  for (const [from, to] of FIGURES) for (let at = from; at < to; at += 4) order.setUint32(at, 0, true);
}

function addUp(sum: DataView, part: DataView): void {
  for (const [from, to] of FIGURES)
    for (let at = from; at < to; at += 4) sum.setUint32(at, sum.getUint32(at, true) + part.getUint32(at, true), true);
}
