/**
 * Whole reports of every sample in every format, kept in `test/golden/files/` and compared byte for byte by the tests.
 * `npm run golden` writes them anew; a change in them is read in review like code. CI never writes them.
 */
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { runCheck } from "../src/cli/check.ts";
import { type Flags, settingsFor } from "../src/cli/settings.ts";
import type { Problem } from "../src/model/result.ts";
import { must } from "./must.ts";

/** Where the kept reports stand. */
export const goldenFolder: string = fileURLToPath(new URL("../test/golden/files", import.meta.url));

/** What a sample is judged with besides the settings that all share. */
interface Sample {
  readonly path: string;
  readonly flags: Omit<Flags, "color">;
}

/** How the messages of bulk senders are judged: by their zone, as received, at a moment at which their signatures hold. */
const asBulkSender: Omit<Flags, "color"> = {
  profile: "bulk-sender",
  dns: "zone:samples/messages/senders.zone",
  trustReceived: true,
  now: "2026-11-24T00:00:00Z",
};

/** Folders whose samples are no mails, or of which only some are judged here: they have tests of their own. */
const elsewhere = new Set(["messages", "scenarios", "calibration"]);

/** Templates, of which a folder is a bundle, one mail; and some of the messages. */
const samples: readonly Sample[] = [
  ...readdirSync(new URL("../samples", import.meta.url))
    .filter((name) => !elsewhere.has(name))
    .sort()
    .map((path) => ({ path, flags: {} })),
  { path: "messages/bulk-fit.eml", flags: asBulkSender },
  { path: "messages/list/one-click-missing.eml", flags: asBulkSender },
  { path: "messages/invoices.zh.eml", flags: {} },
];

function reportName({ path }: Sample, ending: string): string {
  return `${path.slice(path.lastIndexOf("/") + 1)}.${ending}`;
}

const variants = [
  { ending: "en.txt", format: "pretty", lang: "en" },
  { ending: "zh.txt", format: "pretty", lang: "zh" },
  { ending: "json", format: "json", lang: "en" },
  { ending: "ndjson", format: "ndjson", lang: "en" },
] as const;

/** The file names that `writeReports` writes, in order. */
export const goldenNames: readonly string[] = samples
  .flatMap((sample) => variants.map(({ ending }) => reportName(sample, ending)))
  .sort();

/** Judges every sample as `mailworthy check` does and writes one report a format into an existing folder. */
export async function writeReports(folder: string): Promise<void> {
  for (const { ending, format, lang } of variants) {
    for (const sample of samples) {
      const settings = must(await settingsFor({ ...sample.flags, format, lang, color: false }));
      const talk = {
        colour: "plain" as const,
        output: `${folder}/${reportName(sample, ending)}`,
        quiet: false,
        fail: ({ message }: Problem) => {
          throw new Error(message.en);
        },
      };
      await runCheck([`samples/${sample.path}`], settings, talk);
    }
  }
}

if (import.meta.main) {
  process.chdir(fileURLToPath(new URL("..", import.meta.url)));
  rmSync(goldenFolder, { recursive: true, force: true });
  mkdirSync(goldenFolder, { recursive: true });
  await writeReports(goldenFolder);
}
