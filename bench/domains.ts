import { spawn } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { benchZone, domainAt, ZONE } from "./domain-zone.ts";
import { builtProgram, type Measured, median, root } from "./measure.ts";
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
    return await rateOf(["--dns", `zone:${folder}/bench.zone`, "--workers", "2"], rounds);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function rateOf(args: readonly string[], rounds: number): Promise<Measured> {
  const folder = mkdtempSync(`${tmpdir()}/mailworthy-bench-`);
  const names = (count: number): string => {
    const file = `${folder}/${count}.txt`;
    writeFileSync(file, Array.from({ length: count }, (_, at) => `${domainAt(at)}\n`).join(""));
    return file;
  };
  try {
    const few = names(WARM_UP);
    const all = names(DOMAINS);
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

async function runMs(names: string, args: readonly string[]): Promise<number> {
  const start = performance.now();
  const all = [builtProgram, "domain", "--names", names, "--selector", "mail", "--format", "ndjson", ...args];
  const [code] = await once(spawn(process.execPath, all, { cwd: root, stdio: "ignore" }), "close");
  if (code !== 0 && code !== 1) throw new Error(`a run over domains ended with ${code}`);
  return performance.now() - start;
}

/** A key of 2,048 bits as the strings of a TXT record. */
function key(): string {
  const { publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const base64 = publicKey.export({ format: "der", type: "spki" }).toString("base64");
  return `"v=DKIM1; k=rsa; p=${base64.slice(0, 200)}" "${base64.slice(200)}"`;
}
