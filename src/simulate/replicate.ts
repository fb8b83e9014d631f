import { advance } from "../world/advance.ts";
import { aheadOf } from "../world/ahead.ts";
import { HOUR_MS } from "../world/calendar.ts";
import { keyOf, keyWith, keyWithName } from "../world/chance/hash.ts";
import { Stream } from "../world/chance/stream.ts";
import { createLedger, createScratch, createWorld, streamsIn, tiersIn } from "../world/create.ts";
import { arrivalsByKind } from "../world/flag-shares.ts";
import { worriesOf } from "../world/judge-domain.ts";
import type { Plan } from "../world/plan.ts";
import type { Population } from "../world/population.ts";
import { retryTicks } from "../world/retry.ts";
import type { Ledger, Note, PlannedStream, Play } from "../world/state.ts";
import { ticksADay } from "../world/time.ts";

/** Which replication of which seed: together they are all the chance there is. */
export interface Draw {
  readonly seed: number;
  /** From 0 on. */
  readonly replication: number;
}

/** Makes the people of a plan: by counts, or one by one. */
export type Populate = (plan: Plan, streams: readonly PlannedStream[], retryTicks: readonly number[], draw: Draw) => Population;

/** What a replication came to. */
export interface Replication {
  readonly ledger: Ledger;
  /** Recipients whom the mailings begun had not reached when the time was up, and mailings not begun counted whole, by campaign. */
  readonly left: readonly number[];
}

/**
 * Plays a plan once, from its first tick to its last. The same plan and draw give the same figures everywhere. `note` is
 * told what happens; `afterTick` may look at the play after each tick, as tests do to hold it to its invariants.
 */
export function replicate(
  plan: Plan,
  draw: Draw,
  populate: Populate,
  note?: (play: Play) => Note,
  afterTick?: (play: Play) => void,
): Replication {
  const streams = streamsIn(plan);
  const retries = retryGaps(plan);
  const key = keyOf([draw.seed, draw.replication]);
  const moodKey = keyWith(key, PURPOSE_MOOD);
  const flagKey = keyWith(key, PURPOSE_FLAGS);
  const streamsOf = plan.campaigns.map((_, campaign) => [...streams.keys()].filter((at) => streams[at]?.campaign === campaign));
  const bare = {
    plan,
    world: createWorld(plan, streams.length),
    population: populate(plan, streams, retries, draw),
    stream: new Stream(key),
    moods: plan.providers.map(({ id }) => keyWithName(moodKey, id)),
    flagChances: plan.domains.map((_, domain) => new Stream(keyWith(flagKey, domain))),
    ledger: createLedger(plan),
    streams,
    streamsOf,
    tiersOf: tiersIn(plan, streams),
    listedPerTick: Float64Array.from(plan.cohorts, ({ listedPerDay }) => 1 - (1 - listedPerDay) ** (plan.tickHours / 24)),
    worries: worriesOf(plan.platform),
    retryTicks: retries,
    flagShares: arrivalsByKind(plan.receiving),
    scratch: createScratch(plan, streams.length),
    note: undefined,
  };
  const play: Play = note ? { ...bare, note: note(bare) } : bare;
  const ticks = plan.days * ticksADay(plan);
  for (let tick = 0; tick < ticks; tick++) {
    advance(play);
    afterTick?.(play);
  }
  return { ledger: play.ledger, left: leftOf(play) };
}

/** Ticks from each tick with a try of a plan's mail to the next: several tries within one tick are one. */
export function retryGaps({ platform, tickHours }: Plan): readonly number[] {
  const apart = [...new Set(retryTicks(platform, tickHours * HOUR_MS))];
  return apart.slice(1).map((tick, at) => tick - (apart[at] ?? 0));
}

/** Keep the draws of the world apart from those of its people, whose purposes go from 1 to 6. */
const PURPOSE_MOOD = 16;
const PURPOSE_FLAGS = 17;

function leftOf(play: Play): readonly number[] {
  const { plan, world } = play;
  return plan.campaigns.map(({ mailings, list }, campaign) => {
    let size = 0;
    for (const cohort of plan.cohorts) if (cohort.list === list) size += cohort.size;
    const state = world.campaigns[campaign];
    const later = (mailings - (state?.mailing ?? 0)) * size;
    // What a mailing that failed had left is counted as failed already.
    return state?.status === "failed" ? later : later + aheadOf(play, campaign);
  });
}
