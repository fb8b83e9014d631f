import { Worker } from "node:worker_threads";
import type { Job } from "./job.ts";
import type { Judging, Said } from "./judge-job.ts";

/** Threads that judge jobs. */
export interface Pool {
  /** Rejects when the worker that had the job died; another has taken its place. */
  readonly judge: (job: Job) => Promise<Said>;
  /** Ends all threads, whatever they are at. */
  readonly end: () => Promise<void>;
}

/** The program of a worker: bundled code runs from `dist/chunks/`, and the worker's stands one folder up. */
const PROGRAM: URL = import.meta.url.endsWith(".ts")
  ? new URL("worker.ts", import.meta.url)
  : new URL("../worker.js", import.meta.url);

/** Bytes from which on a mail is handed over and not copied; small buffers of Node share their memory with others. */
const HANDED_OVER_BYTES = 1_048_576;

/**
 * A mail's garbage dies young: more room for the young only holds memory, in every worker. Below 2 GiB for the old V8
 * lets a heap grow to twice of what lives, from there on to four times: over 1,000 templates the peak was 1.5 times that
 * of 100, and is 1.1 times with this. The largest message takes a fifth of it.
 */
const LIMITS = { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: 2_000 } as const;

/** What waits for answers lives longer than a mail: a small room for the young would have it copied over and over. */
const WAITING_LIMITS = { ...LIMITS, maxYoungGenerationSizeMb: 64 } as const;

/** What a worker is sent, and what it sends back. */
export interface Sent {
  readonly number: number;
  readonly job: Job;
}

export interface SentBack {
  readonly number: number;
  readonly said: Said;
}

interface Task {
  readonly job: Job;
  readonly resolve: (said: Said) => void;
  readonly reject: (fault: Error) => void;
}

/** How many workers there are at most, and how many jobs each has at a time: one, unless jobs wait for the network. */
export interface PoolSize {
  readonly workers: number;
  readonly jobsPerWorker: number;
}

/** Starts workers as jobs come. `program` is another one only in tests. */
export function openPool({ workers, jobsPerWorker }: PoolSize, judging: Judging, program: URL = PROGRAM): Pool {
  const waiting: Task[] = [];
  const all = new Set<Hand>();
  const next = (): void => {
    for (let hand = freeHand(); hand && waiting.length > 0; hand = freeHand()) {
      const task = waiting.shift();
      if (task) hand.take(task);
    }
  };
  /** The one with the least to do; another is hired before any has two. */
  const freeHand = (): Hand | undefined => {
    let freest: Hand | undefined;
    for (const hand of all) if (!freest || hand.load < freest.load) freest = hand;
    if (waiting.length > 0 && all.size < workers && (freest?.load ?? 1) > 0) return hired();
    return freest && freest.load < jobsPerWorker ? freest : undefined;
  };
  const hired = (): Hand => {
    const hand = new Hand(program, judging, {
      free: next,
      gone: () => {
        all.delete(hand);
        next();
      },
    });
    all.add(hand);
    return hand;
  };
  return {
    judge: (job) =>
      new Promise((resolve, reject) => {
        waiting.push({ job, resolve, reject });
        next();
      }),
    end: async () => {
      waiting.length = 0;
      await Promise.all(Array.from(all, (hand) => hand.end()));
    },
  };
}

/** One worker and the jobs it is at. */
class Hand {
  private readonly tasks = new Map<number, Task>();
  private count = 0;
  private fault: Error | undefined;
  private readonly worker: Worker;

  constructor(program: URL, judging: Judging, told: { readonly free: () => void; readonly gone: () => void }) {
    this.worker = new Worker(program, {
      workerData: judging,
      resourceLimits: judging.domain === undefined ? LIMITS : WAITING_LIMITS,
    });
    this.worker.on("message", ({ number, said }: SentBack) => {
      const task = this.tasks.get(number);
      this.tasks.delete(number);
      task?.resolve(said);
      told.free();
    });
    this.worker.on("error", (fault) => {
      this.fault = fault instanceof Error ? fault : new Error(String(fault));
    });
    this.worker.on("exit", (code) => {
      for (const task of this.tasks.values()) task.reject(this.fault ?? new Error(`the worker ended with ${code}`));
      told.gone();
    });
  }

  /** How many jobs it is at. */
  get load(): number {
    return this.tasks.size;
  }

  take(task: Task): void {
    const { job } = task;
    const sent: Sent = { number: ++this.count, job };
    this.tasks.set(sent.number, task);
    const buffer = job.from === "stream" ? job.bytes?.buffer : undefined;
    const isLarge = buffer instanceof ArrayBuffer && buffer.byteLength >= HANDED_OVER_BYTES;
    this.worker.postMessage(sent, isLarge ? [buffer] : []);
  }

  async end(): Promise<void> {
    await this.worker.terminate();
  }
}
