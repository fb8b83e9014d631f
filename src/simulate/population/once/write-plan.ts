import { type Key, keyOf } from "../../../world/chance/hash.ts";
import { listedPerTick } from "../../../world/create.ts";
import { arrivalsByKind } from "../../../world/flag-shares.ts";
import { inboxOfSeen } from "../../../world/formulas.ts";
import type { People } from "../../../world/people.ts";
import type { Plan } from "../../../world/plan.ts";
import { COUNTERS, FLAG_DAYS, FLAG_KINDS, PROVIDER_FIGURES } from "../../../world/state.ts";
import { worldKeys } from "../../world-keys.ts";
import { peopleKeys } from "../chances.ts";
import type { TryRings } from "../try-rings.ts";
import * as layout from "./layout.ts";
import type { Extent, OnceMemory } from "./memory.ts";
import { cohortFields, domainFields, factFields, poolFields, providerFields, senderFields } from "./rows.ts";

/** How long each array is that a play has in memory. */
export function extentsOf(plan: Plan, { streams }: People, { slots, retryTicks, firsts }: TryRings): readonly Extent[] {
  const [people, kinds] = [streams.length, plan.cohorts.length];
  const senders = plan.domains.length * plan.providers.length;
  const extents: Extent[] = [];
  const whole = (array: number, length: number): void => void (extents[array] = { length, isWhole: true });
  const fraction = (array: number, length: number): void => void (extents[array] = { length, isWhole: false });
  for (const array of [layout.PROVIDER_OF, layout.COHORT_OF, layout.UNREACHED, layout.TAKEN, layout.WAITING])
    whole(array, people);
  whole(layout.SHARES, people * layout.REACHING_WIDTH);
  whole(layout.SLOTS, people * slots);
  whole(layout.SLOTS_LISTED, people * slots);
  whole(layout.STREAM_KEYS, people * layout.KEY_WIDTH);
  fraction(layout.STREAM_SHARES, people * layout.SHARES_WIDTH);
  fraction(layout.COHORTS, kinds * layout.COHORT_WIDTH);
  fraction(layout.PROVIDERS, plan.providers.length * layout.PROVIDER_WIDTH);
  fraction(layout.SENDERS, senders * layout.SENDER_WIDTH);
  fraction(layout.POOLS, plan.pools.length * plan.providers.length * layout.POOL_WIDTH);
  fraction(layout.DOMAINS, plan.domains.length * layout.DOMAIN_WIDTH);
  // Flags of the last age have all come; the age after it stays empty.
  fraction(layout.FLAGS, (FLAG_DAYS + 1) * senders * FLAG_KINDS);
  fraction(layout.FLAG_SHARES, FLAG_DAYS * FLAG_KINDS);
  whole(layout.MOOD_KEYS, plan.providers.length * layout.KEY_WIDTH);
  whole(layout.DOMAIN_KEYS, plan.domains.length * layout.KEY_WIDTH);
  fraction(layout.COUNTS, plan.days * senders * COUNTERS);
  fraction(layout.LEDGER_PROVIDERS, plan.days * plan.providers.length * PROVIDER_FIGURES);
  whole(layout.RETRY_TICKS, retryTicks.length);
  whole(layout.RING_FIRSTS, firsts.length);
  fraction(layout.FACTS, factFields.length);
  // Each stream is in the list of its campaign, and in that of its tier.
  whole(layout.LISTS, 2 * people);
  fraction(layout.LISTED_PER_TICK, kinds);
  fraction(layout.UNLISTED, kinds * layout.UNLISTED_WIDTH);
  fraction(layout.DAILY, plan.days * COUNTERS);
  return extents;
}

/** Writes all that is so before the first tick. Arrays are as {@link extentsOf} says, with nothing in them. */
export function writePlan(memory: OnceMemory, plan: Plan, people: People, rings: TryRings): void {
  writeStreams(memory, people, rings);
  writeRows(memory, plan);
  writeKeys(memory, plan, people);
  memory.numbers(layout.LISTED_PER_TICK).set(listedPerTick(plan));
  memory.numbers(layout.FACTS).set(rowOf(factFields, factsOf(plan, people, rings)));
  const shares = memory.numbers(layout.FLAG_SHARES);
  for (const [kind, byAge] of arrivalsByKind(plan.receiving).entries())
    for (const [age, share] of byAge.entries()) shares[age * FLAG_KINDS + kind] = share;
}

