import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { builtProgram, type Measured, median, peakMebibytes } from "./measure.ts";
import { realisticTemplate } from "./template.ts";

const MANY = 1000;
const FEW = 100;
const BYTES = 20_480;

/** Peak memory of judging 1,000 templates in one run, as a multiple of judging 100. */
export async function memoryGrowth({ runs }: { readonly runs: number }): Promise<Measured> {
  const folder = mkdtempSync(`${tmpdir()}/mailworthy-bench-`);
  try {
    for (const count of [FEW, MANY]) {
      mkdirSync(`${folder}/${count}`);
      for (let seed = 0; seed < count; seed++) writeFileSync(`${folder}/${count}/${seed}.html`, realisticTemplate(seed, BYTES));
    }
    const peaks = (count: number): number =>
      median(
        Array.from({ length: runs }, () => peakMebibytes([builtProgram, "check", "--format", "ndjson", `${folder}/${count}`])),
      );
    const few = peaks(FEW);
    const many = peaks(MANY);
    return {
      value: many / few,
      detail: `${many.toFixed(0)} MiB for ${MANY} templates of ${BYTES} bytes, ${few.toFixed(0)} MiB for ${FEW}, ${runs} runs each`,
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
