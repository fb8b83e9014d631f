/** What makes a sender wait or fail beside its quota: the cache queue, calls to the API, the account's standing, reviews. */
import { describe, expect, test } from "vitest";
import { eventsOf } from "../../src/simulate/events.ts";
import { type Replication, replicate } from "../../src/simulate/replicate.ts";
import { weekdayOf } from "../../src/world/calendar.ts";
import { arrivalsByKind } from "../../src/world/flag-shares.ts";
import { flagKind } from "../../src/world/flags.ts";
import type { Plan } from "../../src/world/plan.ts";
import { mailsOf } from "../support/invariants.ts";
import { Recorder } from "../support/moments.ts";
import { calm, campaignOf, cohortOf, kindProvider, planOf, platformNamed, providerNamed, receiving } from "../support/plan.ts";

const none = platformNamed("none");
const aws = platformNamed("aws-ses");

const played = (plan: Plan): Replication => replicate(plan, { seed: 1, replication: 0 }, new Recorder().populate);
const acceptedOn = (plan: Plan, replication: Replication, days: number): readonly number[] =>
  Array.from({ length: days }, (_, day) => mailsOf(plan, replication, 0, "accepted", [day, day + 1]));
const happened = (plan: Plan) =>
  eventsOf(plan, (note) => replicate(plan, { seed: 1, replication: 0 }, new Recorder().populate, { note }));

/** 2026-12-03, a Thursday. */
const THURSDAY = 20_790;

describe("a batch over the quota waits in the cache queue", () => {
  const quota = { ...none, levelQuotas: [1_000], levelStart: 1, overQuota: "cache" as const };
  const planFor = (cacheResume: Plan["platform"]["cacheResume"], change: Partial<Plan> = {}): Plan =>
    planOf(3_500, { platform: { ...quota, cacheResume }, startDay: THURSDAY, days: 7, ...change });

  test("which goes on the next day", () => {
    expect(weekdayOf(THURSDAY)).toBe(4);
    for (const resume of ["next-day", "after-24h"] as const) {
      const plan = planFor(resume);
      expect(acceptedOn(plan, played(plan), 7)).toEqual([1_000, 1_000, 1_000, 500, 0, 0, 0]);
    }
  });

  test("or where somebody restarts it, on the next business day", () => {
    const plan = planFor("by-hand");
    const replication = played(plan);
    expect(acceptedOn(plan, replication, 7)).toEqual([1_000, 1_000, 0, 0, 1_000, 500, 0]);
    expect(happened(plan).filter(({ kind }) => kind === "cached")).toMatchObject([
      { at: "2026-12-03", facts: { mails: 2_500, resumesOnDay: 1 } },
      { at: "2026-12-04", facts: { mails: 1_500, resumesOnDay: 4 } },
      { at: "2026-12-07", facts: { mails: 500, resumesOnDay: 5 } },
    ]);
  });

  test("24 hours after its pause, to the hour", () => {
    const late = campaignOf({ startTick: 15 });
    const byHour = (resume: Plan["platform"]["cacheResume"]) => {
      const plan = planFor(resume, { tickHours: 1, campaigns: [late], days: 3 });
      return happened(plan)
        .filter(({ kind }) => kind === "near-quota")
        .map(({ tick }) => tick);
    };
    expect(byHour("after-24h")).toEqual([15, 39, 63]);
    expect(byHour("next-day")).toEqual([15, 24, 48]);
  });
});

describe("calls to the API over the quota fail", () => {
  const quota = { ...none, levelQuotas: [1_000], levelStart: 1, overQuota: "cache" as const };
  const schedule = { kind: "by-day" as const, mails: [1_500] };

  test("as many as the schedule asks for beyond it, each day; their recipients are called again", () => {
    const plan = planOf(3_000, { platform: quota, campaigns: [campaignOf({ via: "api", schedule })], days: 5 });
    const replication = played(plan);
    expect(acceptedOn(plan, replication, 5)).toEqual([1_000, 1_000, 1_000, 0, 0]);
    const failed = [0, 1, 2, 3].map((day) => mailsOf(plan, replication, 0, "failedQuota", [day, day + 1]));
    expect(failed).toEqual([500, 500, 0, 0]);
    expect(happened(plan).filter(({ kind }) => kind === "calls-failed")).toMatchObject([
      { facts: { mails: 500 } },
      { facts: { mails: 500 } },
    ]);
  });

  test("and so do batches where the platform has no queue", () => {
    const campaigns = [campaignOf({ schedule })];
    const failed = (overQuota: "cache" | "fail"): number => {
      const plan = planOf(3_000, { platform: { ...quota, overQuota }, campaigns, days: 5 });
      return mailsOf(plan, played(plan), 0, "failedQuota");
    };
    expect([failed("cache"), failed("fail")]).toEqual([0, 1_000]);
  });

  test("none where the schedule itself is what ends the day", () => {
    const small = { kind: "by-day" as const, mails: [900] };
    const plan = planOf(3_000, { platform: quota, campaigns: [campaignOf({ via: "api", schedule: small })], days: 5 });
    expect(mailsOf(plan, played(plan), 0, "failedQuota")).toBe(0);
  });
});

