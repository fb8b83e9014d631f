import { logStarts } from "../../model/calibration.ts";
import type { Receiving } from "../../world/parameters.ts";
import { fromLogit, logarithm, logit, odds } from "../scales.ts";
import type { Tally } from "./beta-binomial.ts";
import type { ProviderCells } from "./cells.ts";
import { crossing, FALL_90, ROUGHLY, type Top, topNear, topOf } from "./numbers.ts";
import { type Judgement, OPEN_MIN, OpenModel } from "./open-model.ts";
import { type Prior, searched, told, topWithin } from "./prior.ts";
import { DEVIATION_MAX, DEVIATION_MIN, type Interval, sumOf } from "./rates.ts";

/** What is known before of what is fitted. */
export interface PlacementPriors {
  readonly receiving: Receiving;
  readonly spamSlope: Prior;
  readonly complaintWeight: Prior;
  readonly deviation: Prior;
  /** Of each provider, in their order. */
  readonly inboxShares: readonly Prior[];
}

/** What is fitted of one provider. */
export interface ProviderPlacement {
  readonly model: OpenModel;
  readonly openShare: number;
  readonly inboxShare: number;
}

/** The likeliest judgement of senders, and what it says of each provider. */
export interface Placement {
  readonly judgement: Judgement;
  readonly providers: readonly ProviderPlacement[];
  readonly height: number;
  /** What the other beginning of the log says, where it fits about as well. */
  readonly rival?: Placement;
}

/** 90 % intervals; undefined where all values fit alike. */
export interface PlacementIntervals {
  readonly spamSlope: Interval | undefined;
  readonly complaintWeight: Interval | undefined;
  readonly deviation: Interval | undefined;
  /** By provider, in their order. */
  readonly inboxShares: readonly (Interval | undefined)[];
}

/** A judgement and how likely the log is under it. */
interface Settled {
  readonly judgement: Judgement;
  readonly height: number;
}

/** Fits what becomes of mail by the reputation of its sender to opens and to what a panel found. */
export class PlacementFit {
  readonly #priors: PlacementPriors;
  readonly #models: readonly OpenModel[];

  constructor(providers: readonly ProviderCells[], priors: PlacementPriors) {
    this.#priors = priors;
    this.#models = providers.map((provider) => new OpenModel(provider, priors.receiving));
  }

