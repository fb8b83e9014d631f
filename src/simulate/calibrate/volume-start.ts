import { deferralShare, volumeAfter } from "../../world/formulas.ts";
import type { Receiving } from "../../world/parameters.ts";
import { logLikelihood, precisionOf } from "./beta-binomial.ts";
import { acceptedOf, type Cell, type DayTally, type ProviderCells, tallyOf } from "./cells.ts";
import { topOf } from "./numbers.ts";
import { type Prior, told } from "./placement.ts";
import { DEVIATION_MAX, DEVIATION_MIN, type Interval } from "./rates.ts";

/** What a provider took from a new sender without deferring any, and how far deferrals scatter by the day. */
export interface VolumeStart {
  readonly volumeStart: number;
  readonly deviation: number;
  readonly height: number;
}

/** Deferrals at one provider, by the reputation of the sender of each cell. */
export class DeferralModel {
  readonly #cells: readonly Cell[];
  readonly #reputations: Float64Array;
  readonly #receiving: Receiving;

  constructor({ cells }: ProviderCells, reputations: Float64Array, receiving: Receiving) {
    this.#cells = cells;
    this.#reputations = reputations;
    this.#receiving = receiving;
  }

  /** The likeliest volume of a new sender; undefined where no deferrals are counted. */
  best(prior: Prior): VolumeStart | undefined {
    if (this.expected(prior.value).length === 0) return undefined;
    let deviation = START_DEVIATION;
    let volumeStart = prior.value;
    for (let round = 0; round < ROUNDS; round++) {
      volumeStart = this.#topVolume(prior, deviation);
      const scatter = (log: number): number => this.height(volumeStart, Math.exp(log));
      deviation = Math.exp(topOf(scatter, Math.log(DEVIATION_MIN), Math.log(DEVIATION_MAX), 0.01).x);
    }
    return { volumeStart, deviation, height: this.height(volumeStart, deviation) };
  }

  /** The likelihood may have several tops: the best of a row of volumes, and from there on the top between its neighbours. */
  #topVolume({ low, high }: Prior, deviation: number): number {
    const [from, to] = [Math.log(low) - AROUND, Math.log(high) + AROUND];
    const step = (to - from) / GRID;
    const height = (log: number) => this.height(Math.exp(log), deviation);
    let best = { x: from, height: height(from) };
    for (let at = 1; at <= GRID; at++) {
      const x = from + at * step;
      const here = height(x);
      if (here > best.height) best = { x, height: here };
    }
    return Math.exp(topOf(height, Math.max(from, best.x - step), Math.min(to, best.x + step), 0.01).x);
  }

  /** The 90 % interval; undefined where all volumes fit alike. */
  interval({ volumeStart, deviation, height }: VolumeStart, prior: Prior): Interval | undefined {
    const heightAt = (volume: number) => this.height(volume, deviation);
    return told(heightAt, { x: volumeStart, height }, prior, { to: Math.log, from: Math.exp });
  }

  /** How likely the counted deferrals are. */
  height(volumeStart: number, deviation: number): number {
    let sum = 0;
    for (const { tally, share } of this.expected(volumeStart)) sum += logLikelihood(tally, share, precisionOf(share, deviation));
    return sum;
  }

  /** Deferrals of first tries by day, and the share that is expected. */
  expected(volumeStart: number): readonly { readonly tally: DayTally; readonly share: number }[] {
    const volumes = new Map<number, { day: number; volume: number; offered: number; reputation: number }>();
    const days: { tally: DayTally; share: number }[] = [];
    for (const [at, { day, domain, counts }] of this.#cells.entries()) {
      const reputation = this.#reputations[at] ?? 0;
      const offered = acceptedOf(counts);
      const last = volumes.get(domain);
      const volume = last === undefined ? volumeStart : this.#volumeOn(day, last, reputation);
      const before = last?.day === day ? last.offered : 0;
      volumes.set(domain, { day, volume, offered: before + offered, reputation });
      const tally = tallyOf(counts, "deferral");
      if (tally === undefined || tally.trials === 0) continue;
      add(days, { day, ...tally }, deferralShare(volume, before + offered, reputation, this.#receiving));
    }
    return days;
  }

  /** The volume that a provider takes on a day, from what it took on the last day with mail. */
  #volumeOn(
    day: number,
    last: { readonly day: number; readonly volume: number; readonly offered: number },
    reputation: number,
  ): number {
    if (last.day === day) return last.volume;
    const grown = volumeAfter(last.volume, last.offered, reputation, this.#receiving);
    const idleDays = day - last.day - 1;
    return grown * 0.5 ** (idleDays / this.#receiving.volumeIdleHalfLifeDays);
  }
}

const START_DEVIATION = 0.2;
const ROUNDS = 2;
const GRID = 40;
const AROUND = Math.LN2;
const NEARLY = 1e-9;

/** Adds a cell to its day, whose share is the mean of its cells' by mails. */
function add(days: { tally: DayTally; share: number }[], tally: DayTally, written: number): void {
  const share = Math.min(1 - NEARLY, Math.max(NEARLY, written));
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
