import { writeFile } from "node:fs/promises";
import type { Recording } from "../collect/recording.ts";
import { ok, type Problem } from "../model/result.ts";
import { type DomainFlags, planFrom } from "./domain-flags.ts";
import { namedJobs, noNames } from "./domain-names.ts";
import { type DomainPlan, toolsFor } from "./domain-plan.ts";
import type { Job } from "./job.ts";
import { unwritable } from "./output.ts";
import { type Resumed, resumed } from "./resume.ts";
import { refused, runJobs, type Talk } from "./run.ts";
import { dropOptions, noteOptions, runOptions } from "./run-options.ts";
import type { Settings } from "./settings.ts";

/** Domains that a thread has at hand at the same time; how many of them it asks about it settles itself. */
const DOMAINS_AHEAD = 200;

/** Each worker asks for itself what domains share: a few hundred questions that so many domains make worth it. */
const DOMAINS_FOR_WORKERS = 2_000;

/** `mailworthy domain`: asks the DNS about every domain, and judges what it says. */
export async function runDomain(names: readonly string[], flags: DomainFlags, settings: Settings, talk: Talk): Promise<number> {
  const problem = requestProblem(names, flags, settings);
  if (problem) return refused(problem, talk);
  const domain = await planFrom(flags, settings);
  if (!domain.ok) return refused(domain.problem, talk);
  const named = namedJobs(names, flags.names);
  if (flags.diff !== undefined) {
    const { runDomainDiff } = await import("./domain-diff.ts");
    return runDomainDiff({ jobs: named, plan: domain.value, sources: flags.diff }, settings, talk);
  }
  const tools = await toolsFor(domain.value);
  if (!tools.ok) return refused(tools.problem, talk);
  const code = await judgeAll(named, { flags, plan: domain.value, total: names.length }, settings, talk);
  const unwritten = flags.record === undefined ? undefined : await writeRecording(flags.record, tools.value.recording());
  return unwritten ? refused(unwritten, talk) : code;
}

interface Request {
  readonly flags: DomainFlags;
  readonly plan: DomainPlan;
  /** How many domains are named by the command line itself. */
  readonly total: number;
}

/** Judges every domain, or those that an earlier run has left; what they are judged with is noted for the next. */
async function judgeAll(
  named: AsyncGenerator<Job>,
  { flags, plan, total }: Request,
  settings: Settings,
  talk: Talk,
): Promise<number> {
  const { record, output, resume = false } = flags;
  const options = runOptions(flags, settings);
  const isResumed = resume && output !== undefined;
  const jobs = isResumed ? await resumed(named, { output, options, settings }) : ok<Resumed>({ jobs: named, worst: "none" });
  if (!jobs.ok) return refused(jobs.problem, talk);
  const journal = isJournal(flags, settings) ? output : undefined;
  if (journal !== undefined) await noteOptions(journal, options);
  const work = {
    ...jobs.value,
    total,
    aheadMax: DOMAINS_AHEAD,
    workersFrom: DOMAINS_FOR_WORKERS,
    domain: plan,
    append: resume,
  };
  // What workers are told stays with them.
  const code = await runJobs(work, record === undefined ? settings : { ...settings, workers: 1 }, talk);
  if (journal !== undefined) await dropOptions(journal);
  return code;
}

function requestProblem(names: readonly string[], flags: DomainFlags, settings: Settings): Problem | undefined {
  if (names.length === 0 && flags.names === undefined) return noNames;
  if (flags.diff !== undefined && [flags.dns, flags.record, flags.resume].some((each) => each !== undefined)) return sourcesNamed;
  if (flags.propagation === true && !isLive(flags)) return notLive;
  return flags.resume === true && !isJournal(flags, settings) ? noJournal : undefined;
}

/** Each line of the output says that its name is done: only what is written so can be gone on with. */
function isJournal({ output }: DomainFlags, { format }: Settings): boolean {
  return output !== undefined && format === "ndjson";
}

/** Servers are held against each other as they are, not as a file says. */
function isLive({ dns = "live", overlay, diff, record }: DomainFlags): boolean {
  return dns === "live" && [overlay, diff, record].every((each) => each === undefined);
}

const notLive: Problem = {
  code: "usage-wrong",
  message: {
    en: "--propagation asks the servers themselves, and answers come from a file.",
    zh: "--propagation 要询问服务器本身，但应答来自文件。",
  },
  hint: {
    en: "Use it with --dns live, and without --overlay, --record and --diff.",
    zh: "请与 --dns live 一起使用，且不要同时使用 --overlay、--record、--diff。",
  },
};

const noJournal: Problem = {
  code: "usage-wrong",
  message: { en: "--resume goes on with a file of lines, and there is none.", zh: "--resume 需要一个按行写出的结果文件。" },
  hint: { en: "Write with --format ndjson --output FILE.", zh: "请同时使用 --format ndjson --output 文件。" },
};

const sourcesNamed: Problem = {
  code: "usage-wrong",
  message: {
    en: "--diff goes with none of --dns, --record and --resume.",
    zh: "--diff 不能与 --dns、--record、--resume 同时使用。",
  },
  hint: { en: "Name both sources behind --diff.", zh: "请在 --diff 后写出两个来源。" },
};

async function writeRecording(file: string, recording: Recording): Promise<Problem | undefined> {
  try {
    await writeFile(file, `${JSON.stringify(recording, null, 1)}\n`);
    return undefined;
  } catch (fault) {
    return unwritable(file, fault);
  }
}
