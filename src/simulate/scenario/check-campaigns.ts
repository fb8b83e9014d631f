import type { Text } from "../../model/language.ts";
import { limits } from "../../model/limits.ts";
import { type Context, sizeOf, unknownName } from "./context.ts";
import { dayNumber } from "./day-number.ts";
import { grouped, named, type Path, type ScenarioFault, valueFault } from "./fault.ts";
import { dayPlanOf, mailsByDay, mailsIn } from "./schedule.ts";
import type { WrittenCampaign, WrittenFigures } from "./written.ts";

/** What is wrong with campaigns: names, dates, and schedules that never end. */
export function campaignFaults(context: Context): readonly ScenarioFault[] {
  const campaigns = Object.entries(context.written.campaigns);
  return [
    ...campaigns.flatMap(([name, campaign]) => [
      ...nameFaults(context, ["campaigns", name], campaign),
      ...startFaults(context, ["campaigns", name, "start"], campaign),
      ...reviewFaults(context, ["campaigns", name, "templateSubmitted"], campaign),
      ...scheduleFaults(context, name, campaign),
    ]),
    ...circleFaults(context),
    ...senderFaults(context),
  ];
}

function nameFaults({ names }: Context, path: Path, { domain, list, after }: WrittenCampaign): readonly ScenarioFault[] {
  const faults: ScenarioFault[] = [];
  const look = (key: string, name: string, known: readonly string[], what: Text): void => {
    if (!known.includes(name)) faults.push(unknownName([...path, key], name, known, what));
  };
  look("domain", domain, names.domains, { en: "domain", zh: "域名" });
  look("list", list, names.lists, { en: "list", zh: "名单" });
  if (after !== undefined) look("after", after, names.campaigns, { en: "campaign", zh: "任务" });
  return faults;
}

function startFaults({ written, startDay: first }: Context, path: Path, { start }: WrittenCampaign): readonly ScenarioFault[] {
  const day = start === undefined ? undefined : dayNumber(start);
  if (first === undefined || day === undefined || (day >= first && day < first + written.days)) return [];
  const message =
    day < first
      ? {
          en: `"${start}" is before the scenario's start, ${written.start}.`,
          zh: `“${start}”早于方案的开始日期 ${written.start}。`,
        }
      : { en: `"${start}" is after the scenario's last day.`, zh: `“${start}”晚于方案的最后一天。` };
  return [valueFault(path, message, { en: "Choose a day within the scenario.", zh: "请选择方案期间内的日期。" })];
}

function reviewFaults(context: Context, path: Path, { templateSubmitted }: WrittenCampaign): readonly ScenarioFault[] {
  const { written, startDay: first, platform } = context;
  const day = templateSubmitted === undefined ? undefined : dayNumber(templateSubmitted);
  if (day === undefined || first === undefined || platform === undefined) return [];
  if (platform.templateReviewBusinessDays === undefined) {
    const message = { en: `The platform ${platform.id} reviews no templates.`, zh: `平台 ${platform.id} 不审核模板。` };
    return [valueFault(path, message, { en: "Take templateSubmitted out.", zh: "请去掉 templateSubmitted。" })];
  }
  if (day < first + written.days) return [];
  const message = {
    en: `"${templateSubmitted}" is after the scenario's last day: the review does not end within it.`,
    zh: `“${templateSubmitted}”晚于方案的最后一天：审核不会在期间内结束。`,
  };
  return [valueFault(path, message, { en: "Choose an earlier day.", zh: "请选择更早的日期。" })];
}

function scheduleFaults(context: Context, name: string, campaign: WrittenCampaign): readonly ScenarioFault[] {
  const { schedule } = campaign;
  const path: Path = ["campaigns", name, "schedule"];
  if (schedule === undefined || schedule === "as-allowed") return [];
  if (schedule !== "platform") return figureFaults(context, path, campaign, schedule);
  if (context.platform === undefined || dayPlanOf(context.platform) !== undefined) return [];
  const message = {
    en: `The platform ${context.platform.id} has no day plan.`,
    zh: `平台 ${context.platform.id} 没有按日发送计划。`,
  };
  return [valueFault(path, message, { en: "Use as-allowed, or write the figures.", zh: "请使用 as-allowed，或写出具体数量。" })];
}

function figureFaults(
  context: Context,
  path: Path,
  campaign: WrittenCampaign,
  schedule: WrittenFigures,
): readonly ScenarioFault[] {
  const { byDay, byHour } = schedule;
  if (byHour !== undefined && context.written.tick !== "hour")
    return [valueFault([...path, "byHour"], hoursUnderDays, hoursHint)];
  const figures = byDay ?? byHour;
  if (figures?.at(-1) === 0) {
    const at = [...path, byDay === undefined ? "byHour" : "byDay", figures.length - 1];
    return [valueFault(at, endsInZero, zeroHint)];
  }
  return rampFaults(context, path, campaign, schedule);
}

