import { type MailCounter, mailCounters } from "../../src/model/simulation.ts";
import { streamsIn } from "../../src/world/create.ts";
import { isLowered, isRaised, quotaOf } from "../../src/world/ladder.ts";
import { OUTCOMES_FROM } from "../../src/world/outcome.ts";
import type { Plan } from "../../src/world/plan.ts";
import { stageVolume } from "../../src/world/ramp.ts";
import { COUNTERS, counterAt } from "../../src/world/state.ts";
import { dayOf, isDayStart, ticksADay } from "../../src/world/time.ts";
import type { Call, Moment } from "./moments.ts";

/** Something that always holds, by its number in the list of invariants of the world model. */
export interface Invariant {
  readonly number: number;
  readonly says: string;
  /** Where it does not hold after a tick, given how things stood before it; undefined before the first. */
  readonly faults: (plan: Plan, now: Moment, before: Moment | undefined) => readonly string[];
}

/** Those that can be seen in one moment, or in two that follow each other. */
export const invariants: readonly Invariant[] = [
  {
    number: 1,
    says: "every mail that was taken up has one fate, or waits, at each domain and provider",
    faults: mailsWithoutFate,
  },
  { number: 1, says: "every recipient of a mailing is reached once, or still ahead, in each campaign", faults: recipientsLost },
  { number: 1, says: "counts are whole and not negative, and a cohort keeps its people", faults: countsThatAreNone },
  { number: 2, says: "a domain's accepted mails stay within the quota of the moment", faults: beyondQuota },
  { number: 2, says: "an account's accepted mails stay within its cap", faults: beyondCap },
  { number: 2, says: "the IPs of a pool send no more than the stage of their ramp", faults: beyondStage },
  { number: 3, says: "an account sends no faster than its rate", faults: beyondRate },
  { number: 3, says: "nobody gets more mails in an hour than the cap of the platform", faults: beyondRecipientCap },
  { number: 4, says: "nothing is delivered to who is listed, has unsubscribed, or does not exist", faults: wronglyDelivered },
  { number: 5, says: "an entry of the shared list lasts its days to the tick", faults: wronglyUnlisted },
  { number: 6, says: "a level is raised only by a rule that holds then, and below the last level", faults: wronglyRaised },
  { number: 6, says: "a level is lowered once, at a day's start, by the rules of the day before", faults: wronglyLowered },
  { number: 7, says: "flags are of mails that were delivered, and complaints of mails in the inbox", faults: flagsWithoutMail },
  { number: 8, says: "time goes on by one tick, and nobody is asked about another", faults: wrongTime },
  { number: 8, says: "nothing is written down of days to come", faults: knownBefore },
  { number: 12, says: "the money spent is the price of the mails, and within the balance", faults: wrongMoney },
  { number: 13, says: "the platform's counters of the day are the sums of what was written down", faults: wrongSums },
];

/** All that does not hold. */
export function faultsIn(plan: Plan, now: Moment, before: Moment | undefined): readonly string[] {
  return invariants.flatMap(({ number, says, faults }) =>
    faults(plan, now, before).map((fault) => `${number}: ${says}. In tick ${now.tick}: ${fault}`),
  );
}

/** Mails of a counter at a domain and provider, on some days; on all where none are named. */
export function mailsOf(
  plan: Plan,
  { ledger }: Pick<Moment, "ledger">,
  sender: number,
  counter: MailCounter,
  [from, until]: readonly [from: number, until: number] = [0, plan.days],
): number {
  const senders = plan.domains.length * plan.providers.length;
  let mails = 0;
  for (let day = from; day < until; day++) mails += ledger.counts[(day * senders + sender) * COUNTERS + counterAt(counter)] ?? 0;
  return mails;
}

function sendersOf({ domains, providers }: Plan): readonly number[] {
  return [...Array(domains.length * providers.length).keys()];
}

function sendersOfDomain({ providers }: Plan, domain: number): readonly number[] {
  return providers.map((_, provider) => domain * providers.length + provider);
}

function sum(numbers: readonly number[]): number {
  let all = 0;
  for (const each of numbers) all += each;
  return all;
}

