import { grouped, percent } from "../model/figures.ts";
import type { Text } from "../model/language.ts";
import type { Constraint, SimulationReport, SimulationWarning } from "../model/simulation.ts";
import { warningThresholds } from "../model/thresholds.ts";
import type { Plan } from "../world/plan.ts";
import { dateAt } from "./dates.ts";
import type { Mishap, Risk } from "./risks.ts";

const { firstDayMails, warmUpDays, bounceShareMax, complaintShareMax, complaintShareSafe, riskShareMin, riskShareError } =
  warningThresholds;

type Figures = Omit<SimulationReport, "warnings">;

/** A warning, and whether a plan and its figures call for it. */
type Warn = (plan: Plan, report: Figures, risks: readonly Risk[]) => SimulationWarning | undefined;

/** What a planner should know before the first mail goes out, in the order of the clauses of the standard. */
export function warningsOf(plan: Plan, report: Figures, risks: readonly Risk[]): readonly SimulationWarning[] {
  return warns.flatMap((warn) => warn(plan, report, risks) ?? []);
}

const firstDay: Warn = ({ domains }, { daily: [first] }) => {
  const domain = first?.domains.find(({ accepted }, at) => accepted.p50 >= firstDayMails && (domains[at]?.goodBefore ?? 0) === 0);
  return (
    domain && {
      id: "first-day-volume",
      severity: "error",
      clause: 27,
      message: {
        en: `${domain.domain} sends ${grouped(domain.accepted.p50)} mails on its first day: ${grouped(firstDayMails)} without warm-up is refused or filed as spam by strict providers. Begin with the day plan (schedule: platform).`,
        zh: `${domain.domain} 第一天就发送 ${grouped(domain.accepted.p50)} 封：未预热即发 ${grouped(firstDayMails)} 封，严格的邮箱服务商会拒收或判为垃圾邮件。请先按预热计划发送（schedule: platform）。`,
      },
    }
  );
};

const shortWarmUp: Warn = ({ domains }, { daily }) => {
  for (const [at, { name, goodBefore }] of domains.entries()) {
    const mails = daily.map((day) => day.domains[at]?.accepted.p50 ?? 0);
    const days = mails.findLastIndex((accepted) => accepted > 0) + 1;
    let all = 0;
    for (const accepted of mails) all += accepted;
    if (goodBefore === 0 && days < warmUpDays && all >= firstDayMails) return warmUpWarning(name, all, days);
  }
  return undefined;
};

function warmUpWarning(domain: string, mails: number, days: number): SimulationWarning {
  return {
    id: "warm-up-short",
    severity: "warning",
    clause: 28,
    message: {
      en: `${domain} is new and sends about ${grouped(mails)} mails within ${days === 1 ? "a day" : `${days} days`}. Warm it up for at least a month, and watch opens and complaints on the way.`,
      zh: `新域名 ${domain} 在 ${days} 天内发送约 ${grouped(mails)} 封。请至少预热一个月，并在此期间关注打开率和投诉率。`,
    },
  };
}

const bounces: Warn = (_, { totals }) => {
  const share = totals.bouncedHard.p50 / Math.max(1, totals.accepted.p50);
  if (share <= bounceShareMax) return undefined;
  return {
    id: "bounce-share-high",
    severity: "error",
    clause: 31,
    message: {
      en: `${percent(share)} of the mails go to addresses that do not exist; at most ${percent(bounceShareMax)} is advised. Clean the list before the first mail.`,
      zh: `${percent(share)} 的邮件发往不存在的地址，建议不超过 ${percent(bounceShareMax)}。请在发送前清理名单。`,
    },
  };
};

const riskWarning =
  (mishap: Mishap, clause: number, say: (risk: Said) => Text): Warn =>
  (plan, _, risks) => {
    const [risk, ...others] = risks
      .filter((each) => each.mishap === mishap && each.share >= riskShareMin)
      .sort((a, b) => b.share - a.share);
    if (!risk) return undefined;
    const severity = risk.share >= riskShareError && mishap !== "lowered" ? "error" : "warning";
    const said = { domain: risk.domain, share: percent(risk.share), date: dateAt(plan, risk.day) };
    return { id: mishap, severity, clause, message: withOthers(say(said), others.length) };
  };

/** The worst of several domains is told, and how many others are at risk. */
function withOthers({ en, zh }: Text, others: number): Text {
  if (others === 0) return { en, zh };
  return {
    en: `${en} ${others === 1 ? "One other domain is" : `${others} other domains are`} at the same risk, less often.`,
    zh: `${zh}另有 ${others} 个域名面临同样风险，概率较低。`,
  };
}

/** A risk in words: the date is that of the median among the replications in which it happens. */
interface Said {
  readonly domain: string;
  readonly share: string;
  readonly date: string;
}

const stopped = riskWarning("stopped-listed", 27, ({ domain, share, date }) => ({
  en: `In ${share} of replications ${domain} reaches the share of listed addresses at which sending stops, about ${date}: too many of its addresses are on the shared blocklist.`,
  zh: `在 ${share} 的重复中，${domain} 于 ${date} 前后达到停止发送的黑名单占比：名单中有过多地址已在共享黑名单内。`,
}));

const dayBlock = riskWarning("day-block", 8, ({ domain, share, date }) => ({
  en: `In ${share} of replications ${domain} is blocked for the rest of a day, about ${date}: its bounces are over the limit, and what its batches had left fails.`,
  zh: `在 ${share} 的重复中，${domain} 于 ${date} 前后当天被暂停发送：退信率超出上限，批量任务中未发出的邮件计为失败。`,
}));

