import { spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type * as library from "../src/index.ts";

/** The checkout. */
export const root: string = fileURLToPath(new URL("..", import.meta.url));

/** What was measured: one number a bar is held against, and how it came about. */
export interface Measured {
  /** Undefined where the bar cannot be judged here; `detail` says why. */
  readonly value: number | undefined;
  readonly detail: string;
}

/** The built library, with the types of its source. */
export async function builtLibrary(): Promise<typeof library> {
  return import(new URL("../dist/index.js", import.meta.url).href);
}

/** The built command line. */
export const builtProgram: string = `${root}dist/cli.js`;

/** True when there is something to measure. */
export function isBuilt(): boolean {
  return existsSync(builtProgram);
}

/** The middle value, or the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[sorted.length >> 1] ?? Number.NaN;
  const lower = sorted[(sorted.length - 1) >> 1] ?? Number.NaN;
  return (lower + upper) / 2;
}

/** Milliseconds from starting Node until it first writes something, or until it ends if it writes nothing. */
export function msToFirstOutput(args: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    let first: number | undefined;
    const child = spawn(process.execPath, args, {
      cwd: root,
      env: { ...process.env, ...environment },
      stdio: ["ignore", "pipe", "ignore"],
    });
    child.stdout.on("data", () => {
      first ??= performance.now() - start;
    });
    child.on("error", reject);
    child.on("close", () => resolve(first ?? performance.now() - start));
  });
}

/** The peak of a Node process's resident memory in MiB; its output is thrown away. */
export function peakMebibytes(args: readonly string[]): number {
  return costOf(args).peakMebibytes;
}

/** What a Node process took, from its start to its end. */
export interface Cost {
  readonly peakMebibytes: number;
  readonly seconds: number;
  /** Of all its threads together. */
  readonly processorSeconds: number;
}

/** Runs a Node process to its end, and says what it took; its output is thrown away. */
export function costOf(args: readonly string[]): Cost {
  // Linux counts in maxRSS what the process had before it became this program: the peak of the bench itself. VmHWM is its own.
  const program =
    "import { existsSync, readFileSync, writeSync } from 'node:fs'; const own = '/proc/self/status'; process.on('exit', () => { const used = process.resourceUsage(); const peak = existsSync(own) ? /VmHWM:\\s*(\\d+)/.exec(readFileSync(own, 'utf8'))[1] : used.maxRSS; writeSync(2, ['cost', peak, used.userCPUTime + used.systemCPUTime].join(' ')); });";
  const hook = `data:text/javascript,${encodeURIComponent(program)}`;
  const start = performance.now();
  const { stderr } = spawnSync(process.execPath, ["--import", hook, ...args], {
    cwd: root,
    encoding: "utf8",
    stdio: ["ignore", "ignore", "pipe"],
  });
  const seconds = (performance.now() - start) / 1000;
  const [, kibibytes, microseconds] = /cost (\d+) (\d+)$/.exec(stderr) ?? [];
  if (kibibytes === undefined) throw new Error(`The process did not tell what it took: ${stderr.slice(0, 500)}`);
  return { peakMebibytes: Number(kibibytes) / 1024, seconds, processorSeconds: Number(microseconds) / 1e6 };
}

/** Milliseconds of each piece of work, one after the other in each round; the first round warms up. */
export async function inTurns<Name extends string>(
  rounds: number,
  works: Readonly<Record<Name, () => Promise<void>>>,
): Promise<Readonly<Record<string, readonly number[]>>> {
  const times: Record<string, number[]> = {};
  for (let round = 0; round <= rounds; round++)
    for (const [name, work] of Object.entries<() => Promise<void>>(works)) {
      const ms = await msOf(work);
      if (round > 0) (times[name] ??= []).push(ms);
    }
  return times;
}

async function msOf(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
