import { Chances, peopleKeys } from "../../src/simulate/population/chances.ts";
import { listedGroups } from "../../src/simulate/population/listed-shares.ts";
import { drawOutcomes } from "../../src/simulate/population/outcomes.ts";
import { TryRings } from "../../src/simulate/population/try-rings.ts";
import { bookTaken } from "../../src/world/book.ts";
import { binomial } from "../../src/world/chance/binomial.ts";
import { keyOf } from "../../src/world/chance/hash.ts";
import { fates as allFates, fateAt, OUTCOMES, OUTCOMES_FROM } from "../../src/world/outcome.ts";
import type { People } from "../../src/world/people.ts";
import { plainSteps } from "../../src/world/plain-steps.ts";
import type { Plan } from "../../src/world/plan.ts";
import type { Exchange, Population } from "../../src/world/population.ts";
import { COUNTERS, type Play, PROVIDER_FIGURES } from "../../src/world/state.ts";
import type { OwnSteps } from "../../src/world/steps.ts";

const add = (fates: Float64Array, fate: number, mails: number): void => {
  fates[fate] = (fates[fate] ?? 0) + mails;
};

/** Mail of a stream that its provider took, and when and for how much mail a week its outcomes were worked out. */
interface Taken {
  mails: number;
  shares: readonly number[];
  stamp: number | undefined;
  weekly: number | undefined;
}

/**
 * What OnceMailed does, in plain words and by the plain steps: people whom one campaign mails once, whose states are drawn when
 * they are reached, and what becomes of whose taken mail is drawn when somebody must know. The draws are the same, and so is
 * every number.
 */