  /** How many mails were delivered whose opens are counted, and how many were opened. */
  opens(): Tally {
    return sumOf(this.#models.flatMap(({ days }) => days.map(({ opens }) => opens)));
  }

  /** The likeliest of all. */
  best(): Placement {
    const begun = logStarts.map((start) => this.#settled(this.#startingAt(start), 1));
    const highest = Math.max(...begun.map(({ height }) => height));
    const near = begun.filter(({ height }) => height > highest - HOPELESS);
    const settled = near.map((each) => this.#settled(each.judgement, ROUNDS_MAX));
    let [best] = settled;
    for (const other of settled) if (best === undefined || other.height > best.height) best = other;
    if (best === undefined) throw new Error("One of two beginnings is the higher.");
    const rival = settled.find((other) => other !== best && other.height > best.height - UNCLEAR);
    return { ...this.#placed(best), ...(rival && { rival: this.#placed(rival) }) };
  }

  #placed({ judgement, height }: Settled): Placement {
    return { judgement, providers: this.#models.map((model, at) => this.#placement(model, at, judgement)), height };
  }

  /** The likeliest judgement for a log that begins in one way: slope and weight together, the day's effect in between. */
  #settled(from: Judgement, rounds: number): Settled {
    let settled: Settled = { judgement: from, height: this.#height(from) };
    for (let round = 0; round < rounds; round++) {
      const slope = this.#topSlope(settled.judgement, (each) => this.#topWeight(each).height).x;
      const sloped = { ...settled.judgement, spamSlope: slope };
      const weighed = { ...sloped, complaintWeight: this.#topWeight(sloped).x };
      const deviation = this.#topDeviation(weighed);
      const next = { judgement: { ...weighed, deviation: deviation.x }, height: deviation.height };
      const gained = next.height - settled.height;
      if (gained > 0) settled = next;
      if (gained < SETTLED) break;
    }
    return settled;
  }

  #startingAt(start: Judgement["start"]): Judgement {
    const { spamSlope, complaintWeight, deviation } = this.#priors;
    return { start, spamSlope: spamSlope.value, complaintWeight: complaintWeight.value, deviation: deviation.value };
  }

  /** How likely the log is under a judgement, each provider's own numbers at their likeliest. */
  #height(judgement: Judgement): number {
    let sum = 0;
    for (const [at, model] of this.#models.entries()) sum += this.#providerTop(model, at, judgement).height;
    return sum;
  }

  #topDeviation(judgement: Judgement): Top {
    const height = (log: number) => this.#height({ ...judgement, deviation: Math.exp(log) });
    const top = topOf(height, Math.log(DEVIATION_MIN), Math.log(DEVIATION_MAX), ROUGHLY);
    return { x: Math.exp(top.x), height: top.height };
  }

  #topSlope(judgement: Judgement, heightAt = (each: Judgement): number => this.#height(each)): Top {
    return topWithin(this.#priors.spamSlope, (spamSlope) => heightAt({ ...judgement, spamSlope }), topOf);
  }

  #topWeight(judgement: Judgement): Top {
    return topWithin(this.#priors.complaintWeight, (complaintWeight) => this.#height({ ...judgement, complaintWeight }), topOf);
  }

  #placement(model: OpenModel, at: number, judgement: Judgement): ProviderPlacement {
    const inboxShare = fromLogit(this.#providerTop(model, at, judgement).x);
    const inboxShares = model.inboxShares(judgement, inboxShare);
    return { model, inboxShare, openShare: fromLogit(topOpen(model, inboxShares, judgement).x) };
  }

  #inboxShare(at: number): Prior {
    const prior = this.#priors.inboxShares[at];
    if (prior === undefined) throw new Error("Something is known before of every provider.");
    return prior;
  }

  /** The likeliest share of a good sender's mail in the inbox, by its odds; without a panel it stays as it is. */
  #providerTop(model: OpenModel, at: number, judgement: Judgement): Top {
    const { value, low, high } = this.#inboxShare(at);
    if (!model.hasPanel) return { x: logit(value), height: inboxHeight(model, judgement, value) };
    const height = (scaled: number) => inboxHeight(model, judgement, fromLogit(scaled));
    return topOf(height, ...searched({ low, high }, odds), ROUGHLY);
  }

  /** The 90 % interval of each parameter, under both beginnings where both fit; undefined where all values fit alike. */
  intervals(placement: Placement): PlacementIntervals {
    const own = this.#intervalsOf(placement);
    return placement.rival === undefined ? own : this.#bothOf(own, this.#intervalsOf(placement.rival));
  }

  #bothOf(one: PlacementIntervals, other: PlacementIntervals): PlacementIntervals {
    const { spamSlope, complaintWeight, deviation } = this.#priors;
    return {
      spamSlope: joined(one.spamSlope, other.spamSlope, spamSlope),
      complaintWeight: joined(one.complaintWeight, other.complaintWeight, complaintWeight),
      deviation: joined(one.deviation, other.deviation, deviation),
      inboxShares: one.inboxShares.map((each, at) => joined(each, other.inboxShares[at], this.#inboxShare(at))),
    };
  }

  #intervalsOf(placement: Placement): PlacementIntervals {
    const { judgement, height } = placement;
    const { spamSlope, complaintWeight, deviation } = this.#priors;
    const slopeHeight = (each: number) => this.#topWeight({ ...judgement, spamSlope: each }).height;
    const weightHeight = (each: number) => this.#topSlope({ ...judgement, complaintWeight: each }).height;
    const deviationHeight = (each: number) => this.#height({ ...judgement, deviation: each });
    const slopes = told(slopeHeight, { x: judgement.spamSlope, height }, spamSlope, logarithm);
    const weights = told(weightHeight, { x: judgement.complaintWeight, height }, complaintWeight, logarithm);
    const others = this.#othersAround(judgement, slopes ?? spamSlope, weights ?? complaintWeight);
    return {
      spamSlope: slopes,
      complaintWeight: weights,
      deviation: told(deviationHeight, { x: judgement.deviation, height }, deviation, logarithm),
      inboxShares: placement.providers.map((each, at) => this.#inboxInterval(each, at, judgement, others)),
    };
  }

  /** Judgements at the ends of what slope and weight may be, the other one at its likeliest there. */
  #othersAround(judgement: Judgement, slopes: Interval, weights: Interval): readonly (readonly Judgement[])[] {
    const atSlopes = [slopes.low, slopes.high].map((spamSlope) => {
      const at = { ...judgement, spamSlope };
      return { ...at, complaintWeight: this.#topWeight(at).x };
    });
    const atWeights = [weights.low, weights.high].map((complaintWeight) => {
      const at = { ...judgement, complaintWeight };
      return { ...at, spamSlope: this.#topSlope(at).x };
    });
    return [atSlopes, atWeights];
  }

  /**
   * What a panel says of a provider's inbox: the interval under the likeliest judgement, and how far the top moves under
   * others, added as the errors of two measurements are.
   */
  #inboxInterval(
    { model, inboxShare }: ProviderPlacement,
    at: number,
    judgement: Judgement,
    others: readonly (readonly Judgement[])[],
  ): Interval | undefined {
    if (!model.hasPanel) return undefined;
    const height = (each: number) => inboxHeight(model, judgement, each);
    const own = told(height, { x: inboxShare, height: height(inboxShare) }, this.#inboxShare(at), odds);
    if (own === undefined) return undefined;
    const middle = logit(own.value);
    const moved = others.map((ends) =>
      Math.max(...ends.map((other) => Math.abs(this.#providerTop(model, at, other).x - logit(inboxShare)))),
    );
    return {
      value: own.value,
      low: fromLogit(middle - Math.hypot(middle - logit(own.low), ...moved)),
      high: fromLogit(middle + Math.hypot(logit(own.high) - middle, ...moved)),
    };
  }
}

/** What two fits allow together; undefined where that is all that was known before. */
function joined(one: Interval | undefined, other: Interval | undefined, prior: Prior): Interval | undefined {
  if (one === undefined || other === undefined) return undefined;
  const [low, high] = [Math.min(one.low, other.low), Math.max(one.high, other.high)];
  return low <= prior.low && high >= prior.high ? undefined : { value: one.value, low, high };
}

/** Rounds end when one gains less than this in log likelihood. */
const SETTLED = 0.01;
const ROUNDS_MAX = 12;
/** Further rounds gain less than this in log likelihood than the first one: whatever lies lower after it stays lower. */
const HOPELESS = 30;
/** Two beginnings of a log whose log likelihoods differ by less are not told apart. */
const UNCLEAR = 3;

function topOpen(model: OpenModel, inboxShares: Float64Array, { deviation }: Judgement): Top {
  const height = (scaled: number) => model.openHeight(inboxShares, fromLogit(scaled), deviation);
  const middle = logit(model.meanOpenShare(inboxShares));
  return topNear(height, middle, OPEN_AROUND, 1e-3);
}

/** How far, in logits, the likeliest share of people who open may lie from that of all days together. */
const OPEN_AROUND = 1;

/** How likely a provider's days are, its people's opens at their likeliest. */
function inboxHeight(model: OpenModel, judgement: Judgement, inboxShare: number): number {
  const inboxShares = model.inboxShares(judgement, inboxShare);
  return topOpen(model, inboxShares, judgement).height + (model.hasPanel ? model.panelHeight(inboxShares) : 0);
}

/** How often people at a provider open what they see, with its 90 % interval under the likeliest judgement. */
export function openInterval({ model, inboxShare, openShare }: ProviderPlacement, judgement: Judgement): Interval {
  const inboxShares = model.inboxShares(judgement, inboxShare);
  const height = (scaled: number) => model.openHeight(inboxShares, fromLogit(scaled), judgement.deviation);
  const at = logit(openShare);
  const level = height(at) - FALL_90;
  return {
    value: openShare,
    low: fromLogit(crossing(height, [at, Math.min(at, logit(OPEN_MIN))], level, 1e-3)),
    high: fromLogit(crossing(height, [at, Math.max(at, logit(1 - OPEN_MIN))], level, 1e-3)),
  };
}
