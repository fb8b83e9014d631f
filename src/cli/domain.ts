import { readProviders } from "../collect/domain/senders/providers.ts";
import { failed, ok, type Problem, type Result } from "../model/result.ts";
import { givenEnvelope } from "../parse/authentication/given-envelope.ts";
import { readSenders } from "../platform/senders.ts";
import { namedJobs } from "./domain-names.ts";
import type { DomainPlan } from "./domain-plan.ts";
import { resumed } from "./resume.ts";
import { refused, runJobs, type Talk } from "./run.ts";
import type { Settings, SharedFlags } from "./settings.ts";

/** Flags of `mailworthy domain` beside the shared ones. */
export interface DomainFlags extends SharedFlags {
  readonly dns?: string;
  readonly names?: string;
  readonly selector?: readonly string[];
  readonly ip?: readonly string[];
  readonly helo?: string;
  readonly mailFrom?: string;
  readonly senders?: string;
  readonly diff?: readonly string[];
  readonly resume?: boolean;
}

/** Domains asked about at the same time: what waits for the network costs little else. */
const DOMAINS_AHEAD = 200;

/** `mailworthy domain`: asks the DNS about every domain, and judges what it says. */
export async function runDomain(names: readonly string[], flags: DomainFlags, settings: Settings, talk: Talk): Promise<number> {
  if (names.length === 0 && flags.names === undefined) return refused(noNames, talk);
  const problem = flags.resume === true ? unresumable(flags, settings) : undefined;
  if (problem) return refused(problem, talk);
  const named = namedJobs(names, flags.names);
  const jobs = flags.resume === true && flags.output !== undefined ? await resumed(named, flags.output) : ok(named);
  if (!jobs.ok) return refused(jobs.problem, talk);
  const domain = await planOf(flags, settings);
  if (!domain.ok) return refused(domain.problem, talk);
  if (flags.diff !== undefined) {
    if (flags.dns !== undefined || flags.resume === true) return refused(sourcesNamed, talk);
    const { runDomainDiff } = await import("./domain-diff.ts");
    return runDomainDiff({ jobs: jobs.value, plan: domain.value, sources: flags.diff }, settings, talk);
  }
  const work = { jobs: jobs.value, total: names.length, aheadMax: DOMAINS_AHEAD, domain: domain.value };
  return runJobs({ ...work, append: flags.resume === true }, settings, talk);
}

/** Each line of the output says that its name is done: so only what is written by lines to a file can be gone on with. */
function unresumable({ output }: DomainFlags, { format }: Settings): Problem | undefined {
  return output !== undefined && format === "ndjson" ? undefined : noJournal;
}

const noJournal: Problem = {
  code: "usage-wrong",
  message: { en: "--resume goes on with a file of lines, and there is none.", zh: "--resume 需要一个按行写出的结果文件。" },
  hint: { en: "Write with --format ndjson --output FILE.", zh: "请同时使用 --format ndjson --output 文件。" },
};

const sourcesNamed: Problem = {
  code: "usage-wrong",
  message: { en: "--diff goes with neither --dns nor --resume.", zh: "--diff 不能与 --dns 或 --resume 同时使用。" },
  hint: { en: "Name both sources behind --diff.", zh: "请在 --diff 后写出两个来源。" },
};

async function planOf(flags: DomainFlags, { witness, book, senders: configured }: Settings): Promise<Result<DomainPlan>> {
  const { dns = "live", selector = [], ip = [], helo, senders: file } = flags;
  const sender = connectionsSender(flags);
  if (!sender.ok) return sender;
  const providers = readProviders(book.tables["esps"]).map(({ id }) => id);
  const senders = file === undefined ? ok(configured) : await readSenders(file, providers);
  if (!senders.ok) return senders;
  const { nowMs } = witness;
  return ok({ dns, selectors: selector, ips: ip, helo, mailFrom: sender.value, senders: senders.value, nowMs });
}

/** The envelope's sender of the connections that the flags name; a problem where one of them cannot be. */
function connectionsSender({ ip = [], helo, mailFrom }: DomainFlags): Result<string | undefined> {
  if (mailFrom !== undefined && ip.length === 0) return failed(noAddress);
  for (const each of ip) {
    const envelope = givenEnvelope({ ip: each, helo, mailFrom });
    if (!envelope.ok) return envelope;
  }
  return ok(mailFrom?.replace(/^<(.*)>$/, "$1"));
}

const noAddress: Problem = {
  code: "usage-wrong",
  message: { en: "A sender is named, and no address that it sends from.", zh: "指定了发件人，却没有发信地址。" },
  hint: { en: "Give the address with --ip.", zh: "请用 --ip 给出地址。" },
};

const noNames: Problem = {
  code: "usage-wrong",
  message: { en: "No domain was named.", zh: "没有指定域名。" },
  hint: {
    en: "Name domains, or a file of them, one a line: mailworthy domain example.com, mailworthy domain --names FILE",
    zh: "请写出域名，或给出每行一个域名的文件：mailworthy domain example.com，mailworthy domain --names 文件",
  },
};
