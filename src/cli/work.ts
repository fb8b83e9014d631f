import { parentPort, workerData } from "node:worker_threads";
import { catalog } from "../checks/catalog.ts";
import { buildRuleset, type Ruleset } from "../engine/ruleset.ts";
import { shippedRuleBook, withOwnRules } from "../platform/rule-book.ts";
import type { Job } from "./job.ts";
import { type Judging, judgeJob, type Said, sayFault } from "./judge-job.ts";
import type { Sent, SentBack } from "./pool.ts";

/** What a worker does: it judges each job that it is sent, and sends back what is said of it. */
export function work(): void {
  const judging: Judging = workerData;
  const ruleset = rulesetFor(judging);
  parentPort?.on("message", async ({ number, job }: Sent) => {
    const back: SentBack = { number, said: await said(job, ruleset, judging) };
    parentPort?.postMessage(back);
  });
}

async function said(job: Job, ruleset: Promise<Ruleset>, judging: Judging): Promise<Said> {
  try {
    return await judgeJob(job, await ruleset, judging);
  } catch (fault) {
    return sayFault(job, fault, judging);
  }
}

/** The main thread has built the same rules before, so that a problem with them here is a fault. */
async function rulesetFor({ own, profile, overrides }: Judging): Promise<Ruleset> {
  const book = await shippedRuleBook();
  if (!book.ok) throw new Error(book.problem.message.en);
  const built = buildRuleset(withOwnRules(book.value, own), catalog, profile, overrides);
  if (!built.ok) throw new Error(built.problem.message.en);
  return built.value;
}