function writeStreams(memory: OnceMemory, { streams }: People, { retryTicks, firsts }: TryRings): void {
  const [providers, cohorts] = [memory.wholes(layout.PROVIDER_OF), memory.wholes(layout.COHORT_OF)];
  for (const [stream, { provider, cohort }] of streams.entries()) {
    providers[stream] = provider ?? 0;
    cohorts[stream] = cohort;
  }
  memory.wholes(layout.RETRY_TICKS).set(retryTicks);
  memory.wholes(layout.RING_FIRSTS).set(firsts);
}

function writeRows(memory: OnceMemory, { cohorts, providers, domains, pools, platform, receiving }: Plan): void {
  const isOverflowed = platform.ipRamp?.overflow === "shared-pool";
  const rows = (array: number, width: number) => {
    const numbers = memory.numbers(array);
    return (row: number, figures: readonly number[]): void => numbers.set(figures, row * width);
  };
  const cohortRow = rows(layout.COHORTS, layout.COHORT_WIDTH);
  for (const [at, cohort] of cohorts.entries()) cohortRow(at, rowOf(cohortFields, { ...cohort, ...noMails }));
  const providerRow = rows(layout.PROVIDERS, layout.PROVIDER_WIDTH);
  for (const [at, provider] of providers.entries()) {
    const seen = inboxOfSeen(provider.inboxShare, provider.missingShare);
    const greylists = provider.greylistMinutes > 0 ? 1 : 0;
    providerRow(at, rowOf(providerFields, { ...provider, inboxOfSeen: seen, greylists, openEffect: 1, complaintEffect: 1 }));
  }
  const senderRow = rows(layout.SENDERS, layout.SENDER_WIDTH);
  const poolRow = rows(layout.POOLS, layout.POOL_WIDTH);
  const domainRow = rows(layout.DOMAINS, layout.DOMAIN_WIDTH);
  for (const [domain, { pool, goodBefore, badBefore, volumeBefore }] of domains.entries()) {
    domainRow(domain, rowOf(domainFields, { ...noDay, pool }));
    for (const [provider, { volumeStart }] of providers.entries()) {
      const volume = Math.max(volumeBefore, volumeStart);
      const before = { ...noView, volume, offered: 0, good: goodBefore, bad: badBefore, placed: 0 };
      senderRow(domain * providers.length + provider, rowOf(senderFields, before));
    }
  }
  for (const [pool, { kind, goodBefore, badBefore }] of pools.entries()) {
    const isMoody = kind === "shared" || isOverflowed ? 1 : 0;
    const before = rowOf(poolFields, { good: goodBefore, bad: badBefore, neighbours: receiving.poolMean, isMoody });
    for (const provider of providers.keys()) poolRow(pool * providers.length + provider, before);
  }
}

const noMails = { listedGroup: 0, inWeek: 0, onDay0: 0 };
const noView = { reputation: 0, refusedShare: 0, spamShare: 0 };
const noDay = {
  requested: 0,
  accepted: 0,
  listed: 0,
  delivered: 0,
  invalid: 0,
  spamBounces: 0,
  complaints: 0,
  opens: 0,
  deliveredByOwn: 0,
  isLearned: 0,
};

function writeKeys(memory: OnceMemory, plan: Plan, { streams, keyParts }: People): void {
  const write = (array: number, keys: readonly Key[]): void => {
    const wholes = memory.wholes(array);
    for (const [at, { first, second }] of keys.entries()) wholes.set([first | 0, second | 0], at * layout.KEY_WIDTH);
  };
  const key = keyOf(keyParts);
  const { moods, flags } = worldKeys(plan, key);
  write(layout.STREAM_KEYS, peopleKeys(key, streams.length, 0));
  write(layout.MOOD_KEYS, moods);
  write(layout.DOMAIN_KEYS, flags);
  // No tick is −1: each key begins anew in its first.
  const keys = memory.wholes(layout.STREAM_KEYS);
  for (let stream = 0; stream < streams.length; stream++) keys[stream * layout.KEY_WIDTH + layout.KEY_WIDTH - 1] = -1;
}

function factsOf(plan: Plan, { streams }: People, { slots, retryTicks }: TryRings): Record<(typeof factFields)[number], number> {
  const { receiving, cohorts, providers, domains, pools } = plan;
  return {
    ...receiving,
    streams: streams.length,
    cohorts: cohorts.length,
    providers: providers.length,
    domains: domains.length,
    pools: pools.length,
    slots,
    retries: retryTicks.length,
    kept: 0.5 ** (1 / receiving.halfLifeDays),
    idleFactor: 0.5 ** (1 / receiving.volumeIdleHalfLifeDays),
  };
}

/** Figures in the order of their fields. */
function rowOf<Field extends string>(fields: readonly Field[], figures: Readonly<Record<Field, number>>): readonly number[] {
  return fields.map((field) => figures[field]);
}
