import { findInputs } from "../platform/inputs.ts";
import { mailsOf } from "../platform/mails.ts";
import { runJobs, type Talk } from "./run.ts";
import type { Settings } from "./settings.ts";

/** `mailworthy check`: judges every mail that the arguments name. */
export async function runCheck(args: readonly string[], settings: Settings, talk: Talk): Promise<number> {
  const { as } = settings;
  // Names are small: all are found first, so that progress knows how far it is.
  const inputs = await Array.fromAsync(findInputs(args, as));
  return runJobs({ jobs: mailsOf(inputs, as), total: inputs.length, aheadMax: 1 }, settings, talk);
}
