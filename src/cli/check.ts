import { catalog } from "../checks/catalog.ts";
import { judge } from "../engine/judge.ts";
import { buildRuleset, type Ruleset } from "../engine/ruleset.ts";
import { rejectedReport } from "../engine/summarize.ts";
import type { Source } from "../model/document.ts";
import type { FailOn } from "../model/formats.ts";
import type { Report } from "../model/report.ts";
import { failed, type Problem, type Result } from "../model/result.ts";
import { parseTemplate } from "../parse/parse-template.ts";
import { oversizedDocument } from "../parse/read-template.ts";
import { findInputs, type Input, type ReadInput, readInput } from "../platform/inputs.ts";
import { keepYoungGenerationSmall } from "../platform/memory.ts";
import { renderJson } from "../render/json.ts";
import { renderNdjson } from "../render/ndjson.ts";
import { renderPretty, type Saying } from "../render/pretty.ts";
import { counted, emptyTally, renderTally, type Tally } from "../render/tally.ts";
import { type Output, openOutput } from "./output.ts";
import { type Progress, progressOn } from "./progress.ts";
import type { Settings } from "./settings.ts";

/** How a run talks to the world, beside its reports. */
export interface Talk {
  readonly saying: Saying;
  readonly output: string | undefined;
  readonly quiet: boolean;
  readonly fail: (problem: Problem) => void;
}

/** A report with the texts its places lead into, which only people's formats show. */
interface Judged {
  readonly report: Report;
  readonly sources: readonly Source[];
}

/** Inputs read ahead while earlier ones are judged and written: enough to hide the disk, few enough to stay small. */
const AHEAD_MAX = 8;

/** Runs this long are worth a slower start for a flat memory. */
const MANY = 20;

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

/** One run over many inputs: what was written so far, and the worst of it. */
class Run {
  private tally: Tally = emptyTally;
  private total = 0;
  private worst: "none" | "findings" | "input" | "fault" = "none";
  private readonly ahead: Promise<Found>[] = [];
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
    this.progress = progressOn(process.stderr, () => this.total, talk.quiet);
  }

  async all(args: readonly string[]): Promise<number> {
    if (this.settings.format === "json") await this.output.write("[");
    // Names are small: all are found first, so that progress knows how far it is.
    const inputs = await Array.fromAsync(findInputs(args));
    this.total = inputs.length;
    if (inputs.length >= MANY) keepYoungGenerationSmall();
    for (const input of inputs) {
      if (this.output.isClosed()) break;
      this.ahead.push(readFound(input));
      if (this.ahead.length >= AHEAD_MAX) await this.writeNext();
    }
    while (this.ahead.length > 0) await this.writeNext();
    const problem = await this.close();
    if (problem) return refused(problem, this.talk);
    return { none: 0, findings: 1, input: 2, fault: 70 }[this.worst];
  }

  private async writeNext(): Promise<void> {
    const next = this.ahead.shift();
    if (!next) return;
    const { report, sources } = await this.judgedSafely(await next);
    this.worst = worse(this.worst, severityOf(report, this.settings.failOn));
    this.progress.clear();
    await this.output.write(this.rendered(report, sources));
    this.tally = counted(this.tally, report);
    this.progress.show(this.tally.inputs);
  }

  private rendered(report: Report, sources: readonly Source[]): string {
    const { lang } = this.settings;
    const isFirst = this.tally.inputs === 0;
    switch (this.settings.format) {
      case "ndjson":
        return `${renderNdjson(report, lang)}\n`;
      case "json":
        return `${isFirst ? "\n" : ",\n"}${renderJson(report, lang)}`;
      case "pretty":
        return this.talk.quiet && severityOf(report, this.settings.failOn) === "none"
          ? ""
          : `${renderPretty(report, sources, this.talk.saying)}\n`;
    }
  }

  private async close(): Promise<Problem | undefined> {
    this.progress.clear();
    if (this.settings.format === "json") await this.output.write("\n]\n");
    if (this.settings.format === "pretty" && !this.talk.quiet) await this.output.write(renderTally(this.tally, this.talk.saying));
    return this.output.end();
  }

  /** A fault of ours costs one input its report, and no other. */
  private async judgedSafely({ input, read }: Found): Promise<Judged> {
    try {
      return await this.judged(input.name, read);
    } catch (fault) {
      const problem = toolFault(input.name);
      return { report: { ...rejectedReport(input.name, this.setting(), problem), faults: [String(fault)] }, sources: [] };
    }
  }

  private setting() {
    const { profile, type } = this.settings;
    return { profile, type: type ?? "marketing", typeFrom: type ? "given" : "default" } as const;
  }

  private async judged(name: string, read: Result<ReadInput>): Promise<Judged> {
    const rejected = (problem: Problem): Judged => ({ report: rejectedReport(name, this.setting(), problem), sources: [] });
    if (!read.ok) return rejected(read.problem);
    if (read.value.kind === "oversized") return this.report(oversizedDocument(name, read.value.bytes, "template"));
    const { subject, data, dialects } = this.settings;
    const document = await parseTemplate({ name, ...read.value, subject, data, dialects });
    return document.ok ? this.report(document.value) : rejected(document.problem);
  }

  private report(document: Parameters<typeof judge>[0]): Judged {
    return { report: judge(document, this.ruleset, this.settings.type), sources: document.sources };
  }
}

/** An input with its bytes: what is read ahead. Documents are large, and only one is held at a time. */
interface Found {
  readonly input: Input;
  readonly read: Result<ReadInput>;
}

async function readFound(input: Input): Promise<Found> {
  return { input, read: input.kind === "missing" ? failed(input.problem) : await readInput(input) };
}

function toolFault(name: string): Problem {
  return {
    code: "tool-fault",
    message: {
      en: `${name} could not be judged: a fault in mailworthy, not in the mail.`,
      zh: `${name} 无法判断：是 mailworthy 的错误，不是邮件的问题。`,
    },
    hint: { en: "Please report it with this input.", zh: "请附上该输入报告此问题。" },
  };
}

type Worst = "none" | "findings" | "input" | "fault";
const order: readonly Worst[] = ["none", "findings", "input", "fault"];

function worse(a: Worst, b: Worst): Worst {
  return order.indexOf(a) >= order.indexOf(b) ? a : b;
}

function severityOf({ faults, verdict, findings }: Report, failOn: FailOn): Worst {
  if (faults.length > 0) return "fault";
  if (verdict === "unjudged") return "input";
  const counts = findings.some(({ severity }) => severity === "error" || (failOn === "warning" && severity === "warning"));
  return counts && failOn !== "never" ? "findings" : "none";
}