const paused = riskWarning("account-paused", 8, ({ share, date }) => ({
  en: `In ${share} of replications the platform pauses the account, about ${date}: its bounces or complaints are over the limit, and nothing is sent until the platform lifts the pause.`,
  zh: `在 ${share} 的重复中，平台于 ${date} 前后暂停整个账号：退信或投诉超出上限，解除之前无法发送任何邮件。`,
}));

const lowered = riskWarning("lowered", 8, ({ domain, share, date }) => ({
  en: `In ${share} of replications ${domain} loses a reputation level, first about ${date}, and with it a part of its daily quota.`,
  zh: `在 ${share} 的重复中，${domain} 信誉等级下降（首次约在 ${date}），每日配额随之减少。`,
}));

const callsFail: Warn = (_, { totals }) => {
  const calls = totals.failedQuota.p50;
  if (calls === 0) return undefined;
  return {
    id: "calls-failed",
    severity: "warning",
    clause: 25,
    message: {
      en: `About ${grouped(calls)} calls fail with ExceedSendLimit: the schedule asks for more than the daily quota. Send less a day, or send as a batch, which waits in the cache queue.`,
      zh: `约有 ${grouped(calls)} 次调用因 ExceedSendLimit 失败：计划的发送量超出每日配额。请减少每日发送量，或改为批量发送（超出部分进入缓存队列）。`,
    },
  };
};

const late: Warn = (plan, { campaigns, totals, daily }) => {
  const all = campaigns.map((campaign, at) => ({ ...campaign, domain: plan.campaigns[at]?.domain ?? 0 }));
  const [campaign] = all.filter(({ completedShare }) => completedShare < 0.5).sort((a, b) => b.left.p50 - a.left.p50);
  if (!campaign) return undefined;
  const left = grouped(campaign.left.p50);
  const constraint = totals.failedDayBlock.p50 > 0 ? "day-block" : daily.at(-1)?.domains[campaign.domain]?.constraint;
  const advice = advices[constraint ?? "waiting"] ?? usualAdvice;
  return {
    id: "not-done",
    severity: "warning",
    clause: 7,
    message: {
      en: `${campaign.campaign} is not done within ${plan.days} ${plan.days === 1 ? "day" : "days"} in most replications: ${left} mails are left. ${advice.en}`,
      zh: `${campaign.campaign} 在多数重复中无法于 ${plan.days} 天内完成：还剩 ${left} 封。${advice.zh}`,
    },
  };
};

const usualAdvice: Text = {
  en: "Add domains or days, or ask for a higher limit of the account.",
  zh: "请增加域名或天数，或申请提高账号上限。",
};

/** What helps a campaign that is not done, by what holds its domain back at the end. */
const advices: Readonly<Partial<Record<Constraint, Text>>> = {
  "day-block": {
    en: "A block of the day ended it, and what that day still had to send failed: clean the list first.",
    zh: "当天停发使任务终止，当天未发出的邮件计为失败：请先清理名单。",
  },
  "stopped-listed": {
    en: "Sending was stopped for listed addresses: take them out of the list.",
    zh: "因黑名单地址过多而停止发送：请先从名单中移除这些地址。",
  },
  "account-paused": {
    en: "The platform paused the account: clean the list before the first mail.",
    zh: "平台已暂停账号：请在首次发送前清理名单。",
  },
  balance: { en: "The money on the account does not last: raise its balance.", zh: "账号余额不足：请充值。" },
  schedule: {
    en: "Its schedule asks for no more a day: write greater figures, or more days.",
    zh: "计划的每日发送量就是这么多：请提高数量或增加天数。",
  },
};

const capBinds: Warn = ({ platform: { accountDayMax } }, { daily }) => {
  const day = daily.find(({ domains }) => domains.some(({ constraint }) => constraint === "account-cap"));
  return day && accountDayMax !== undefined
    ? {
        id: "account-cap",
        severity: "info",
        clause: 7,
        message: {
          en: `From ${day.date} on the account's limit of ${grouped(accountDayMax)} a day binds, not the domain's level.`,
          zh: `自 ${day.date} 起，起限制作用的是账号每日 ${grouped(accountDayMax)} 封的上限，而不是域名等级。`,
        },
      }
    : undefined;
};

const tooFewIps: Warn = (_, { ipSizing }) => {
  const pool = ipSizing.find(({ ips, needed }) => ips < needed);
  return (
    pool && {
      id: "ips-few",
      severity: "warning",
      clause: 19,
      message: {
        en: `${pool.pool} has ${pool.ips} dedicated IPs; for the kinds of mail that share them the formula asks for ${pool.needed} (for ${Math.round(pool.neededUnrounded)} where it does not round rates up).`,
        zh: `${pool.pool} 有 ${pool.ips} 个独立 IP，共用它们的场景需要 ${pool.needed} 个（速率不向上取整时为 ${Math.round(pool.neededUnrounded)} 个）。`,
      },
    }
  );
};

const complaints: Warn = (_, { totals }) => {
  const share = totals.complained.p50 / Math.max(1, totals.inbox.p50);
  if (share < complaintShareMax) return undefined;
  return {
    id: "complaint-share-high",
    severity: "error",
    clause: 8,
    message: {
      en: `${percent(share)} of the mails in the inbox are reported as spam; Gmail and Yahoo want less than ${percent(complaintShareMax)}, and ${percent(complaintShareSafe)} to be safe.`,
      zh: `收件箱中 ${percent(share)} 的邮件被举报为垃圾邮件；Gmail 和 Yahoo 要求低于 ${percent(complaintShareMax)}，稳妥起见应低于 ${percent(complaintShareSafe)}。`,
    },
  };
};

const warns: readonly Warn[] = [
  firstDay,
  shortWarmUp,
  stopped,
  dayBlock,
  paused,
  lowered,
  bounces,
  complaints,
  callsFail,
  capBinds,
  late,
  tooFewIps,
];
