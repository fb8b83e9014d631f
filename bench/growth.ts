import type { Hostile } from "./hostile.ts";
import { builtLibrary, type Measured, median } from "./measure.ts";

/**
 * Long enough that the smaller text, too, pays its share of garbage collection; below that the ratio of two linear times
 * comes out above 6. No collection is forced before a timing: a full one throws compiled code away, which hides growth.
 */
const MS_MIN = 80;
/** Four times this is the largest mail that the standard allows, 4 MiB. */
const CHARACTERS_MAX = 1_048_576;
const N_FIRST = 500;

type Timer = (text: string) => Promise<number>;

/** Time of four times the text over time of the text, in turns. A program that is linear gives about 4. */
export async function growthOf(
  { make, file = "bench.html", data }: Hostile,
  { runs }: { readonly runs: number },
): Promise<Measured> {
  const { checkMessage, checkTemplate } = await builtLibrary();
  const check = file.endsWith(".eml")
    ? (text: string) => checkMessage(text, { file })
    : (text: string) => checkTemplate(text, { file, data });
  const judgeMs = async (text: string): Promise<number> => {
    const start = performance.now();
    await check(text);
    return performance.now() - start;
  };
  try {
    return await growth(make, judgeMs, runs);
  } catch (fault) {
    return { value: Number.POSITIVE_INFINITY, detail: `it threw: ${String(fault)}` };
  }
}

async function growth(make: Hostile["make"], ms: Timer, runs: number): Promise<Measured> {
  let n = N_FIRST;
  while ((await warmMs(make(n), ms)) < MS_MIN && make(2 * n).length <= CHARACTERS_MAX) n *= 2;
  const once = make(n);
  const fourfold = make(4 * n);
  const small: number[] = [];
  const large: number[] = [];
  for (let run = 0; run < runs; run++) {
    small.push(await ms(once));
    large.push(await ms(fourfold));
  }
  const detail = `${median(large).toFixed(0)} ms against ${median(small).toFixed(0)} ms; ${fourfold.length} characters against ${once.length}`;
  return { value: median(large) / median(small), detail };
}

/** The quickest of a few: the first ones warm up. */
async function warmMs(text: string, ms: Timer): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < 3; run++) times.push(await ms(text));
  return Math.min(...times);
}