export function putOffPlainly(plan: Plan, people: People): OwnSteps {
  const { cohorts, streams, retryTicks } = people;
  const chances = new Chances(peopleKeys(keyOf(people.keyParts), streams.length, 0));
  const rings = new TryRings(retryTicks);
  const groups = listedGroups(people);
  const unreached = streams.map(() => -1);
  const waiting = streams.map(() => Array.from({ length: rings.slots }, () => ({ mails: 0, listed: 0 })));
  const taken: Taken[] = streams.map(() => ({ mails: 0, shares: [], stamp: undefined, weekly: undefined }));
  let play: Play | undefined;

  const shareOf = (cohort: number) => groups.find((group) => group.cohorts.includes(cohort))?.share;
  const slotOf = (stream: number, slot: number) => waiting[stream]?.[slot] ?? { mails: 0, listed: 0 };
  const waits = (stream: number): boolean => (waiting[stream] ?? []).some(({ mails, listed }) => mails + listed > 0);

  const settleStream = (stream: number): void => {
    const own = taken[stream];
    if (!play || !own || own.mails === 0) return;
    const { plan: ofPlay, world } = play;
    const drawn = new Int32Array(OUTCOMES);
    chances.enter(stream, world.tick);
    drawOutcomes(chances.stream, own.mails, Float64Array.from(own.shares), drawn);
    chances.leave(stream);
    own.mails = 0;
    const fates = new Float64Array(allFates.length);
    for (const [outcome, mails] of drawn.entries()) fates[OUTCOMES_FROM + outcome] = mails;
    const { campaign = 0, provider = 0 } = play.streams[stream] ?? {};
    bookTaken({ ...play, scratch: { ...play.scratch, fates } }, ofPlay.campaigns[campaign]?.domain ?? 0, provider);
  };

  /** What was taken before, and would be treated another way now, is settled first. */
  const prepare = (stream: number): void => {
    const own = taken[stream];
    if (!play || !own) return;
    const { takenStamps, takenWeeks, takenShares } = play.scratch;
    if (own.stamp === takenStamps[stream] && own.weekly === takenWeeks[stream]) return;
    settleStream(stream);
    own.stamp = takenStamps[stream];
    own.weekly = takenWeeks[stream];
    own.shares = [0, ...takenShares.slice(stream * OUTCOMES + 1, (stream + 1) * OUTCOMES)];
  };

  const keep = (stream: number, tries: number, tick: number, [deferred, offered]: readonly [number, number]): void => {
    slotOf(stream, rings.deferred(tries, tick)).mails += deferred;
    const own = taken[stream];
    if (own) own.mails += offered - deferred;
  };

  const ahead = (stream: number): number => Math.max(0, unreached[stream] ?? 0);
  const due = (stream: number, tries: number, tick: number): number => {
    const { mails, listed } = slotOf(stream, rings.waiting(tries, tick));
    return mails + listed;
  };
  const population: Population = {
    begin: (campaign) => {
      for (const [stream, { campaign: own, cohort }] of streams.entries())
        if (own === campaign) unreached[stream] = cohorts[cohort]?.size ?? 0;
      return 0;
    },
    ahead,
    due,
    reach: (stream, count, tick, { probabilities, fates }: Exchange) => {
      const { cohort = 0 } = streams[stream] ?? {};
      const { invalidShare = 0 } = cohorts[cohort] ?? {};
      prepare(stream);
      unreached[stream] = ahead(stream) - count;
      chances.enter(stream, tick);
      const { free = 0, freeInvalid = 0 } = shareOf(cohort) ?? {};
      const invalidPart = invalidShare * freeInvalid;
      const mailablePart = invalidPart + (1 - invalidShare) * free;
      const mailable = binomial(chances.stream, count, mailablePart);
      const invalid = binomial(chances.stream, mailable, invalidPart === 0 ? 0 : invalidPart / mailablePart);
      const deferred = binomial(chances.stream, mailable - invalid, probabilities[0] ?? 0);
      chances.leave(stream);
      add(fates, fateAt("dropped-shared-list"), count - mailable);
      add(fates, fateAt("bounced-hard"), invalid);
      add(fates, fateAt("deferred"), deferred);
      keep(stream, 1, tick, [deferred, mailable - invalid]);
    },
    retry: (stream, tries, tick, { probabilities, fates }) => {
      prepare(stream);
      const slot = slotOf(stream, rings.waiting(tries, tick));
      const { mails, listed } = slot;
      slot.mails = 0;
      slot.listed = 0;
      chances.enter(stream, tick);
      const deferred = binomial(chances.stream, mails, probabilities[0] ?? 0);
      chances.leave(stream);
      add(fates, fateAt("dropped-shared-list"), listed);
      add(fates, fateAt("deferred"), deferred);
      keep(stream, tries + 1, tick, [deferred, mails]);
    },
    expire: (stream, tries, tick) => {
      const expired = due(stream, tries, tick);
      const slot = slotOf(stream, rings.waiting(tries, tick));
      slot.mails = 0;
      slot.listed = 0;
      return expired;
    },
    listByOthers: () => 0,
    unlist: () => 0,
  };
  const plain = plainSteps(population);
  const senders = plan.domains.length * plan.providers.length;
  return {
    ...population,
    ...plain,
    counts: new Float64Array(plan.days * senders * COUNTERS),
    daily: new Float64Array(plan.days * COUNTERS),
    providers: new Float64Array(plan.days * plan.providers.length * PROVIDER_FIGURES),
    end: () => undefined,
    startDay: (now) => {
      play = now;
      plain.startDay(now);
    },
    changeLists: ({ world, listedPerTick }) => {
      for (const { share, cohorts: own } of groups) {
        const isAsked = streams.some(({ cohort }, stream) => own.includes(cohort) && unreached[stream] !== 0);
        if (isAsked) share.goTo(world.tick, listedPerTick[own[0] ?? 0] ?? 0);
      }
      for (const [stream, { cohort }] of streams.entries()) {
        const probability = listedPerTick[cohort] ?? 0;
        if (probability <= 0 || !waits(stream)) continue;
        chances.enter(stream, world.tick);
        for (const slot of waiting[stream] ?? []) {
          const listed = binomial(chances.stream, slot.mails, probability);
          slot.mails -= listed;
          slot.listed += listed;
        }
        chances.leave(stream);
      }
    },
    settle: ({ streamsOf, plan: { campaigns } }, domain) => {
      for (const [campaign, { domain: own }] of campaigns.entries())
        if (own === domain) for (const stream of streamsOf[campaign] ?? []) settleStream(stream);
    },
  };
}