/** One fault where two figures that should be the same are not. */
function unlessEqual(what: string, figure: number, expected: number, tolerance = 0): readonly string[] {
  return Math.abs(figure - expected) <= tolerance ? [] : [`${what} is ${figure}, not ${expected}`];
}

function unlessAtMost(what: string, figure: number, most: number): readonly string[] {
  return figure <= most ? [] : [`${what} is ${figure}, more than ${most}`];
}

const fates: readonly MailCounter[] = [
  "droppedUnsubscribed",
  "droppedOwnList",
  "droppedSharedList",
  "bouncedHard",
  "bouncedSoft",
  "bouncedSpam",
  "expired",
  "missing",
  "spam",
  "inbox",
];

function mailsWithoutFate(plan: Plan, now: Moment): readonly string[] {
  const streams = streamsIn(plan);
  return sendersOf(plan).flatMap((sender) => {
    const waits = streams.map(({ campaign, provider }, stream) => {
      const own = (plan.campaigns[campaign]?.domain ?? 0) * plan.providers.length + provider;
      return own === sender ? (now.waiting[stream] ?? 0) : 0;
    });
    const settled = sum(fates.map((fate) => mailsOf(plan, now, sender, fate)));
    return unlessEqual(`sender ${sender}: settled and waiting`, settled + sum(waits), mailsOf(plan, now, sender, "requested"));
  });
}

function recipientsLost(plan: Plan, now: Moment): readonly string[] {
  const streams = streamsIn(plan);
  const lost = streams.flatMap(({ campaign, cohort }, stream) => {
    const begun = now.world.campaigns[campaign]?.mailing ?? 0;
    const size = plan.cohorts[cohort]?.size ?? 0;
    const found = (now.reached[stream] ?? 0) + (now.ahead[stream] ?? 0);
    return unlessEqual(`stream ${stream}: reached and ahead`, found, begun * size);
  });
  const failed = sum(
    streams.map(({ campaign }, stream) => (now.world.campaigns[campaign]?.status === "failed" ? (now.ahead[stream] ?? 0) : 0)),
  );
  const written = sum(sendersOf(plan).map((sender) => mailsOf(plan, now, sender, "failedDayBlock")));
  const requested = sum(sendersOf(plan).map((sender) => mailsOf(plan, now, sender, "requested")));
  return [
    ...lost,
    ...unlessEqual("failed by a day's block", written, failed),
    ...unlessEqual("requested in all", requested, sum(now.reached)),
  ];
}

function countsThatAreNone(plan: Plan, now: Moment): readonly string[] {
  const wrong = now.ledger.counts.findIndex((count) => !Number.isInteger(count) || count < 0);
  const counter = mailCounters[wrong % COUNTERS];
  return [
    ...(wrong >= 0 ? [`${counter} at ${Math.floor(wrong / COUNTERS)} is ${now.ledger.counts[wrong]}`] : []),
    ...plan.cohorts.flatMap(({ size }, cohort) => unlessEqual(`cohort ${cohort}`, now.people[cohort] ?? 0, size)),
  ];
}

/** Mails that a domain's quota counts: since the day's start, or in the last 24 hours. */
function window({ platform, tickHours }: Plan, { tick, accepted }: Moment, domain: number): number {
  const ticks = ticksADay({ tickHours });
  const from = platform.dayKind === "rolling" ? tick - ticks + 1 : tick - (tick % ticks);
  return sum(accepted.slice(Math.max(0, from)).map((ofTick) => ofTick[domain] ?? 0));
}

function acceptedNow({ accepted, tick }: Moment, domain: number): number {
  return accepted[tick]?.[domain] ?? 0;
}

function beyondQuota(plan: Plan, now: Moment): readonly string[] {
  const { levelQuotas, dayPlan } = plan.platform;
  return now.world.domains.flatMap(({ level, daysSending }, domain) => {
    // A quota that was lowered may lie below what is out already; then nothing more may go.
    if (acceptedNow(now, domain) === 0) return [];
    const quota = levelQuotas ? quotaOf({ levelQuotas }, level) : Number.POSITIVE_INFINITY;
    const planned = dayPlan?.[Math.min(daysSending, dayPlan.length - 1)] ?? Number.POSITIVE_INFINITY;
    return unlessAtMost(`domain ${domain}: accepted of the day`, window(plan, now, domain), Math.min(quota, planned));
  });
}