function rampFaults(context: Context, path: Path, campaign: WrittenCampaign, schedule: WrittenFigures): readonly ScenarioFault[] {
  const { from, factor, max } = schedule;
  if (from === undefined || factor === undefined) return [];
  if (max !== undefined && max < from) return [valueFault([...path, "max"], maxBelowFrom(max, from), maxHint)];
  if (!isEndless(context, campaign, schedule)) return [];
  if (factor <= 1) return [valueFault([...path, "factor"], neverEnds(campaign), rampHint)];
  const isCapped = max !== undefined && !isEndless(context, campaign, { from, factor });
  return [valueFault([...path, isCapped ? "max" : "factor"], tooSlow(campaign), isCapped ? cappedHint : slowHint)];
}

/**
 * Whether a ramp leaves mails of the list over, however long it goes on within the days that the scenario was written for;
 * who looks at fewer of them looks at its beginning.
 */
function isEndless(context: Context, { list, mailings = 1, start }: WrittenCampaign, schedule: WrittenFigures): boolean {
  const { written, daysPlanned } = context;
  const days = daysPlanned - Math.max(0, (dayNumber(start ?? written.start) ?? 0) - (dayNumber(written.start) ?? 0));
  const mails = mailsIn(mailsByDay(schedule, Math.max(1, days)), days);
  return mails < (sizeOf(context, list) ?? 0) * mailings;
}

const hoursUnderDays: Text = {
  en: "The schedule is by hour, and the clock steps by days.",
  zh: "计划按小时写，但时钟按天前进。",
};
const hoursHint: Text = { en: "Write tick: hour, or the schedule by day.", zh: "请写 tick: hour，或改为按日的计划。" };
const endsInZero: Text = {
  en: "The last figure of the schedule is 0: it holds for all days after, and the rest is never sent.",
  zh: "计划的最后一个数为 0：它适用于之后的每一天，余下的邮件永远不会发送。",
};
const zeroHint: Text = { en: "End with the mails of the days after.", zh: "请以之后每天的发送量结尾。" };
const rampHint: Text = { en: "Write a factor above 1, or a greater from.", zh: "请写大于 1 的 factor，或更大的 from。" };

function neverEnds({ list }: WrittenCampaign): Text {
  return {
    en: `The ramp does not grow, and never reaches the end of "${named([list])}" within the scenario.`,
    zh: `发送量不再增长，在方案期间内永远发不完“${named([list])}”。`,
  };
}

const maxHint: Text = { en: "Write a max of at least from, or leave it out.", zh: "max 应不小于 from，或去掉 max。" };
const cappedHint: Text = { en: "Write a greater max, or more days.", zh: "请写更大的 max，或增加天数。" };
const slowHint: Text = { en: "Write a greater factor or from, or more days.", zh: "请写更大的 factor 或 from，或增加天数。" };

function maxBelowFrom(max: number, from: number): Text {
  return {
    en: `The ramp has a max of ${grouped(max)} below its from of ${grouped(from)}.`,
    zh: `发送量的上限 max ${grouped(max)} 小于起点 from ${grouped(from)}。`,
  };
}

function tooSlow({ list }: WrittenCampaign): Text {
  return {
    en: `The ramp grows too slowly: it never reaches the end of "${named([list])}" within the scenario.`,
    zh: `发送量增长过慢，在方案期间内永远发不完“${named([list])}”。`,
  };
}

/** Campaigns that wait for each other in a circle: each circle is told once, where its first campaign stands. */
function circleFaults({ written: { campaigns } }: Context): readonly ScenarioFault[] {
  const done = new Set<string>();
  const faults: ScenarioFault[] = [];
  for (const name of Object.keys(campaigns)) {
    const way: string[] = [];
    let at: string | undefined = name;
    while (at !== undefined && !done.has(at)) {
      done.add(at);
      way.push(at);
      at = nextOf(campaigns, at);
    }
    const start = at === undefined ? -1 : way.indexOf(at);
    if (start !== -1) faults.push(circle(way.slice(start)));
  }
  return faults;
}

function nextOf(campaigns: Readonly<Record<string, WrittenCampaign>>, name: string): string | undefined {
  return Object.hasOwn(campaigns, name) ? campaigns[name]?.after : undefined;
}

function circle(names: readonly string[]): ScenarioFault {
  const [first = ""] = names;
  const way = named([[...names, first].join(" → ")]);
  return valueFault(
    ["campaigns", first, "after"],
    { en: `Campaigns wait for each other in a circle: ${way}.`, zh: `任务互相等待，形成循环：${way}。` },
    { en: "Take out one after.", zh: "请去掉其中一个 after。" },
  );
}

/** Lists that more domains mail than can be told apart. */
function senderFaults({ written }: Context): readonly ScenarioFault[] {
  const senders = new Map<string, Set<string>>();
  return Object.entries(written.campaigns).flatMap(([name, { list, domain }]) => {
    const domains = senders.get(list) ?? new Set();
    senders.set(list, domains);
    const isNew = !domains.has(domain);
    domains.add(domain);
    if (!isNew || domains.size !== limits.scenarioDomainsPerListMax + 1) return [];
    const most = grouped(limits.scenarioDomainsPerListMax);
    const message = {
      en: `More than ${most} domains mail the list "${named([list])}".`,
      zh: `向名单“${named([list])}”发信的域名超过 ${most} 个。`,
    };
    return [valueFault(["campaigns", name, "domain"], message, { en: "Part the list in two.", zh: "请将名单拆成两份。" })];
  });
}
