import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { builtProgram, type Measured, median, msToFirstOutput, root } from "./measure.ts";
import { realisticTemplate } from "./template.ts";

const BYTES = 20_480;

/** How often each of two programs is run, in turns, so that a busy moment hits both. */
export interface Runs {
  readonly runs: number;
}

/**
 * First report on one template of 20 KB, as a multiple of an empty Node program. `cache` names a folder for compiled code
 * that earlier runs have filled, as on any machine where the command ran before; without it everything is compiled anew.
 */
export async function firstReport(code: "compiled before" | "compiled anew", { runs }: Runs): Promise<Measured> {
  const folder = mkdtempSync(`${tmpdir()}/mailworthy-bench-`);
  try {
    writeFileSync(`${folder}/weekly.html`, realisticTemplate(1, BYTES));
    const environment: Readonly<Record<string, string>> =
      code === "compiled anew" ? { NODE_DISABLE_COMPILE_CACHE: "1" } : { NODE_COMPILE_CACHE: `${folder}/cache` };
    const judge = [builtProgram, "check", "--format", "ndjson", `${folder}/weekly.html`];
    await msToFirstOutput(judge, environment);
    return await againstEmpty(judge, environment, runs);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function againstEmpty(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
  runs: number,
): Promise<Measured> {
  const empty: number[] = [];
  const ours: number[] = [];
  for (let run = 0; run < runs; run++) {
    empty.push(await msToFirstOutput(["-e", "0"]));
    ours.push(await msToFirstOutput(args, environment));
  }
  const detail = `${median(ours).toFixed(0)} ms against ${median(empty).toFixed(0)} ms for an empty program, ${runs} runs each`;
  return { value: median(ours) / median(empty), detail };
}

/** Milliseconds that `import` of the built library takes inside a fresh process. */
export async function importTime({ runs }: Runs): Promise<Measured> {
  const program =
    "const start = performance.now(); await import('./dist/index.js'); process.stdout.write(String(performance.now() - start))";
  const times: number[] = [];
  const empty: number[] = [];
  for (let run = 0; run < runs; run++) {
    empty.push(await msToFirstOutput(["-e", "0"]));
    const args = ["--input-type=module", "--eval", program];
    times.push(Number(execFileSync(process.execPath, args, { cwd: root, encoding: "utf8" })));
  }
  const detail = `${(median(times) / median(empty)).toFixed(2)} times an empty program's ${median(empty).toFixed(0)} ms, ${runs} runs`;
  return { value: median(times), detail };
}
