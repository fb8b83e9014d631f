import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { limits } from "../model/limits.ts";
import type { SharedWork } from "../simulate/population/shared-work.ts";

/** What a thread is given that takes part in the work. */
export interface Served {
  readonly memory: WebAssembly.Memory;
  /** From 1 on. */
  readonly thread: number;
}

/** The program of a thread: bundled code runs from `dist/chunks/`, and the thread's stands one folder up. */
const PROGRAM: URL = import.meta.url.endsWith(".ts")
  ? new URL("simulation-worker.ts", import.meta.url)
  : new URL("../simulation-worker.js", import.meta.url);

/** A thread has next to nothing of its own: the recipients are in memory that all share. */
const LIMITS = { maxYoungGenerationSizeMb: 1, maxOldGenerationSizeMb: 64 } as const;

/** Threads that take part in the work of an exact simulation. */
export interface SimulationThreads {
  /** Ends them. The work goes on, on one thread. */
  readonly end: () => Promise<void>;
}

/**
 * Has so many threads in all work on the recipients, the calling one among them. Rejects where one cannot be started.
 * `program` is another one only in tests.
 */
export async function openSimulationThreads(
  work: SharedWork,
  threads: number,
  program: URL = PROGRAM,
): Promise<SimulationThreads> {
  const others = Math.min(threads, limits.simulationThreadsMax) - 1;
  const workers = Array.from({ length: others }, (_, at) => {
    const workerData: Served = { memory: work.memory, thread: at + 1 };
    return new Worker(program, { workerData, resourceLimits: LIMITS });
  });
  const end = async (): Promise<void> => {
    work.end();
    await Promise.all(workers.map((worker) => worker.terminate()));
  };
  try {
    await Promise.all(workers.map(ready));
  } catch (fault) {
    await end();
    throw fault;
  }
  for (const worker of workers) worker.unref();
  work.join(others);
  return { end };
}

/** Resolves when a thread says that it is ready; rejects when it fails or ends instead. */
async function ready(worker: Worker): Promise<void> {
  const ended = once(worker, "exit").then(([code]) => Promise.reject(new Error(`the thread ended with ${code}`)));
  await Promise.race([once(worker, "message"), ended]);
}
