import * as fc from "fast-check";
import { expect, test } from "vitest";
import { type MailCounter, mailCounters } from "../../src/model/simulation.ts";
import { parametersOf } from "../../src/simulate/scenario/parameters.ts";
import { planner } from "../../src/simulate/scenario/plan.ts";
import type { Plan } from "../../src/world/plan.ts";
import { COUNTERS, counterAt, type DomainState, type World } from "../../src/world/state.ts";
import { invariants, mailsOf } from "../support/invariants.ts";
import type { Call, Happening, Moment } from "../support/moments.ts";
import { calm, campaignOf, cohortOf, kindProvider, planOf, platformNamed } from "../support/plan.ts";
import { randomPlan } from "../support/random-plan.ts";
import { recorded } from "../support/recorded.ts";
import { sample, samples, scenarioIn } from "../support/scenarios.ts";
import { tables } from "../support/world-tables.ts";

const SEED = 20_261_125;

test("all invariants hold after every tick of any plan", () => {
  fc.assert(
    fc.property(randomPlan, fc.nat(1_000), (plan, seed) => {
      expect(recorded(plan, seed).faults).toEqual([]);
    }),
    { numRuns: 150, seed: SEED },
  );
});

test("the plans that they are held to do all that plans can do", () => {
  const seen = new Set<string>();
  for (const plan of fc.sample(randomPlan, { numRuns: 150, seed: SEED })) {
    const { ledger, moments } = recorded(plan, 1);
    for (const { calls, happenings } of moments) {
      for (const { kind } of calls.filter(({ count }) => count > 0)) seen.add(kind);
      for (const { kind } of happenings) seen.add(kind);
    }
    for (const [at, mails] of ledger.counts.entries()) if (mails > 0) seen.add(mailCounters[at % COUNTERS] ?? "");
  }
  const levels = ["raised", "lowered", "lowers-tomorrow", "near-quota"];
  const halts = ["day-block", "stopped-listed", "cached", "calls-failed"];
  const standings = ["account-healthy", "account-under-review", "account-paused"];
  const events = [...levels, ...halts, ...standings, "mailing-begun", "done", "reply"];
  expect([...seen].sort()).toEqual([...mailCounters, ...events, "reach", "retry", "list", "unlist"].sort());
});

/** A plan in which much happens: raises, retries, entries of the shared list that end, IPs that warm up, money that is paid. */
const lively: Plan = planOf(0, {
  platform: { ...platformNamed("tencent-ses"), ipRamp: platformNamed("sparkpost-warmup").ipRamp, blocklistDays: 2, freeMails: 0 },
  providers: [{ ...kindProvider, volumeStart: 300, inboxShare: 0.9, machineOpenShare: 0.1 }],
  cohorts: [cohortOf(1_500, { invalidShare: 0.02, openShare: 0.4, clickOfOpensShare: 0.2, unsubscribeShare: 0.01 })],
  receiving: { ...calm, volumeGrowthMax: 0 },
  pools: [{ name: "own", kind: "dedicated", ips: 2, scenarioRatesPerSecond: [], isWarm: false, goodBefore: 0, badBefore: 0 }],
  campaigns: [campaignOf({ mailings: 5 })],
  days: 10,
});
const { moments, faults } = recorded(lively, 7);

interface Spoilt {
  readonly plan: Plan;
  readonly now: Moment;
  readonly before: Moment | undefined;
}

/** The first moment for which something holds. */
function firstWith(holds: (moment: Moment) => boolean): Spoilt {
  const at = moments.findIndex(holds);
  const now = moments[at];
  if (!now) throw new Error("no such moment");
  return { plan: lively, now, before: moments[at - 1] };
}

const anySent = (moment: Moment): boolean => (moment.accepted[moment.tick]?.[0] ?? 0) > 0 && moment.tick > 0;
const sent = firstWith(anySent);
const sentMails = sent.now.accepted[sent.now.tick]?.[0] ?? 0;

function withCount(spoilt: Spoilt, day: number, counter: MailCounter, more: number): Spoilt {
  const { counts } = spoilt.now.ledger;
  const at = day * COUNTERS + counterAt(counter);
  const ledger = { ...spoilt.now.ledger, counts: counts.with(at, (counts[at] ?? 0) + more) };
  return { ...spoilt, now: { ...spoilt.now, ledger } };
}

