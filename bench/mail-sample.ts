import { existsSync, readdirSync, readFileSync } from "node:fs";
import { root } from "./measure.ts";

/** Real mail beside the checkout, where somebody put it. */
export const MAIL_FOLDERS = ["../shared/corpus/en-mail", "../shared/corpus/measure-only/phish"] as const;

const SEED = 20_250_203;

/** So many raw messages, the same ones every time; undefined where there is no mail. */
export function mailSample(count: number): readonly Uint8Array[] | undefined {
  if (!MAIL_FOLDERS.every((folder) => existsSync(`${root}${folder}`))) return undefined;
  const files = MAIL_FOLDERS.flatMap((folder) =>
    readdirSync(`${root}${folder}`, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => `${entry.parentPath}/${entry.name}`)
      .sort(),
  );
  return shuffled(files)
    .slice(0, count)
    .map((file) => readFileSync(file));
}

/** Fisher and Yates, with a linear congruential generator (Numerical Recipes) in place of chance. */
function shuffled(values: readonly string[]): readonly string[] {
  const result = [...values];
  let state = SEED;
  for (let at = result.length - 1; at > 0; at--) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const other = Math.floor((state / 2 ** 32) * (at + 1));
    [result[at], result[other]] = [result[other] ?? "", result[at] ?? ""];
  }
  return result;
}
