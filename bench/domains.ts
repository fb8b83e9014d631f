import { spawn } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { benchZone, domainAt, ZONE } from "./domain-zone.ts";
import { builtProgram, type Measured, median, peakMebibytes, root } from "./measure.ts";
import { startNsd } from "./nsd.ts";

const DOMAINS = 20_000;
/** What warms up, and what of the time a run takes is taken off. */
const WARM_UP = 2_000;

/** Domains a second with all rules against `nsd` on loopback, both on this machine: what a short run takes is taken off. */
export async function liveDomains({ rounds }: { readonly rounds: number }): Promise<Measured> {
  const nsd = await startNsd(ZONE, benchZone(DOMAINS, key()));
  if (!nsd) return { value: undefined, detail: "nsd is not installed" };
  try {
    return await rateOf(["--dns", "live", "--server", nsd.address, "--workers", "2"], rounds);
  } finally {
    await nsd.end();
  }
}

/** Domains a second with all rules from recorded answers, on two threads. */
export async function recordedDomains({ rounds }: { readonly rounds: number }): Promise<Measured> {
  const folder = mkdtempSync(`${tmpdir()}/mailworthy-bench-`);
  try {
    writeFileSync(`${folder}/bench.zone`, `${benchZone(DOMAINS, key())}$ORIGIN .\n`);
    const recording = `${folder}/recording.json`;
    await runMs(namesFile(folder, DOMAINS), ["--dns", `zone:${folder}/bench.zone`, "--record", recording]);
    return await rateOf(["--dns", `replay:${recording}`, "--workers", "2"], rounds);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Peak memory of judging all domains in one run against `nsd` on loopback, as a multiple of judging a quarter of them. */
export async function domainMemory({ runs }: { readonly runs: number }): Promise<Measured> {
  const nsd = await startNsd(ZONE, benchZone(DOMAINS, key()));
  if (!nsd) return { value: undefined, detail: "nsd is not installed" };
  const folder = mkdtempSync(`${tmpdir()}/mailworthy-bench-`);
  try {
    const args = ["--dns", "live", "--server", nsd.address, "--workers", "2"];
    const peak = (count: number): number => {
      const command = commandOver(namesFile(folder, count), args);
      return median(Array.from({ length: runs }, () => peakMebibytes(command)));
    };
    const few = peak(DOMAINS / 4);
    const all = peak(DOMAINS);
    const detail = `${all.toFixed(0)} MiB for ${DOMAINS} domains, ${few.toFixed(0)} MiB for ${DOMAINS / 4}, ${runs} runs each`;
    return { value: all / few, detail };
  } finally {
    rmSync(folder, { recursive: true });
    await nsd.end();
  }
}

async function rateOf(args: readonly string[], rounds: number): Promise<Measured> {
  const folder = mkdtempSync(`${tmpdir()}/mailworthy-bench-`);
  try {
    const few = namesFile(folder, WARM_UP);
    const all = namesFile(folder, DOMAINS);
    const rates: number[] = [];
    const wholes: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const fewMs = await runMs(few, args);
      const allMs = await runMs(all, args);
      rates.push((1000 * (DOMAINS - WARM_UP)) / (allMs - fewMs));
      wholes.push((1000 * DOMAINS) / allMs);
    }
    const detail = `${DOMAINS} domains, ${rounds} rounds, ${median(wholes).toFixed(0)} a second with start-up`;
    return { value: median(rates), detail };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function namesFile(folder: string, count: number): string {
  const file = `${folder}/${count}.txt`;
  writeFileSync(file, Array.from({ length: count }, (_, at) => `${domainAt(at)}\n`).join(""));
  return file;
}

function commandOver(names: string, args: readonly string[]): readonly string[] {
  return [builtProgram, "domain", "--names", names, "--selector", "mail", "--format", "ndjson", ...args];
}

async function runMs(names: string, args: readonly string[]): Promise<number> {
  const start = performance.now();
  const [code] = await once(spawn(process.execPath, commandOver(names, args), { cwd: root, stdio: "ignore" }), "close");
  if (code !== 0 && code !== 1) throw new Error(`a run over domains ended with ${code}`);
  return performance.now() - start;
}

/** A key of 2,048 bits as the strings of a TXT record. */
function key(): string {
  const { publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const base64 = publicKey.export({ format: "der", type: "spki" }).toString("base64");
  return `"v=DKIM1; k=rsa; p=${base64.slice(0, 200)}" "${base64.slice(200)}"`;
}