const withWorld = (change: Partial<World>): Spoilt => ({
  ...sent,
  now: { ...sent.now, world: { ...sent.now.world, ...change } },
});
const withDomain = (change: Partial<DomainState>): Spoilt =>
  withWorld({ domains: sent.now.world.domains.map((domain) => ({ ...domain, ...change })) });
const withToday = (change: Partial<DomainState["today"]>): Spoilt =>
  withWorld({ domains: sent.now.world.domains.map((domain) => ({ ...domain, today: { ...domain.today, ...change } })) });
const withPlatform = (change: Partial<Plan["platform"]>): Spoilt => ({
  ...sent,
  plan: { ...lively, platform: { ...lively.platform, ...change } },
});

/** A moment in which the first call of some kind that did something is another. */
function withCall(kind: Call["kind"], change: (call: Call) => Partial<Call>): Spoilt {
  const isIt = (call: Call): boolean => call.kind === kind && call.count > 0;
  const spoilt = firstWith(({ calls }) => calls.some(isIt));
  const at = spoilt.now.calls.findIndex(isIt);
  const calls = spoilt.now.calls.map((call, place) => (place === at ? { ...call, ...change(call) } : call));
  return { ...spoilt, now: { ...spoilt.now, calls } };
}

function withHappenings(kind: string, change: (happening: Happening) => readonly Happening[]): Spoilt {
  const spoilt = firstWith(({ happenings }) => happenings.some((each) => each.kind === kind));
  const happenings = spoilt.now.happenings.flatMap((each) => (each.kind === kind ? change(each) : [each]));
  return { ...spoilt, now: { ...spoilt.now, happenings } };
}

const offeredOf = ({ fates }: Call): number => fates.slice(4).reduce((all, mails) => all + mails, 0);
const ofDay = (counter: MailCounter): number => mailsOf(lively, sent.now, 0, counter, [sent.now.tick, sent.now.tick + 1]);

