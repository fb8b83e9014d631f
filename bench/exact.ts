import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { builtProgram, type Cost, costOf, type Measured, median, root } from "./measure.ts";

const RECIPIENTS = 100_000_000;
const RECIPIENTS_SHORT = 20_000_000;
const DAYS = 90;

/** Everybody is mailed every day by a sender that is known, at providers that take as much as it sends. */
function scenario(recipients: number): string {
  const names = ["gmail", "microsoft", "yahoo", "apple", "other"];
  const providers = names.map((name) => `  large-${name}: { like: ${name}, volumeStart: 1000000000 }`);
  return `
scenario: A mail a day
start: 2026-12-01
days: ${DAYS}
seed: 7
platform: none
account: { offset: "+08:00" }
providers:
${providers.join("\n")}
domains: { news.example.com: { isWarm: true } }
lists:
  all:
    size: ${recipients}
    providers: { large-gmail: 0.4, large-microsoft: 0.2, large-yahoo: 0.1, large-apple: 0.1, large-other: 0.2 }
    tiers: { clicked-30d: 0.2, opened-90d: 0.3, older: 0.5 }
campaigns: { daily: { domain: news.example.com, list: all, mailings: ${DAYS}, everyDays: 1 } }
`;
}

/** What the built program takes to play so many recipients on two threads, from its start to its end. */
function play(recipients: number): Cost {
  const folder = mkdtempSync(`${tmpdir()}/mailworthy-bench-`);
  try {
    const file = `${folder}/plan.yaml`;
    writeFileSync(file, scenario(recipients));
    return costOf([builtProgram, "simulate", file, "--engine", "exact", "--threads", "2", "--format", "ndjson"]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What there is to measure: fewer recipients where it is to be short. */
export interface Extent {
  readonly runs: number;
  readonly isShort: boolean;
}

/** The runs of one extent, played once for both bars that are held to them. */
const played = new Map<number, readonly Cost[]>();

function plays({ runs, isShort }: Extent): readonly Cost[] {
  const recipients = isShort ? RECIPIENTS_SHORT : RECIPIENTS;
  const known = played.get(recipients) ?? Array.from({ length: runs }, () => play(recipients));
  played.set(recipients, known);
  return known;
}

/** So much longer than half the time of processors, a run on two threads has waited for something. */
const WAITED = 1.5;

/**
 * Seconds to mail 100 million recipients one by one on each of 90 days, on two threads. Where it is short, of fewer. Not
 * judged where others kept the machine busy before, and the run waited: the bar is one for two quiet threads.
 */
export async function exactSeconds(extent: Extent): Promise<Measured> {
  played.clear();
  const [load = 0] = loadavg();
  const costs = plays(extent);
  const scale = extent.isShort ? RECIPIENTS / RECIPIENTS_SHORT : 1;
  const seconds = median(costs.map((cost) => cost.seconds)) * scale;
  const processor = median(costs.map((cost) => cost.processorSeconds)) * scale;
  const scaled = extent.isShort ? `${scale} times the time of ${RECIPIENTS_SHORT} recipients; ` : "";
  const detail = `${scaled}${processor.toFixed(1)} s of processors; memory is read at ${sweepGigabytes().toFixed(0)} GB/s; load ${load.toFixed(1)} before`;
  const isDisturbed = load > 1 && seconds > (WAITED * processor) / 2;
  if (isDisturbed) return { value: undefined, detail: `${seconds.toFixed(1)} s on a busy machine; ${detail}` };
  return { value: seconds, detail: `${detail}; ${extent.runs} runs` };
}

/** MiB at the peak of the same runs, all threads together. Where it is short, 2 bytes are added for each recipient left out. */
export async function exactMemory(extent: Extent): Promise<Measured> {
  const peaks = plays(extent).map((cost) => cost.peakMebibytes);
  const more = extent.isShort ? (2 * (RECIPIENTS - RECIPIENTS_SHORT)) / 1_048_576 : 0;
  const added = extent.isShort ? `${more.toFixed(0)} of them reckoned for the recipients left out` : "all recipients";
  return { value: median(peaks) + more, detail: `${added}; ${extent.runs} runs` };
}

const SWEEP_BYTES = 268_435_456;

/** How fast one thread looks through memory for a byte that is not there, in GB/s: the best of five. */
function sweepGigabytes(): number {
  const bytes = Buffer.alloc(SWEEP_BYTES, 2);
  let best = 0;
  for (let round = 0; round < 5; round++) {
    const start = performance.now();
    if (bytes.includes(1)) throw new Error("There is a byte that nobody wrote");
    best = Math.max(best, SWEEP_BYTES / (performance.now() - start) / 1e6);
  }
  return best;
}

/** Debian's Python has SimPy; another one that comes first on the path may not. */
const pythons = ["/usr/bin/python3", "python3"] as const;
const SIMPY_RECIPIENTS = 20_000;
const SIMPY_DAYS = 10;
/** What becomes of a mail for a valid address on one of the days of the scenario above, in the order of the outcomes. */
const OUTCOMES = [0.02, 0.005, 0, 0.03, 0.3, 0.005, 0.5, 0.1259, 0.011, 0.0011, 0.002];

/** Mailings a second, as a multiple of those of SimPy with a process for each mail: of fewer recipients, on fewer days. */
export async function againstSimpy(extent: Extent): Promise<Measured> {
  const python = pythons.find((file) => spawnSync(file, ["-c", "import SimPy.Simulation"]).status === 0);
  if (python === undefined) return { value: undefined, detail: "python3-simpy is not installed" };
  const rates = Array.from({ length: extent.runs }, () => simpyRate(python));
  const { seconds } = play(RECIPIENTS_SHORT);
  const own = (RECIPIENTS_SHORT * DAYS) / seconds;
  const detail = `${(own / 1e6).toFixed(0)} million a second from start to end, against ${(median(rates) / 1e6).toFixed(2)} million`;
  return { value: own / median(rates), detail: `${detail}; ${extent.runs} runs of SimPy` };
}

function simpyRate(python: string): number {
  const args = [`${root}bench/simpy.py`, String(SIMPY_RECIPIENTS), String(SIMPY_DAYS), ...OUTCOMES.map(String)];
  const { stdout, stderr } = spawnSync(python, args, { encoding: "utf8" });
  const [seconds = Number.NaN, mails = Number.NaN] = stdout.trim().split(" ").map(Number);
  if (mails !== SIMPY_RECIPIENTS * SIMPY_DAYS) throw new Error(`SimPy sent ${mails} mails: ${stderr.slice(0, 500)}`);
  return mails / seconds;
}
