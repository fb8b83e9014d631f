import { deferralShare, volumeAfter } from "../../world/formulas.ts";
import type { Receiving } from "../../world/parameters.ts";
import { logarithm } from "../scales.ts";
import { logLikelihood, precisionOf } from "./beta-binomial.ts";
import { acceptedOf, type DayTally, type ProviderCells, tallyOf } from "./cells.ts";
import { inside, ROUGHLY, topOnGrid } from "./numbers.ts";
import { type Prior, told, topWithin } from "./prior.ts";
import { DEVIATION_MAX, DEVIATION_MIN, type Interval } from "./rates.ts";

/** What a provider took from a new sender without deferring any, and how far deferrals scatter by the day. */
export interface VolumeStart {
  readonly volumeStart: number;
  readonly deviation: number;
  readonly height: number;
}

/** What a provider took from a domain on a day without deferring any, and what it was offered. */
interface DayVolume {
  readonly day: number;
  readonly volume: number;
  readonly offered: number;
}

/** Mail of a domain on a day, and the deferrals that were counted. */
interface OfferedCell {
  readonly day: number;
  readonly domain: number;
  readonly offered: number;
  readonly tally: DayTally | undefined;
}

/** Deferrals of a day, and the share that is expected. */
interface Expected {
  readonly tally: DayTally;
  readonly share: number;
}

/** Deferrals at one provider, by the reputation of the sender of each cell. */
export class DeferralModel {
  readonly #cells: readonly OfferedCell[];
  readonly #reputations: Float64Array;
  readonly #receiving: Receiving;

  constructor({ cells }: ProviderCells, reputations: Float64Array, receiving: Receiving) {
    this.#cells = cells.map(({ day, domain, counts }) => {
      const tally = tallyOf(counts, "deferral");
      return { day, domain, offered: acceptedOf(counts), tally: tally && tally.trials > 0 ? { day, ...tally } : undefined };
    });
    this.#reputations = reputations;
    this.#receiving = receiving;
  }

  /** The likeliest volume of a new sender; undefined where no deferrals are counted. */
  best(prior: Prior): VolumeStart | undefined {
    if (this.expected(prior.value).length === 0) return undefined;
    let deviation = this.#receiving.dayDeviation;
    let volumeStart = prior.value;
    for (let round = 0; round < ROUNDS; round++) {
      volumeStart = this.#topVolume(prior, deviation);
      const expected = this.expected(volumeStart);
      const scatter = (log: number): number => heightOf(expected, Math.exp(log));
      deviation = Math.exp(topOnGrid(scatter, Math.log(DEVIATION_MIN), Math.log(DEVIATION_MAX), ROUGHLY).x);
    }
    return { volumeStart, deviation, height: this.height(volumeStart, deviation) };
  }

  #topVolume(prior: Prior, deviation: number): number {
    return topWithin(prior, (volume) => this.height(volume, deviation), topOnGrid).x;
  }

  /** The 90 % interval; undefined where all volumes fit alike. */
  interval({ volumeStart, deviation, height }: VolumeStart, prior: Prior): Interval | undefined {
    const heightAt = (volume: number) => this.height(volume, deviation);
    return told(heightAt, { x: volumeStart, height }, prior, logarithm);
  }

  /** How likely the counted deferrals are. */
  height(volumeStart: number, deviation: number): number {
    return heightOf(this.expected(volumeStart), deviation);
  }

  /** Deferrals of first tries by day, and the share that is expected. */
  expected(volumeStart: number): readonly Expected[] {
    const volumes = new Map<number, DayVolume>();
    const days: Expected[] = [];
    for (const [at, { day, domain, offered, tally }] of this.#cells.entries()) {
      const reputation = this.#reputations[at] ?? 0;
      const last = volumes.get(domain);
      const volume = last === undefined ? volumeStart : this.#volumeOn(day, last, { volumeStart, reputation });
      const before = last?.day === day ? last.offered : 0;
      volumes.set(domain, { day, volume, offered: before + offered });
      if (tally === undefined) continue;
      add(days, tally, deferralShare(volume, before + offered, reputation, this.#receiving));
    }
    return days;
  }

  /** The volume that a provider takes on a day, from what it took on the last day with mail, and what it thinks since then. */
  #volumeOn(
    day: number,
    last: DayVolume,
    { volumeStart, reputation }: { readonly volumeStart: number; readonly reputation: number },
  ): number {
    if (last.day === day) return last.volume;
    const grown = volumeAfter(last.volume, last.offered, reputation, this.#receiving);
    const idleDays = day - last.day - 1;
    // A sender that was idle is not trusted less than one that never sent.
    return Math.max(grown * 0.5 ** (idleDays / this.#receiving.volumeIdleHalfLifeDays), Math.min(volumeStart, grown));
  }
}

function heightOf(expected: readonly Expected[], deviation: number): number {
  let sum = 0;
  for (const { tally, share } of expected) sum += logLikelihood(tally, share, precisionOf(share, deviation));
  return sum;
}

const ROUNDS = 2;

/** What a provider took from a new sender, under every weight of a complaint that the log allows: 90 % intervals together. */
export function volumeInterval(
  provider: ProviderCells,
  reputationsBy: (complaintWeight: number) => Float64Array,
  { weights, prior, receiving }: { readonly weights: readonly number[]; readonly prior: Prior; readonly receiving: Receiving },
): Interval | undefined {
  const intervals = weights.flatMap((weight) => {
    const model = new DeferralModel(provider, reputationsBy(weight), receiving);
    const best = model.best(prior);
    return best === undefined ? [] : [model.interval(best, prior)];
  });
  const [first] = intervals;
  const told = intervals.filter((each) => each !== undefined);
  if (first === undefined || told.length < intervals.length) return undefined;
  return { value: first.value, low: Math.min(...told.map(({ low }) => low)), high: Math.max(...told.map(({ high }) => high)) };
}

/** Adds a cell to its day, whose share is the mean of its cells' by mails. */
function add(days: Expected[], tally: DayTally, written: number): void {
  const share = inside(written);
  const last = days.at(-1);
  if (last?.tally.day !== tally.day) {
    days.push({ tally, share });
    return;
  }
  const trials = last.tally.trials + tally.trials;
  days[days.length - 1] = {
    tally: { day: tally.day, trials, events: last.tally.events + tally.events },
    share: (last.share * last.tally.trials + share * tally.trials) / trials,
  };
}
