import type { Text } from "../model/language.ts";
import type { Plan } from "../world/plan.ts";

/**
 * Where two plans are built in another way, so that the same seed does not mean the same chance. Mailbox providers draw their
 * days by their names, domains and cohorts what befalls them by their place in the plan.
 */
export function unpairedIn(a: Plan, b: Plan): readonly Text[] {
  const notes = [
    ...apart("mailbox providers", "邮箱服务商", providerNames(a), providerNames(b)),
    ...apart("campaigns", "任务", campaignNames(a), campaignNames(b)),
    ...apart("domains", "域名", domainNames(a), domainNames(b)),
    ...apart("IPs", "发信 IP", poolNames(a), poolNames(b)),
  ];
  if (a.tickHours !== b.tickHours) notes.push(ticks);
  if (a.startDay !== b.startDay) notes.push(start);
  const [ofA, ofB] = [streamsOf(a), streamsOf(b)];
  const first = ofA.findIndex((stream, at) => ofB[at] !== stream);
  if (first >= 0 || ofB.length > ofA.length) notes.push(streamsFrom(first >= 0 ? first : ofA.length));
  return notes;
}

function providerNames({ providers }: Plan): readonly string[] {
  return providers.map(({ id }) => id);
}

function campaignNames({ campaigns }: Plan): readonly string[] {
  return campaigns.map(({ name }) => name);
}

function domainNames({ domains }: Plan): readonly string[] {
  return domains.map(({ name }) => name);
}

function poolNames({ pools }: Plan): readonly string[] {
  return pools.map(({ name, kind }) => `${name} (${kind})`);
}

/** What each campaign mails, cohort by cohort: chance goes by the place in this list. */
function streamsOf({ campaigns, cohorts, lists, providers }: Plan): readonly string[] {
  return campaigns.flatMap(({ list }) =>
    cohorts
      .filter((cohort) => cohort.list === list)
      .map(({ provider, tier, size }) => JSON.stringify([lists[list], providers[provider]?.id, tier, size])),
  );
}

/** Names told of each plan; more are counted. */
const NAMES_MAX = 5;

function apart(what: string, zh: string, a: readonly string[], b: readonly string[]): readonly Text[] {
  const onlyA = a.filter((name) => !b.includes(name));
  const onlyB = b.filter((name) => !a.includes(name));
  if (onlyA.length === 0 && onlyB.length === 0) return [];
  const [inA, inB] = [told(onlyA), told(onlyB)];
  return [
    {
      en: `The plans differ in their ${what}: ${[inA && `A alone has ${inA}`, inB && `B alone has ${inB}`].filter(Boolean).join("; ")}.`,
      zh: `两个方案的${zh}不同：${[inA && `仅 A 有 ${inA}`, inB && `仅 B 有 ${inB}`].filter(Boolean).join("；")}。`,
    },
  ];
}

function told(names: readonly string[]): string {
  const more = names.length > NAMES_MAX ? `, … (${names.length})` : "";
  return `${names.slice(0, NAMES_MAX).join(", ")}${more}`;
}

const ticks: Text = {
  en: "One plan is played by the day and the other by the hour: what becomes of mails is not drawn with the same numbers.",
  zh: "一个方案按天推进，另一个按小时推进：邮件去向不使用相同的随机数。",
};

const start: Text = {
  en: "The plans begin on other days: days are counted from the start of each.",
  zh: "两个方案的开始日期不同：天数各从自己的开始日算起。",
};

function streamsFrom(place: number): Text {
  return {
    en: `Whom the plans mail differs from cohort ${place + 1} on: what becomes of mails there is not drawn with the same numbers.`,
    zh: `从第 ${place + 1} 个收件人分群起，两个方案的收件人不同：此后的邮件去向不使用相同的随机数。`,
  };
}
