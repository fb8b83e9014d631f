import { existsSync, readdirSync, readFileSync } from "node:fs";
import { auditEmail } from "@emailens/engine";
import { builtLibrary, type Measured, median, root } from "./measure.ts";

interface Template {
  readonly name: string;
  readonly text: string;
}

/** Real templates beside the checkout, where somebody put them. */
const CORPUS = "../shared/corpus/templates";

function htmlBelow(folder: string): readonly Template[] {
  return readdirSync(`${root}${folder}`, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".html"))
    .sort()
    .map((name) => ({ name, text: readFileSync(`${root}${folder}/${name}`, "utf8") }));
}

/**
 * Templates a second with all rules on one thread, as a multiple of `auditEmail` of @emailens/engine on the same files.
 * Both go through all files once a round, in turns; each sees a text, as a caller has it.
 */
export async function throughput({ rounds }: { readonly rounds: number }): Promise<Measured> {
  const isThere = existsSync(`${root}${CORPUS}`);
  const templates = htmlBelow(isThere ? CORPUS : "samples");
  const { checkTemplate } = await builtLibrary();
  const ours = async (): Promise<void> => {
    for (const { name, text } of templates) await checkTemplate(text, { file: name });
  };
  const theirs = async (): Promise<void> => {
    for (const { text } of templates) auditEmail(text);
  };
  const oursMs: number[] = [];
  const theirsMs: number[] = [];
  await ours();
  await theirs();
  for (let round = 0; round < rounds; round++) {
    oursMs.push(await msOf(ours));
    theirsMs.push(await msOf(theirs));
  }
  const perSecond = (times: readonly number[]): number => (1000 * templates.length) / median(times);
  const figures = `${perSecond(oursMs).toFixed(0)} templates a second against ${perSecond(theirsMs).toFixed(0)}, ${templates.length} files, ${rounds} rounds`;
  const ratio = perSecond(oursMs) / perSecond(theirsMs);
  if (isThere) return { value: ratio, detail: figures };
  return { value: undefined, detail: `no templates at ${CORPUS}; on our samples ${ratio.toFixed(2)} times: ${figures}` };
}

async function msOf(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