function beyondCap(plan: Plan, { tick, accepted }: Moment): readonly string[] {
  const start = tick - (tick % ticksADay(plan));
  const today = sum(accepted.slice(start).map(sum));
  return unlessAtMost("accepted of the day", today, plan.platform.accountDayMax ?? Number.POSITIVE_INFINITY);
}

function beyondStage(plan: Plan, now: Moment, before: Moment | undefined): readonly string[] {
  const { ipRamp } = plan.platform;
  return plan.pools.flatMap(({ kind, ips }, pool) => {
    const stage = before?.world.poolStages[pool]?.stage;
    if (!ipRamp || kind !== "dedicated" || stage === undefined) return [];
    return unlessAtMost(`pool ${pool}`, now.world.poolAcceptedToday[pool] ?? 0, stageVolume(ipRamp, stage) * ips);
  });
}

function beyondRate(plan: Plan, { tick, accepted }: Moment): readonly string[] {
  const { ratePerSecondMax = Number.POSITIVE_INFINITY } = plan.platform;
  return unlessAtMost("accepted of the tick", sum(accepted[tick] ?? []), ratePerSecondMax * 3_600 * plan.tickHours);
}

function beyondRecipientCap(plan: Plan, now: Moment): readonly string[] {
  const { recipientHourMax } = plan.platform;
  if (recipientHourMax === undefined) return [];
  const streams = streamsIn(plan);
  return plan.domains.flatMap((_, domain) =>
    plan.cohorts.flatMap(({ size }, cohort) => {
      const mails = now.calls.map((call) => {
        const stream = call.kind === "reach" ? streams[call.of] : undefined;
        const isOurs = stream?.cohort === cohort && plan.campaigns[stream.campaign]?.domain === domain;
        return isOurs ? offered(call) : 0;
      });
      return unlessAtMost(`cohort ${cohort}`, sum(mails), size * recipientHourMax * plan.tickHours);
    }),
  );
}

/** Mails that a provider was offered for addresses that exist. */
function offered({ fates: met }: Call): number {
  return sum(met.slice(OUTCOMES_FROM));
}

function wronglyDelivered(_: Plan, { calls }: Moment): readonly string[] {
  return calls.flatMap((call) => {
    if (call.kind !== "reach" && call.kind !== "retry") return [];
    const what = `stream ${call.of}:`;
    const [unsubscribed = 0, , , hard = 0] = call.fates;
    return [
      ...unlessEqual(`${what} fates`, sum(call.fates), call.count),
      ...unlessAtMost(`${what} offered to providers`, offered(call), call.mailable),
      ...unlessAtMost(`${what} dropped for who unsubscribed`, unsubscribed, call.unsubscribed),
      ...unlessAtMost(`${what} bounced`, hard, call.invalid),
    ];
  });
}

function wronglyUnlisted(plan: Plan, { calls, listed }: Moment): readonly string[] {
  const ticks = (plan.platform.blocklistDays ?? 180) * ticksADay(plan);
  return calls.flatMap(({ kind, of, tick, count }) => {
    if (kind !== "unlist") return [];
    const made = listed[of]?.[tick - ticks] ?? 0;
    // Entries from before the beginning end on any day; all are over when their time is.
    const isKnown = tick > ticks || plan.cohorts[of]?.listedShare === 0;
    return isKnown ? unlessEqual(`cohort ${of}: ended`, count, made) : unlessAtMost(`cohort ${of}: entries of ours`, made, count);
  });
}

function wronglyRaised({ platform }: Plan, now: Moment): readonly string[] {
  return now.happenings.flatMap(({ kind, domain, level, today }) =>
    kind === "raised" && !isRaised(platform, level - 1, today) ? [`domain ${domain} is at level ${level} by no rule`] : [],
  );
}

