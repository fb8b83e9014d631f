import { limits } from "../../../model/limits.ts";
import { coarseDecays, fineDecays, inverses, summed } from "../../../world/chance/binomial.ts";
import { quantileCubics } from "../../../world/chance/normal.ts";
import { kernelBytes } from "./kernel-bytes.ts";
import * as layout from "./layout.ts";

/** What the kernel does; addresses are in bytes. */
export interface OnceKernel {
  /** Finds the arrays of a play. */
  readonly find: () => void;
  readonly turnTo: (tick: number, day: number, domain: number, stamp: number, overflows: boolean) => void;
  readonly startDay: (day: number, senders: number) => void;
  readonly drawMoods: (from: number) => void;
  readonly listWaiting: (tick: number) => void;
  readonly arriveFlags: (day: number, ages: number) => void;
  readonly view: (domain: number, isShared: boolean) => void;
  readonly retry: (list: number, length: number) => void;
  readonly reach: (list: number, length: number, mails: number) => void;
  readonly settle: (list: number, length: number) => void;
  readonly settleFlags: (day: number, domain: number) => void;
  readonly addUp: (day: number) => void;
  readonly fade: () => void;
  readonly learn: (domain: number, day: number, share: number, isShared: boolean) => void;
}

/** How long an array is, and whether its numbers are whole ones of 32 bits. */
export interface Extent {
  readonly length: number;
  readonly isWhole: boolean;
}

const PAGE_BYTES = 65_536;

/** The tables, which are the same for all plays. */
const tables: readonly (readonly [array: number, table: Float64Array])[] = [
  [layout.QUANTILES, quantileCubics],
  [layout.COARSE_DECAYS, coarseDecays],
  [layout.FINE_DECAYS, fineDecays],
  [layout.INVERSES, inverses],
];

/** A kernel and its memory, in which one play at a time has its arrays. */
export class OnceMemory {
  static readonly #free: OnceMemory[] = [];
  /** Compiled when it is first asked for. */
  static #module: WebAssembly.Module | undefined;
  readonly kernel: OnceKernel;
  readonly #memory: WebAssembly.Memory;
  readonly #tablesEnd: number;
  /** Where the arrays of the play end. */
  #end = 0;
  #isFree = false;
  #extents: readonly Extent[] = [];
  #arrays: readonly (Float64Array | Int32Array)[] = [];

  private constructor() {
    this.#memory = new WebAssembly.Memory({ initial: 1 });
    OnceMemory.#module ??= new WebAssembly.Module(Uint8Array.from(atob(kernelBytes), (character) => character.charCodeAt(0)));
    const env = { memory: this.#memory, exp: Math.exp, log: Math.log, summed };
    this.kernel = new WebAssembly.Instance(OnceMemory.#module, { env }).exports as unknown as OnceKernel;
    let at = layout.ARRAYS_AT;
    for (const [array, table] of tables) {
      this.#addresses[array] = at;
      new Float64Array(this.#memory.buffer, at, table.length).set(table);
      at += table.byteLength;
    }
    this.#tablesEnd = at;
  }

  /** One that nobody uses. */
  static take(): OnceMemory {
    const memory = OnceMemory.#free.pop() ?? new OnceMemory();
    memory.#isFree = false;
    return memory;
  }

  /** Nobody uses it any longer. What has grown large is left to the collector: such memory never shrinks. */
  release(): void {
    if (this.#isFree || this.#memory.buffer.byteLength > limits.simulationMemoryKeptBytesMax) return;
    this.#isFree = true;
    OnceMemory.#free.push(this);
  }

  /** Makes room for arrays, by number, with nothing in them. */
  lay(extents: readonly Extent[]): void {
    if (!this.#isLaid(extents)) this.#arrange(extents);
    new Uint8Array(this.#memory.buffer, this.#tablesEnd, this.#end - this.#tablesEnd).fill(0);
  }

  /** An array of numbers, or of whole ones. */
  numbers(array: number): Float64Array {
    return this.#arrays[array] as Float64Array;
  }

  wholes(array: number): Int32Array {
    return this.#arrays[array] as Int32Array;
  }

  /** Where an array begins. */
  addressOf(array: number): number {
    return this.#arrays[array]?.byteOffset ?? 0;
  }

  get #addresses(): Uint32Array {
    return new Uint32Array(this.#memory.buffer, layout.ADDRESSES_AT, layout.ARRAYS);
  }

  #isLaid(extents: readonly Extent[]): boolean {
    return extents.length === this.#extents.length && extents.every(({ length }, at) => length === this.#extents[at]?.length);
  }

  #arrange(extents: readonly Extent[]): void {
    let end = this.#tablesEnd;
    const places = extents.map(({ length, isWhole }) => {
      const at = end;
      // Numbers begin at multiples of their size.
      end += Math.ceil((length * (isWhole ? 4 : 8)) / 8) * 8;
      return at;
    });
    const pages = Math.ceil(end / PAGE_BYTES) - this.#memory.buffer.byteLength / PAGE_BYTES;
    if (pages > 0) this.#memory.grow(pages);
    const { buffer } = this.#memory;
    this.#addresses.set(places);
    this.#arrays = extents.map(({ length, isWhole }, array) =>
      isWhole ? new Int32Array(buffer, places[array], length) : new Float64Array(buffer, places[array], length),
    );
    this.#extents = extents;
    this.#end = end;
  }
}