/** What breaks each invariant, by its words. */
const spoilers: Readonly<Record<string, readonly Spoilt[]>> = {
  "every mail that was taken up has one fate, or waits, at each domain and provider": [
    withCount(sent, 0, "inbox", 1),
    withCount(sent, 0, "expired", -1),
    { ...sent, now: { ...sent.now, waiting: [(sent.now.waiting[0] ?? 0) + 1] } },
  ],
  "every recipient of a mailing is reached once, or still ahead, in each campaign": [
    { ...sent, now: { ...sent.now, ahead: [(sent.now.ahead[0] ?? 0) - 1] } },
    { ...sent, now: { ...sent.now, reached: [(sent.now.reached[0] ?? 0) + 1] } },
    withCount(sent, 0, "failedDayBlock", 1),
  ],
  "counts are whole and not negative, and a cohort keeps its people": [
    withCount(sent, 0, "clicked", 0.5),
    withCount(sent, 0, "clicked", -1e6),
    { ...sent, now: { ...sent.now, people: [1_499] } },
  ],
  "a domain's accepted mails stay within the quota of the moment": [
    withPlatform({ levelQuotas: [sentMails - 1] }),
    withPlatform({ dayPlan: [sentMails - 1] }),
  ],
  "an account's accepted mails stay within its cap": [withPlatform({ accountDayMax: sentMails - 1 })],
  "the IPs of a pool send no more than the stage of their ramp": [
    withWorld({ poolAcceptedToday: sent.now.world.poolAcceptedToday.map((mails) => mails + 1e6) }),
  ],
  "an account sends no faster than its rate": [withPlatform({ ratePerSecondMax: (sentMails - 1) / 86_400 })],
  "nobody gets more mails in an hour than the cap of the platform": [withPlatform({ recipientHourMax: 0 })],
  "nothing is delivered to who is listed, has unsubscribed, or does not exist": [
    withCall("reach", (call) => ({ mailable: offeredOf(call) - 1 })),
    withCall("retry", (call) => ({ mailable: offeredOf(call) - 1 })),
    withCall("reach", ({ fates }) => ({
      fates: fates.with(0, 1),
      count: fates.reduce((all, each) => all + each, 1),
      unsubscribed: 0,
    })),
    withCall("reach", ({ fates }) => ({ invalid: (fates[3] ?? 0) - 1 })),
    withCall("reach", ({ count }) => ({ count: count + 1 })),
  ],
  "an entry of the shared list lasts its days to the tick": [
    withCall("unlist", ({ count }) => ({ count: count - 1 })),
    withCall("unlist", ({ tick }) => ({ tick: tick - 1 })),
  ],
  "a level is raised only by a rule that holds then, and below the last level": [
    withHappenings("raised", (raise) => [{ ...raise, today: { ...raise.today, complaints: raise.today.accepted } }]),
    withHappenings("raised", (raise) => [{ ...raise, today: { ...raise.today, accepted: 349 } }]),
    withHappenings("raised", (raise) => [{ ...raise, level: 21 }]),
  ],
  "a level is lowered once, at a day's start, by the rules of the day before": [
    withDomain({ level: 20 }),
    withHappenings("raised", (raise) => [{ ...raise, kind: "lowered" }]),
  ],
  "flags are of mails that were delivered, and complaints of mails in the inbox": [
    withCount(sent, 0, "openedHuman", 1e6),
    withCount(sent, 0, "openedMachine", 1e6),
    withCount(sent, 0, "clicked", 1e6),
    withCount(withCount(sent, 0, "openedHuman", 0), 0, "inbox", -1e6),
  ],
  "time goes on by one tick, and nobody is asked about another": [
    withWorld({ tick: sent.now.world.tick + 1 }),
    withCall("reach", ({ tick }) => ({ tick: tick + 1 })),
    withHappenings("raised", (raise) => [{ ...raise, tick: raise.tick - 1 }]),
  ],
  "nothing is written down of days to come": [withCount(sent, sent.now.tick + 1, "requested", 1)],
  "the money spent is the price of the mails, and within the balance": [
    withWorld({ spent: sent.now.world.spent + 0.000_28 }),
    { ...sent, now: { ...sent.now, ledger: { ...sent.now.ledger, cost: new Float64Array(1) } } },
    { ...sent, plan: { ...lively, balance: sent.now.world.spent - 0.001 } },
  ],
  "the platform's counters of the day are the sums of what was written down": [
    withToday({ requested: ofDay("requested") + 1 }),
    withToday({ accepted: ofDay("accepted") + 1 }),
    withToday({ delivered: ofDay("inbox") + ofDay("spam") + ofDay("missing") - 1 }),
    withToday({ invalid: ofDay("bouncedHard") - 1 }),
    withToday({ spamBounces: ofDay("bouncedSpam") + 1 }),
    withToday({ complaints: ofDay("complained") + 1 }),
    withToday({ listed: ofDay("droppedSharedList") + 1 }),
    withWorld({ campaigns: sent.now.world.campaigns.map((each) => ({ ...each, takenUpToday: 0 })) }),
  ],
};

test("the plan to be spoilt breaks no invariant", () => {
  expect(faults).toEqual([]);
});

test.for(invariants.map(({ says, faults: faultsWith }) => ({ says, faultsWith })))(
  "it is seen where not: $says",
  ({ says, faultsWith }) => {
    const unseen = (spoilers[says] ?? [])
      .map(({ plan, now, before }) => faultsWith(plan, now, before).length)
      .filter((faults) => faults === 0);
    expect(spoilers[says]?.length).toBeGreaterThan(0);
    expect(unseen).toEqual([]);
  },
);

test.for([
  { limit: "a level's quota", platform: { levelQuotas: [sentMails] } },
  { limit: "an account's cap", platform: { accountDayMax: sentMails } },
  { limit: "a day plan", platform: { dayPlan: [sentMails] } },
])("$limit that is met exactly is kept", ({ platform }) => {
  const { plan, now, before } = withPlatform(platform);
  const limits = invariants.filter(({ number }) => number === 2);
  expect(limits.flatMap(({ faults: faultsWith }) => faultsWith(plan, now, before))).toEqual([]);
});

test.for(samples.map((name) => ({ name })))("all hold in the sample $name", ({ name }) => {
  const scenario = scenarioIn(sample(name));
  const plan = planner(scenario, parametersOf(scenario, tables).parameters)(new Map());
  expect(recorded(plan, scenario.seed).faults).toEqual([]);
});
