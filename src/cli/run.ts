import { availableParallelism } from "node:os";
import { catalog } from "../checks/catalog.ts";
import { buildRuleset, type Ruleset } from "../engine/ruleset.ts";
import type { Problem } from "../model/result.ts";
import { keepYoungGenerationSmall } from "../platform/memory.ts";
import { styleFor } from "../render/style.ts";
import { added, emptyTally, renderTally, type Tally } from "../render/tally.ts";
import { idleWaiverLine } from "../render/waivers.ts";
import type { DomainPlan } from "./domain-plan.ts";
import type { Job } from "./job.ts";
import { type Judging, judgeJob, type Said, sayFault, type Worst, worse } from "./judge-job.ts";
import { type Output, openOutput } from "./output.ts";
import type { Pool } from "./pool.ts";
import { type Progress, progressOn } from "./progress.ts";
import type { Settings } from "./settings.ts";

/** How a run talks to the world, beside its reports. */
export interface Talk {
  readonly colour: "colour" | "plain";
  readonly output: string | undefined;
  readonly quiet: boolean;
  readonly fail: (problem: Problem) => void;
}

/** Runs this long are worth a slower start for a flat memory. */
const MANY = 20;

/** More workers would wait for the thread that writes. */
const WORKERS_MAX = 8;

/** Jobs on their way for each worker: enough that none waits for the next, few enough that reports do not pile up. */
const AHEAD_PER_WORKER = 4;

/** Bytes of streamed mails on their way; past it one at a time. */
const AHEAD_BYTES_MAX = 67_108_864;

/** What is to be judged, and how many at a time where no workers are. */
export interface Work {
  readonly jobs: AsyncIterable<Job>;
  /** How many jobs there are, as far as it is known. */
  readonly total: number;
  /** Jobs on their way in one thread: more than one where each waits for answers. */
  readonly aheadMax: number;
  /** Workers are started from so many jobs on, unless a number of them is asked for. */
  readonly workersFrom: number;
  /** Everything that judging goes by beside the settings. */
  readonly domain?: DomainPlan;
  /** Writes behind what the output holds already. */
  readonly append?: boolean;
  /** What the output holds already makes of the exit code. */
  readonly worst?: Worst;
}

/** Judges every job, writes reports in the jobs' order as they are done, and returns the exit code. */
export async function runJobs(work: Work, settings: Settings, talk: Talk): Promise<number> {
  const ruleset = buildRuleset(settings.book, catalog, settings.profile, settings.overrides);
  if (!ruleset.ok) return refused(settings.placed(ruleset.problem), talk);
  const output = await openOutput(talk.output, work.append === true ? "append" : "anew");
  if (!output.ok) return refused(output.problem, talk);
  return new Run(work, settings, talk, { ruleset: ruleset.value, output: output.value }).all();
}

/** Tells why nothing is judged; the exit code of a wrong request. */
export function refused(problem: Problem, { fail }: Talk): number {
  fail(problem);
  return 2;
}

/** One run over many jobs: what was written so far, and the worst of it. */
class Run {
  private tally: Tally = emptyTally;
  private total = 0;
  private worst: Worst;
  /** Waivers by number: whether any finding had to do with them. */
  private readonly waiverUse = new Map<number, boolean>();
  /** Jobs on their way, in order: each is over when its report is written. */
  private readonly ahead: Promise<void>[] = [];
  private aheadBytes = 0;
  private pool: Pool | undefined;
  private readonly work: Work;
  private readonly judging: Judging;
  private readonly progress: Progress;
  private readonly settings: Settings;
  private readonly talk: Talk;
  private readonly ruleset: Ruleset;
  private readonly output: Output;

  constructor(work: Work, settings: Settings, talk: Talk, tools: { readonly ruleset: Ruleset; readonly output: Output }) {
    this.work = work;
    this.total = work.total;
    this.worst = work.worst ?? "none";
    this.settings = settings;
    this.talk = talk;
    this.ruleset = tools.ruleset;
    this.output = tools.output;
    this.judging = judgingOf(settings, talk, work.domain);
    this.progress = progressOn(process.stderr, () => this.total, talk.quiet);
  }

