import type { Problem } from "../model/result.ts";
import { namedJobs } from "./domain-names.ts";
import type { DomainPlan } from "./domain-plan.ts";
import { runJobs, type Talk } from "./run.ts";
import type { Settings, SharedFlags } from "./settings.ts";

/** Flags of `mailworthy domain` beside the shared ones. */
export interface DomainFlags extends SharedFlags {
  readonly dns?: string;
  readonly names?: string;
  readonly selector?: readonly string[];
  readonly ip?: readonly string[];
  readonly helo?: string;
}

/** Domains asked about at the same time: what waits for the network costs little else. */
const DOMAINS_AHEAD = 200;

/** `mailworthy domain`: asks the DNS about every domain, and judges what it says. */
export async function runDomain(names: readonly string[], flags: DomainFlags, settings: Settings, talk: Talk): Promise<number> {
  if (names.length === 0 && flags.names === undefined) {
    talk.fail(noNames);
    return 2;
  }
  const domain = planOf(flags, settings);
  const jobs = namedJobs(names, flags.names);
  return runJobs({ jobs, total: names.length, aheadMax: DOMAINS_AHEAD, domain }, settings, talk);
}

function planOf({ dns = "live", selector = [], ip = [], helo }: DomainFlags, { witness }: Settings): DomainPlan {
  return { dns, selectors: selector, ips: ip, helo, nowMs: witness.nowMs };
}

const noNames: Problem = {
  code: "usage-wrong",
  message: { en: "No domain was named.", zh: "没有指定域名。" },
  hint: {
    en: "Name domains, or a file of them, one a line: mailworthy domain example.com, mailworthy domain --names FILE",
    zh: "请写出域名，或给出每行一个域名的文件：mailworthy domain example.com，mailworthy domain --names 文件",
  },
};
