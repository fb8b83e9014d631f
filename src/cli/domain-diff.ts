import { catalog } from "../checks/catalog.ts";
import { collectDomain } from "../collect/domain/collect-domain.ts";
import { domainQuestion } from "../collect/domain/question.ts";
import { analyze } from "../engine/analyze.ts";
import { differenceOf } from "../engine/difference.ts";
import type { JudgedDomain } from "../engine/observations.ts";
import { buildRuleset } from "../engine/ruleset.ts";
import { waive } from "../engine/waivers.ts";
import type { Difference } from "../model/difference.ts";
import { failed, ok, type Problem, type Result } from "../model/result.ts";
import { openWorld, type World } from "../platform/dns-source.ts";
import { shippedDomainTables } from "../platform/rule-book.ts";
import { isFor } from "../platform/waivers.ts";
import { differenceJson, renderDifference } from "../render/difference.ts";
import { styleFor } from "../render/style.ts";
import type { DomainPlan } from "./domain-plan.ts";
import type { Job } from "./job.ts";
import { openOutput } from "./output.ts";
import { refused, type Talk } from "./run.ts";
import type { Settings } from "./settings.ts";

/** The domains of a run, what is asked about each, and the two sources that are asked. */
export interface Comparison {
  readonly jobs: AsyncIterable<Job>;
  readonly plan: DomainPlan;
  readonly sources: readonly string[];
}

type Judge = (domain: string) => Promise<Difference>;

/** `mailworthy domain --diff`: judges every domain by both sources, and says which verdicts differ. 1 where one gets worse. */
export async function runDomainDiff(comparison: Comparison, settings: Settings, talk: Talk): Promise<number> {
  const judge = await judgeFor(comparison, settings);
  if (!judge.ok) return refused(settings.placed(judge.problem), talk);
  const output = await openOutput(talk.output, "anew");
  if (!output.ok) return refused(output.problem, talk);
  const isList = settings.format === "json";
  let worst: Worst = "same";
  let before = isList ? "[\n" : "";
  for await (const job of comparison.jobs) {
    const difference = await differenceFor(job, judge.value, talk);
    worst = worse(worst, difference === undefined ? "input" : worstOf(difference, settings));
    if (difference === undefined) continue;
    await output.value.write(`${before}${textOf(difference, settings, talk)}`);
    before = isList ? ",\n" : "";
  }
  if (isList) await output.value.write(before === "[\n" ? "[\n]\n" : "\n]\n");
  const problem = await output.value.end();
  return problem ? refused(problem, talk) : { same: 0, worse: 1, input: 2 }[worst];
}

/** What decides the exit code, from good to bad. */
const worsts = ["same", "worse", "input"] as const;
type Worst = (typeof worsts)[number];

function worse(a: Worst, b: Worst): Worst {
  return worsts.indexOf(a) >= worsts.indexOf(b) ? a : b;
}

/** Undefined for what is no domain, which is told. */
async function differenceFor(job: Job, judge: Judge, { fail }: Talk): Promise<Difference | undefined> {
  if (job.from === "dns") return judge(job.name);
  if (job.from === "nowhere") fail(job.problem);
  return undefined;
}

/** What is only worth knowing makes nothing worse; what could not be asked for is no comparison. */
function worstOf({ flips, unasked }: Difference, { failOn }: Settings): Worst {
  if (unasked.length > 0) return "input";
  const isWorse = flips.some(({ turn, severity }) => turn === "worse" && severity !== "info");
  return isWorse && failOn !== "never" ? "worse" : "same";
}

function textOf(difference: Difference, { format, lang }: Settings, { colour, quiet }: Talk): string {
  switch (format) {
    case "json":
      return differenceJson(difference, 2);
    case "ndjson":
      return `${differenceJson(difference, 0)}\n`;
    case "pretty":
      return quiet && difference.flips.length === 0 && difference.unasked.length === 0
        ? ""
        : renderDifference(difference, { lang, style: styleFor(colour) });
  }
}

async function judgeFor({ plan, sources }: Comparison, settings: Settings): Promise<Result<Judge>> {
  const { servers, overlay } = plan;
  const [first, second, third] = sources;
  if (first === undefined || second === undefined || third !== undefined) return failed(notTwo);
  // Servers go with the source that asks them; where neither does, that is told.
  const isAsked = sources.includes("live");
  const serversOf = (source: string): readonly string[] => (source === "live" || !isAsked ? servers : []);
  const old = await openWorld(first, { servers: serversOf(first) });
  const now = await openWorld(second, { servers: serversOf(second), ...(overlay !== undefined && { overlay }) });
  if (!old.ok) return old;
  if (!now.ok) return now;
  const judged = await judgedBy(plan, settings);
  if (!judged.ok) return judged;
  const by = judged.value;
  return ok(async (domain) => differenceOf(domain, await by(domain, old.value), await by(domain, now.value)));
}

/** Judges a domain as one source has it. */
async function judgedBy(
  plan: DomainPlan,
  { book, profile, overrides, waivers, type = "marketing", witness: { nowMs } }: Settings,
): Promise<Result<(domain: string, world: World) => Promise<JudgedDomain>>> {
  const tables = await shippedDomainTables();
  if (!tables.ok) return tables;
  const ruleset = buildRuleset(book, catalog, profile, overrides);
  if (!ruleset.ok) return ruleset;
  const rules = ruleset.value.rulesFor("domain", type);
  return ok(async (domain, { dns, policies, zone }) => {
    const document = await collectDomain(domainQuestion(domain, plan, tables.value, zone), dns, policies);
    const waiving = { waivers: waivers.filter((waiver) => isFor(waiver, domain)), nowMs };
    return { document, verdicts: waive(analyze(document, rules, type), waiving) };
  });
}

const notTwo: Problem = {
  code: "usage-wrong",
  message: { en: "--diff takes two sources of answers.", zh: "--diff 需要两个应答来源。" },
  hint: {
    en: "Name the domains first, then old and new: mailworthy domain example.com --diff live zone:new.zone",
    zh: "请先写域名，再写旧、新来源：mailworthy domain example.com --diff live zone:new.zone",
  },
};
