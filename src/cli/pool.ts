import { Worker } from "node:worker_threads";
import type { Job } from "./job.ts";
import type { Judging, Said } from "./judge-job.ts";

/** Threads that judge jobs, each one at a time. */
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

interface Task {
  readonly job: Job;
  readonly resolve: (said: Said) => void;
  readonly reject: (fault: Error) => void;
}

/** Starts workers as jobs come, at most so many. `program` is another one only in tests. */
export function openPool(workersMax: number, judging: Judging, program: URL = PROGRAM): Pool {
  const waiting: Task[] = [];
  const idle: Hand[] = [];
  const all = new Set<Hand>();
  const next = (): void => {
    while (waiting.length > 0 && (idle.length > 0 || all.size < workersMax)) {
      const task = waiting.shift();
      if (task) (idle.pop() ?? hired()).take(task);
    }
  };
  const hired = (): Hand => {
    const hand = new Hand(program, judging, {
      free: () => {
        idle.push(hand);
        next();
      },
      gone: () => {
        all.delete(hand);
        if (idle.includes(hand)) idle.splice(idle.indexOf(hand), 1);
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

/** One worker and the job it is at. */
class Hand {
  private task: Task | undefined;
  private fault: Error | undefined;
  private readonly worker: Worker;

  constructor(program: URL, judging: Judging, told: { readonly free: () => void; readonly gone: () => void }) {
    this.worker = new Worker(program, {
      workerData: judging,
      resourceLimits: LIMITS,
    });
    this.worker.on("message", (said: Said) => {
      const { task } = this;
      this.task = undefined;
      task?.resolve(said);
      told.free();
    });
    this.worker.on("error", (fault) => {
      this.fault = fault instanceof Error ? fault : new Error(String(fault));
    });
    this.worker.on("exit", (code) => {
      this.task?.reject(this.fault ?? new Error(`the worker ended with ${code}`));
      told.gone();
    });
  }

  take(task: Task): void {
    const { job } = task;
    this.task = task;
    const buffer = job.from === "stream" ? job.bytes?.buffer : undefined;
    const isLarge = buffer instanceof ArrayBuffer && buffer.byteLength >= HANDED_OVER_BYTES;
    this.worker.postMessage(job, isLarge ? [buffer] : []);
  }

  async end(): Promise<void> {
    await this.worker.terminate();
  }
}
