import { advance } from "../world/advance.ts";
import { aheadOf } from "../world/ahead.ts";
import { HOUR_MS } from "../world/calendar.ts";
import { keyOf } from "../world/chance/hash.ts";
import { Stream } from "../world/chance/stream.ts";
import { createLedger, createScratch, createWorld, listedPerTick, streamsIn, tiersIn } from "../world/create.ts";
import { arrivalsByKind } from "../world/flag-shares.ts";
import { worriesOf } from "../world/judge-domain.ts";
import { plainSteps } from "../world/plain-steps.ts";
import type { Plan } from "../world/plan.ts";
import type { Population } from "../world/population.ts";
import { retryTicks } from "../world/retry.ts";
import type { Ledger, Note, PlannedStream, Play } from "../world/state.ts";
import type { OwnSteps } from "../world/steps.ts";
import { ticksADay } from "../world/time.ts";
import { worldKeys } from "./world-keys.ts";

/** Which replication of which seed: together they are all the chance there is. */
export interface Draw {
  readonly seed: number;
  /** From 0 on. */
  readonly replication: number;
}

/** Makes the people of a plan: by counts, or one by one; some have steps of their own. */
export type Populate = (
  plan: Plan,
  streams: readonly PlannedStream[],
  retryTicks: readonly number[],
  draw: Draw,
) => Population | OwnSteps;

/** What a replication came to. */
export interface Replication {
  readonly ledger: Ledger;
  /** Recipients whom the mailings begun had not reached when the time was up, and mailings not begun counted whole, by campaign. */
  readonly left: readonly number[];
}

/** Those who look on while a plan is played. */
export interface Onlookers {
  /** Is told what happens. */
  readonly note?: ((play: Play) => Note) | undefined;
  /** May look at the play after each tick, as tests do to hold it to its invariants. */
  readonly afterTick?: ((play: Play) => void) | undefined;
}

/**
 * Plays a plan once, from its first tick to its last. The same plan and draw give the same figures everywhere. What the play
 * came to is shown to `take` alone: afterwards its books may be those of another play.
 */
export function playOnce<T>(
  plan: Plan,
  draw: Draw,
  populate: Populate,
  take: (replication: Replication) => T,
  { note, afterTick }: Onlookers = {},
): T {
  const population = populate(plan, streamsIn(plan), retryGaps(plan), draw);
  const own = hasSteps(population) ? population : undefined;
  try {
    const bare = newPlay(plan, draw, population);
    const play: Play = note ? { ...bare, note: note(bare) } : bare;
    const ticks = plan.days * ticksADay(plan);
    for (let tick = 0; tick < ticks; tick++) {
      advance(play);
      afterTick?.(play);
    }
    return take({ ledger: play.ledger, left: leftOf(play) });
  } finally {
    own?.end();
  }
}

/** The same; what it came to may be kept. */
export function replicate(plan: Plan, draw: Draw, populate: Populate, onlookers: Onlookers = {}): Replication {
  return playOnce(plan, draw, populate, copyOf, onlookers);
}

function copyOf({ ledger, left }: Replication): Replication {
  const [counts, daily, providers] = [ledger.counts.slice(), ledger.daily.slice(), ledger.providers.slice()];
  return { ledger: { ...ledger, counts, daily, providers }, left };
}

function hasSteps(population: Population | OwnSteps): population is OwnSteps {
  return "reach" in population && "endDay" in population;
}

/** A plan before its first tick. */
function newPlay(plan: Plan, draw: Draw, population: Population | OwnSteps): Play {
  const streams = streamsIn(plan);
  const key = keyOf([draw.seed, draw.replication]);
  const { moods, flags } = worldKeys(plan, key);
  const own = hasSteps(population) ? population : undefined;
  return {
    plan,
    world: createWorld(plan, streams.length),
    population,
    steps: hasSteps(population) ? population : plainSteps(population),
    stream: new Stream(key),
    moods,
    flagChances: flags.map((ofDomain) => new Stream(ofDomain)),
    ledger: createLedger(plan, own),
    streams,
    streamsOf: plan.campaigns.map((_, campaign) => [...streams.keys()].filter((at) => streams[at]?.campaign === campaign)),
    tiersOf: tiersIn(plan, streams),
    listedPerTick: listedPerTick(plan),
    worries: worriesOf(plan.platform),
    retryTicks: retryGaps(plan),
    flagShares: arrivalsByKind(plan.receiving),
    scratch: createScratch(plan, streams.length),
    note: undefined,
  };
}

/** Ticks from each tick with a try of a plan's mail to the next: several tries within one tick are one. */
export function retryGaps({ platform, tickHours }: Plan): readonly number[] {
  const apart = [...new Set(retryTicks(platform, tickHours * HOUR_MS))];
  return apart.slice(1).map((tick, at) => tick - (apart[at] ?? 0));
}

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
