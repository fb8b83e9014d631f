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

/** How often a long run judges the sample; a short one judges it once. */
const TIMES = 4;

/**
 * Messages a second with the full offline rule set, as a multiple of SpamAssassin (`spamd -L`, two children) on the same
 * messages, in turns. Both are warm: of ours, what a run over one sample takes is taken off a run over several.
 */
export async function messages({ rounds, isShort }: { readonly rounds: number; readonly isShort: boolean }): Promise<Measured> {
  const sample = mailSample(MESSAGES);
  if (!sample) return { value: undefined, detail: `no mail at ${MAIL_FOLDERS.join(" and ")}` };
  const folder = mkdtempSync(`${tmpdir()}/mailworthy-bench-`);
  try {
    for (const [at, bytes] of sample.entries()) writeFileSync(`${folder}/${String(at).padStart(4, "0")}`, bytes);
    const folders = Array.from({ length: TIMES }, () => folder);
    const spamd = await startSpamd();
    const theirs = isShort ? sample.filter((_, at) => at % EVERY === 0) : sample;
    return spamd ? await against(spamd, theirs, folders, rounds) : await alone(folders, rounds);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function against(
  spamd: Spamd,
  sample: readonly Uint8Array[],
  folders: readonly string[],
  rounds: number,
): Promise<Measured> {
  const oursMs: number[] = [];
  const wholeRunsMs: number[] = [];
  const theirsMs: number[] = [];
  try {
    await judgedBy(spamd, sample.slice(0, WARM_UP));
    for (let round = 0; round < rounds; round++) {
      const { wholeMs, warmMs } = await runMs(folders);
      oursMs.push(warmMs);
      wholeRunsMs.push(wholeMs);
      const start = performance.now();
      await judgedBy(spamd, sample);
      theirsMs.push(performance.now() - start);
    }
  } finally {
    await spamd.end();
  }
  const [ours, theirs] = [perSecond(MESSAGES * (TIMES - 1), oursMs), perSecond(sample.length, theirsMs)];
  const detail = `${ours.toFixed(0)} messages a second (${perSecond(MESSAGES, wholeRunsMs).toFixed(0)} in a run of 500, start-up included) against ${theirs.toFixed(1)}, ${MESSAGES} messages against ${sample.length} of them, ${rounds} rounds, ${availableParallelism()} processors`;
  return { value: ours / theirs, detail };
}

async function alone(folders: readonly string[], rounds: number): Promise<Measured> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) times.push((await runMs(folders)).warmMs);
  return {
    value: undefined,
    detail: `spamassassin is not installed; ours: ${perSecond(MESSAGES * (TIMES - 1), times).toFixed(0)} messages a second, ${MESSAGES} messages`,
  };
}

function perSecond(count: number, times: readonly number[]): number {
  return (1000 * count) / median(times);
}

/** Milliseconds of a run over one sample, and what the other samples add to a run. */
async function runMs(folders: readonly string[]): Promise<{ readonly wholeMs: number; readonly warmMs: number }> {
  const wholeMs = await judgeMs(folders.slice(0, 1));
  return { wholeMs, warmMs: (await judgeMs(folders)) - wholeMs };
}

/** Milliseconds of one whole run of the program. */
async function judgeMs(folders: readonly string[]): Promise<number> {
  const start = performance.now();
  const args = [builtProgram, "check", "--as", "message", "--format", "ndjson", ...folders];
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
