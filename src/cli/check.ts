import { findInputs } from "../platform/inputs.ts";
import { mailsOf } from "../platform/mails.ts";
import { runJobs, type Talk } from "./run.ts";
import type { Settings } from "./settings.ts";

/**
 * From so many mails on, workers gain more time than it takes to start and warm them. Two took 0.4 s more processor time
 * than one thread for 40 templates of 20 KB, and 0.8 s more for 160, which one thread judged in 1.6 s.
 */
const MAILS_FOR_WORKERS = 100;

/** `mailworthy check`: judges every mail that the arguments name. */
export async function runCheck(args: readonly string[], settings: Settings, talk: Talk): Promise<number> {
  const { as } = settings;
  // Names are small: all are found first, so that progress knows how far it is.
  const inputs = await Array.fromAsync(findInputs(args, as));
  return runJobs(
    { jobs: mailsOf(inputs, as), total: inputs.length, aheadMax: 1, workersFrom: MAILS_FOR_WORKERS },
    settings,
    talk,
  );
}