function wronglyLowered(plan: Plan, now: Moment, before: Moment | undefined): readonly string[] {
  return now.world.domains.flatMap(({ level }, domain) => {
    const last = before?.world.domains[domain];
    const own = now.happenings.filter((happening) => happening.domain === domain);
    const raises = own.filter(({ kind }) => kind === "raised").length;
    const lowered = own.filter(({ kind }) => kind === "lowered").length;
    const isDue = last !== undefined && isDayStart(plan, now.tick) && last.level > 1 && isLowered(plan.platform, last.today);
    return [
      ...unlessEqual(`domain ${domain}: times lowered`, lowered, isDue ? 1 : 0),
      ...(last ? unlessEqual(`domain ${domain}: level`, level, last.level + raises - lowered) : []),
    ];
  });
}

function flagsWithoutMail(plan: Plan, now: Moment): readonly string[] {
  return sendersOf(plan).flatMap((sender) => {
    const of = (counter: MailCounter): number => mailsOf(plan, now, sender, counter);
    const what = (flag: string): string => `sender ${sender}: ${flag}`;
    return [
      ...unlessAtMost(what("opened by people"), of("openedHuman"), of("inbox") + of("spam")),
      ...unlessAtMost(what("opened by machines"), of("openedMachine"), of("inbox") + of("spam")),
      ...unlessAtMost(what("clicked or given up on"), of("clicked") + of("complained") + of("unsubscribed"), of("openedHuman")),
      ...unlessAtMost(
        what("clicked, complained or unsubscribed"),
        of("clicked") + of("complained") + of("unsubscribed"),
        of("inbox"),
      ),
    ];
  });
}

function wrongTime(_: Plan, now: Moment, before: Moment | undefined): readonly string[] {
  const asked = [...now.calls, ...now.happenings].filter(({ tick }) => tick !== now.tick);
  return [
    ...unlessEqual("the tick", now.world.tick, (before?.world.tick ?? 0) + 1),
    ...asked.map(({ kind, tick }) => `${kind} in tick ${tick}`),
  ];
}

function knownBefore(plan: Plan, { ledger, tick }: Moment): readonly string[] {
  const senders = plan.domains.length * plan.providers.length;
  const first = (dayOf(plan, tick) + 1) * senders * COUNTERS;
  const ahead = ledger.counts.findIndex((count, place) => place >= first && count !== 0);
  return ahead < 0 ? [] : [`a count of day ${Math.floor(ahead / (senders * COUNTERS))}`];
}

/** Of sums of money that were added up mail by mail. */
const MONEY_TOLERANCE = 1e-6;

function wrongMoney(plan: Plan, { world, ledger, accepted }: Moment): readonly string[] {
  const { pricePerMail, freeMails } = plan.platform;
  const price = Math.max(0, sum(accepted.map(sum)) - freeMails) * pricePerMail;
  const tolerance = MONEY_TOLERANCE * (1 + price);
  return [
    ...unlessEqual("spent", world.spent, price, tolerance),
    ...unlessEqual("written down", sum([...ledger.cost]), price, tolerance),
    ...unlessAtMost("spent", world.spent, (plan.balance ?? Number.POSITIVE_INFINITY) + tolerance),
  ];
}

function wrongSums(plan: Plan, now: Moment): readonly string[] {
  const day = dayOf(plan, now.tick);
  return now.world.domains.flatMap(({ today }, domain) => {
    const of = (...counters: readonly MailCounter[]): number =>
      sum(
        sendersOfDomain(plan, domain).flatMap((sender) =>
          counters.map((each) => mailsOf(plan, now, sender, each, [day, day + 1])),
        ),
      );
    const ours = now.world.campaigns.map(({ takenUpToday }, at) => (plan.campaigns[at]?.domain === domain ? takenUpToday : 0));
    const what = (counter: string): string => `domain ${domain}: ${counter} of the day`;
    return [
      ...unlessEqual(what("requested"), today.requested, of("requested")),
      ...unlessEqual(what("taken up"), sum(ours), of("requested")),
      ...unlessEqual(what("accepted"), today.accepted, of("accepted")),
      ...unlessEqual(what("delivered"), today.delivered, of("missing", "spam", "inbox")),
      ...unlessEqual(what("invalid"), today.invalid, of("bouncedHard")),
      ...unlessEqual(what("refused for spam"), today.spamBounces, of("bouncedSpam")),
      ...unlessEqual(what("complaints"), today.complaints, of("complained")),
      ...unlessAtMost(what("listed"), today.listed, of("droppedSharedList")),
    ];
  });
}
