import { availableParallelism } from "node:os";
import { catalog } from "../checks/catalog.ts";
import { buildRuleset, type Ruleset } from "../engine/ruleset.ts";
import type { Problem } from "../model/result.ts";
import { findInputs } from "../platform/inputs.ts";
import { type Mail, mailsOf } from "../platform/mails.ts";
import { keepYoungGenerationSmall } from "../platform/memory.ts";
import { styleFor } from "../render/style.ts";
import { added, emptyTally, renderTally, type Tally } from "../render/tally.ts";
import { idleWaiverLine } from "../render/waivers.ts";
import { type Judging, judgeMail, type Said, sayFault, type Worst, worsts } from "./judge-mail.ts";
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

/**
 * From so many mails on, workers gain more time than it takes to start and warm them. Two took 0.4 s more processor time
 * than one thread for 40 templates of 20 KB, and 0.8 s more for 160, which one thread judged in 1.6 s.
 */
const MAILS_FOR_WORKERS = 100;

/** More workers would wait for the thread that writes. */
const WORKERS_MAX = 8;

/** Mails on their way for each worker: enough that none waits for the next, few enough that reports do not pile up. */
const AHEAD_PER_WORKER = 4;

/** Bytes of streamed mails on their way; past it one at a time. */
const AHEAD_BYTES_MAX = 67_108_864;

/** `mailworthy check`: judges every input, writes reports in input order as they are done, and returns the exit code. */
export async function runCheck(args: readonly string[], settings: Settings, talk: Talk): Promise<number> {
  const ruleset = buildRuleset(settings.book, catalog, settings.profile, settings.overrides);
  if (!ruleset.ok) return refused(settings.placed(ruleset.problem), talk);
  const output = await openOutput(talk.output);
  if (!output.ok) return refused(output.problem, talk);
  const run = new Run(settings, talk, ruleset.value, output.value);
  return run.all(args);
}

function refused(problem: Problem, { fail }: Talk): number {
  fail(problem);
  return 2;
}

/** One run over many mails: what was written so far, and the worst of it. */
class Run {
  private tally: Tally = emptyTally;
  private total = 0;
  private worst: Worst = "none";
  /** Waivers by number: whether any finding had to do with them. */
  private readonly waiverUse = new Map<number, boolean>();
  /** Mails on their way, in order: each is over when its report is written. */
  private readonly ahead: Promise<void>[] = [];
  private aheadBytes = 0;
  private pool: Pool | undefined;
  private readonly judging: Judging;
  private readonly progress: Progress;
  private readonly settings: Settings;
  private readonly talk: Talk;
  private readonly ruleset: Ruleset;
  private readonly output: Output;

  constructor(settings: Settings, talk: Talk, ruleset: Ruleset, output: Output) {
    this.settings = settings;
    this.talk = talk;
    this.ruleset = ruleset;
    this.output = output;
    this.judging = judgingOf(settings, talk);
    this.progress = progressOn(process.stderr, () => this.total, talk.quiet);
  }

  async all(args: readonly string[]): Promise<number> {
    const { as, format } = this.settings;
    if (format === "json") await this.output.write("[");
    // Names are small: all are found first, so that progress knows how far it is.
    const inputs = await Array.fromAsync(findInputs(args, as));
    this.total = inputs.length;
    try {
      await this.sendAll(mailsOf(inputs, as));
      await Promise.all(this.ahead);
    } finally {
      await this.pool?.end();
    }
    const problem = await this.close();
    if (problem) return refused(problem, this.talk);
    return { none: 0, findings: 1, input: 2, fault: 70 }[this.worst];
  }

  private async sendAll(mails: AsyncIterable<Mail>): Promise<void> {
    let count = 0;
    for await (const mail of mails) {
      if (this.output.isClosed()) return;
      count++;
      this.total = Math.max(this.total, count);
      // One mbox file may hold any number of mails.
      if (count === MANY) keepYoungGenerationSmall();
      await this.send(mail);
    }
  }

  /** Sends a mail on its way, and waits until there is room for the next. */
  private async send(mail: Mail): Promise<void> {
    const workers = this.workers();
    if (workers > 1) this.pool ??= (await import("./pool.ts")).openPool(workers, this.judging);
    const over = this.written(mail, this.ahead.at(-1));
    // Whoever waits for it is told; until then nobody has to.
    over.catch(() => undefined);
    this.ahead.push(over);
    const aheadMax = this.pool ? workers * AHEAD_PER_WORKER : 1;
    while (this.ahead.length >= aheadMax || this.aheadBytes > AHEAD_BYTES_MAX) await this.ahead.shift();
  }

  private workers(): number {
    const { workers } = this.settings;
    if (workers !== undefined) return workers;
    return this.total < MAILS_FOR_WORKERS ? 1 : Math.min(availableParallelism(), WORKERS_MAX);
  }

  /** Judges a mail, and writes its report once those before it are written. */
  private async written(mail: Mail, before: Promise<void> | undefined): Promise<void> {
    const bytes = mail.from === "stream" ? mail.sizeBytes : 0;
    this.aheadBytes += bytes;
    const judged = this.judged(mail);
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

  /** A fault of ours costs one mail its report, and no other. */
  private async judged(mail: Mail): Promise<Said> {
    try {
      return await (this.pool ? this.pool.judge(mail) : judgeMail(mail, this.ruleset, this.judging));
    } catch (fault) {
      return sayFault(mail, fault, this.judging);
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

function judgingOf(settings: Settings, { colour, quiet }: Talk): Judging {
  const { profile, overrides, waivers, own, type, subject, data, dialects, witness, format, failOn, lang } = settings;
  return { profile, overrides, waivers, own, type, subject, data, dialects, witness, format, failOn, lang, colour, quiet };
}

function worse(a: Worst, b: Worst): Worst {
  return worsts.indexOf(a) >= worsts.indexOf(b) ? a : b;
}
