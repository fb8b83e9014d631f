import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { MAIL_FOLDERS, mailSample } from "./mail-sample.ts";
import { builtProgram, type Measured, median, root } from "./measure.ts";
import { type Spamd, startSpamd } from "./spamd.ts";

const MESSAGES = 500;
/** Of which SpamAssassin judges every one, or every so many in a short run: it takes minutes. */
const EVERY = 5;
/** As many as `spamd` has children. */
const LANES = 2;
const WARM_UP = 40;

/**
 * Messages a second with the full offline rule set, from starting the built program to its end, as a multiple of
 * SpamAssassin (`spamd -L`, two children, started and warm) on the same messages, in turns.
 */
export async function messages({ rounds, isShort }: { readonly rounds: number; readonly isShort: boolean }): Promise<Measured> {
  const sample = mailSample(MESSAGES);
  if (!sample) return { value: undefined, detail: `no mail at ${MAIL_FOLDERS.join(" and ")}` };
  const folder = mkdtempSync(`${tmpdir()}/mailworthy-bench-`);
  try {
    for (const [at, bytes] of sample.entries()) writeFileSync(`${folder}/${String(at).padStart(4, "0")}`, bytes);
    const spamd = await startSpamd();
    const theirs = isShort ? sample.filter((_, at) => at % EVERY === 0) : sample;
    return spamd ? await against(spamd, theirs, folder, rounds) : await alone(folder, rounds);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function against(spamd: Spamd, sample: readonly Uint8Array[], folder: string, rounds: number): Promise<Measured> {
  const oursMs: number[] = [];
  const theirsMs: number[] = [];
  try {
    await judgedBy(spamd, sample.slice(0, WARM_UP));
    await judgeMs(folder);
    for (let round = 0; round < rounds; round++) {
      oursMs.push(await judgeMs(folder));
      const start = performance.now();
      await judgedBy(spamd, sample);
      theirsMs.push(performance.now() - start);
    }
  } finally {
    await spamd.end();
  }
  const [ours, theirs] = [perSecond(MESSAGES, oursMs), perSecond(sample.length, theirsMs)];
  const detail = `${ours.toFixed(0)} messages a second against ${theirs.toFixed(1)}, ${MESSAGES} messages against ${sample.length} of them, ${rounds} rounds, ${availableParallelism()} processors`;
  return { value: ours / theirs, detail };
}

async function alone(folder: string, rounds: number): Promise<Measured> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) times.push(await judgeMs(folder));
  return {
    value: undefined,
    detail: `spamassassin is not installed; ours: ${perSecond(MESSAGES, times).toFixed(0)} messages a second, ${MESSAGES} messages`,
  };
}

function perSecond(count: number, times: readonly number[]): number {
  return (1000 * count) / median(times);
}

/** Milliseconds of one whole run of the program. */
async function judgeMs(folder: string): Promise<number> {
  const start = performance.now();
  const args = [builtProgram, "check", "--as", "message", "--format", "ndjson", folder];
  await once(spawn(process.execPath, args, { cwd: root, stdio: "ignore" }), "close");
  return performance.now() - start;
}

/** Two connections at a time, each sending its next message when the last is judged. */
async function judgedBy({ check }: Spamd, sample: readonly Uint8Array[]): Promise<void> {
  const left = sample.values();
  const lane = async (): Promise<void> => {
    for (const message of left) await check(message);
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}