  async all(): Promise<number> {
    if (this.settings.format === "json") await this.output.write("[");
    try {
      await this.sendAll();
      await Promise.all(this.ahead);
    } finally {
      await this.pool?.end();
    }
    const problem = await this.close();
    if (problem) return refused(problem, this.talk);
    return { none: 0, findings: 1, input: 2, fault: 70 }[this.worst];
  }

  private async sendAll(): Promise<void> {
    let count = 0;
    for await (const job of this.work.jobs) {
      if (this.output.isClosed()) return;
      count++;
      this.total = Math.max(this.total, count);
      // One mbox file may hold any number of mails. Domains that wait for answers live longer, and would be copied over and over.
      if (count === MANY && this.work.domain === undefined) keepYoungGenerationSmall();
      await this.send(job);
    }
  }

  /** Sends a job on its way, and waits until there is room for the next. */
  private async send(job: Job): Promise<void> {
    const workers = this.workers();
    if (workers > 1)
      this.pool ??= (await import("./pool.ts")).openPool({ workers, jobsPerWorker: this.work.aheadMax }, this.judging);
    const over = this.written(job, this.ahead.at(-1));
    // Whoever waits for it is told; until then nobody has to.
    over.catch(() => undefined);
    this.ahead.push(over);
    const aheadMax = this.work.aheadMax * (this.pool ? workers * AHEAD_PER_WORKER : 1);
    while (this.ahead.length >= aheadMax || this.aheadBytes > AHEAD_BYTES_MAX) await this.ahead.shift();
  }

  private workers(): number {
    const { workers } = this.settings;
    if (workers !== undefined) return workers;
    return this.total < this.work.workersFrom ? 1 : Math.min(availableParallelism(), WORKERS_MAX);
  }

  /** Judges a job, and writes its report once those before it are written. */
  private async written(job: Job, before: Promise<void> | undefined): Promise<void> {
    const bytes = job.from === "stream" ? job.sizeBytes : 0;
    this.aheadBytes += bytes;
    const judged = this.judged(job);
    await before;
    const { text, tally, worst, waivers } = await judged;
    this.aheadBytes -= bytes;
    this.worst = worse(this.worst, worst);
    for (const number of waivers.used) this.waiverUse.set(number, true);
    for (const number of waivers.idle) this.waiverUse.set(number, this.waiverUse.get(number) ?? false);
    this.progress.clear();
    await this.output.write(this.placed(text));
    this.tally = added(this.tally, tally);
    this.progress.show(this.tally.inputs);
  }

  /** A fault of ours costs one job its report, and no other. */
  private async judged(job: Job): Promise<Said> {
    try {
      return await (this.pool ? this.pool.judge(job) : judgeJob(job, this.ruleset, this.judging));
    } catch (fault) {
      return sayFault(job, fault, this.judging);
    }
  }

  /** A report with what stands before it. */
  private placed(text: string): string {
    if (this.settings.format !== "json") return text;
    return `${this.tally.inputs === 0 ? "\n" : ",\n"}${text}`;
  }

  private async close(): Promise<Problem | undefined> {
    this.progress.clear();
    const { format, lang } = this.settings;
    const { colour, quiet } = this.talk;
    if (format === "json") await this.output.write("\n]\n");
    if (format === "pretty" && !quiet) {
      await this.output.write(renderTally(this.tally, { lang, style: styleFor(colour) }));
      this.tellIdleWaivers();
    }
    return this.output.end();
  }

  /** A waiver that covers nothing any more can go; who reads reports by program does not want to hear of it. */
  private tellIdleWaivers(): void {
    for (const [number, waiver] of this.settings.waivers.entries())
      if (this.waiverUse.get(number) === false) process.stderr.write(`${idleWaiverLine(waiver, this.settings.lang)}\n`);
  }
}

function judgingOf(settings: Settings, { colour, quiet }: Talk, domain: DomainPlan | undefined): Judging {
  const { profile, overrides, waivers, own, type, subject, data, dialects, witness, format, failOn, lang } = settings;
  return {
    profile,
    overrides,
    waivers,
    own,
    type,
    subject,
    data,
    dialects,
    witness,
    format,
    failOn,
    lang,
    colour,
    quiet,
    domain,
  };
}
