/**
 * Whole reports of every sample in every format, kept in `test/golden/files/` and compared byte for byte by the tests.
 * `npm run golden` writes them anew; a change in them is read in review like code. CI never writes them.
 */
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { runCheck } from "../src/cli/check.ts";
import { settingsFor } from "../src/cli/settings.ts";
import type { Problem } from "../src/model/result.ts";
import { must } from "./must.ts";

/** Where the kept reports stand. */
export const goldenFolder: string = fileURLToPath(new URL("../test/golden/files", import.meta.url));

/** A folder among the samples is a bundle, one mail. */
export const samples: readonly string[] = readdirSync(new URL("../samples", import.meta.url)).sort();

const variants = [
  { ending: "en.txt", format: "pretty", lang: "en" },
  { ending: "zh.txt", format: "pretty", lang: "zh" },
  { ending: "json", format: "json", lang: "en" },
  { ending: "ndjson", format: "ndjson", lang: "en" },
] as const;

/** The file names that `writeReports` writes, in order. */
export const goldenNames: readonly string[] = samples
  .flatMap((sample) => variants.map(({ ending }) => `${sample}.${ending}`))
  .sort();

/** Judges every sample as `mailworthy check` does and writes one report a format into an existing folder. */
export async function writeReports(folder: string): Promise<void> {
  for (const { ending, format, lang } of variants) {
    const settings = must(await settingsFor({ format, lang, color: false }));
    for (const sample of samples) {
      const talk = {
        colour: "plain" as const,
        output: `${folder}/${sample}.${ending}`,
        quiet: false,
        fail: ({ message }: Problem) => {
          throw new Error(message.en);
        },
      };
      await runCheck([`samples/${sample}`], settings, talk);
    }
  }
}

if (import.meta.main) {
  process.chdir(fileURLToPath(new URL("..", import.meta.url)));
  rmSync(goldenFolder, { recursive: true, force: true });
  mkdirSync(goldenFolder, { recursive: true });
  await writeReports(goldenFolder);
}