describe("a platform without levels looks at its accounts", () => {
  const account = { ...aws, ipRamp: undefined, accountDayMax: 5_000, ratePerSecondMax: undefined };
  const playedWith = (invalidShare: number, size = 50_000) => {
    const plan = planOf(0, { platform: account, cohorts: [cohortOf(size, { invalidShare })], days: 6 });
    return { plan, accepted: acceptedOn(plan, played(plan), 6), events: happened(plan).map(({ kind }) => kind) };
  };

  test("pauses one with 12 % of bounces after its first day, for good", () => {
    const { accepted, events } = playedWith(0.12);
    expect(accepted).toEqual([5_000, 0, 0, 0, 0, 0]);
    expect(events).toContain("account-paused");
  });

  test("reviews one with 7 %, which goes on", () => {
    const { accepted, events } = playedWith(0.07);
    expect(accepted[5]).toBe(5_000);
    expect(events).toContain("account-under-review");
    expect(events).not.toContain("account-paused");
  });

  test("leaves one with 2 % alone, and one that has sent too little to say", () => {
    for (const { events } of [playedWith(0.02), playedWith(0.5, 900)])
      expect(events.filter((kind) => kind.startsWith("account-"))).toEqual([]);
  });

  test("names what holds the account back", () => {
    const { plan } = playedWith(0.12);
    const { ledger } = played(plan);
    expect(ledger.constraint[0]).not.toBe(ledger.constraint[1]);
  });
});

test("a campaign begins when the review of its template has ended", () => {
  const plan = planOf(1_000, { campaigns: [campaignOf({ reviewedTick: 3 })], days: 5 });
  expect(acceptedOn(plan, played(plan), 5)).toEqual([0, 0, 0, 1_000, 0]);
});

test("what a provider said to mail that it did not take is told in one of its known wordings", () => {
  const gmail = { ...providerNamed("gmail"), volumeStart: 100 };
  const plan = planOf(0, { providers: [gmail], cohorts: [cohortOf(10_000, { invalidShare: 0.1 })], days: 2 });
  const replies = happened(plan).filter(({ kind }) => kind === "reply");
  const known = gmail.replies.map(({ text }) => text);
  expect(new Set(replies.map(({ facts }) => facts["of"]))).toEqual(new Set(["deferred", "bounced-hard", "bounced-soft"]));
  for (const { facts } of replies) expect(known).toContain(facts["text"]);
  expect(replies.find(({ facts }) => facts["of"] === "bounced-hard")?.facts["mails"]).toBeGreaterThan(0);
});

test("complaints come the later, the longer a provider takes to pass them on; opens do not", () => {
  const shares = (feedbackDelayHours: number) => arrivalsByKind({ ...receiving, feedbackDelayHours });
  const [soon, late] = [shares(0), shares(20)];
  expect(late[flagKind.complained]?.[0]).toBeLessThan((soon[flagKind.complained]?.[0] ?? 0) / 1.5);
  expect(late[flagKind.opened]).toEqual(soon[flagKind.opened]);
  expect(shares(30)[flagKind.complained]?.[0]).toBe(0);
});

test("a good sender has its provider's share of all mail that was taken in the inbox, some of it never being seen", () => {
  const inboxShare = 0.8;
  const provider = { ...kindProvider, inboxShare, missingShare: 0.1 };
  const plan = planOf(1_000_000, { providers: [provider], receiving: calm, days: 2 });
  const replication = played(plan);
  expect(mailsOf(plan, replication, 0, "inbox") / mailsOf(plan, replication, 0, "accepted")).toBeCloseTo(inboxShare, 2);
  expect(mailsOf(plan, replication, 0, "missing") / mailsOf(plan, replication, 0, "accepted")).toBeCloseTo(0.1, 2);
});

test("a sender that was idle for months is taken as much from as a new one, and no less", () => {
  const provider = { ...kindProvider, volumeStart: 1_000 };
  const late = planOf(2_000, { providers: [provider], campaigns: [campaignOf({ startTick: 120 })], days: 122 });
  const early = planOf(2_000, { providers: [provider], days: 2 });
  const deferredOn = (plan: Plan, day: number) => mailsOf(plan, played(plan), 0, "deferred", [day, day + 1]);
  expect(deferredOn(late, 120) / deferredOn(early, 0)).toBeCloseTo(1, 1);
});

test("a domain that has sent what its level allows for long is taken that much from by every provider", () => {
  const provider = { ...kindProvider, volumeStart: 1_000 };
  const deferred = (volumeBefore: number): number => {
    const domains = [{ name: "news.example.com", level: 1, pool: 0, goodBefore: 0, badBefore: 0, volumeBefore }];
    const plan = planOf(50_000, { providers: [provider], domains, days: 1 });
    return mailsOf(plan, played(plan), 0, "deferred");
  };
  expect(deferred(0)).toBeGreaterThan(40_000);
  expect(deferred(100_000)).toBe(0);
});
