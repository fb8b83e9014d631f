import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { type Part, type PartResult, type Played, playPart, questionOf } from "./replication-parts.ts";

/** The program of a thread: bundled code runs from `dist/chunks/`, and the thread's stands one folder up. */
const PROGRAM: URL = import.meta.url.endsWith(".ts")
  ? new URL("replication-worker.ts", import.meta.url)
  : new URL("../replication-worker.js", import.meta.url);

/** More would wait for the thread that takes the results. */
const THREADS_MAX = 8;

/** The threads that are worth it here. */
export function threadsHere(): number {
  return Math.min(availableParallelism(), THREADS_MAX);
}

/**
 * Plays all parts on so many threads, 1 for none beside the main one, and hands each result over as it comes: in any order,
 * with its part. Rejects when a thread dies or cannot start; the others are ended. `program` is another one only in tests.
 */
export async function playParts(
  played: Played,
  parts: readonly Part[],
  threads: number,
  take: (part: Part, result: PartResult) => void,
  program: URL = PROGRAM,
): Promise<void> {
  const left = parts.values();
  if (threads <= 1) {
    const question = questionOf(played);
    for (const part of left) take(part, playPart(question, part));
    return;
  }
  const players = Array.from({ length: Math.min(threads, parts.length) }, () => new Player(program, played));
  try {
    await Promise.all(
      players.map(async (player) => {
        for (const part of left) take(part, await player.play(part));
      }),
    );
  } finally {
    await Promise.all(players.map((player) => player.end()));
  }
}

/** A thread, and who waits for the part that it is at. */
class Player {
  private readonly worker: Worker;
  private fault: Error | undefined;
  private asker: { readonly resolve: (result: PartResult) => void; readonly reject: (fault: Error) => void } | undefined;

  constructor(program: URL, played: Played) {
    this.worker = new Worker(program, { workerData: played });
    this.worker.on("message", (result: PartResult) => this.asker?.resolve(result));
    this.worker.on("error", (fault) => {
      this.fault = fault instanceof Error ? fault : new Error(String(fault));
    });
    this.worker.on("exit", (code) => {
      this.fault ??= new Error(`the thread ended with ${code}`);
      this.asker?.reject(this.fault);
    });
  }

  play(part: Part): Promise<PartResult> {
    return new Promise((resolve, reject) => {
      if (this.fault) return reject(this.fault);
      this.asker = { resolve, reject };
      this.worker.postMessage(part);
    });
  }

  async end(): Promise<void> {
    await this.worker.terminate();
  }
}
