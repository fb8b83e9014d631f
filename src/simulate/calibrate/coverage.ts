import type { Coverage, FittedRate, HeldCount } from "../../model/calibration.ts";
import { fittedRateNames } from "../../model/calibration.ts";
import { calibrationThresholds } from "../../model/thresholds.ts";
import { chanceUpTo, precisionOf, type Tally } from "./beta-binomial.ts";
import { dailyTallies, type ProviderCells } from "./cells.ts";
import { type Fit, fitted, type Priors } from "./fit.ts";
import { OpenModel } from "./open-model.ts";
import type { ProviderPlacement } from "./placement.ts";
import { DeferralModel } from "./volume-start.ts";

const { heldShare, heldDaysMin, heldCountsMin, heldExpectedMin } = calibrationThresholds;

/** A count of one day, and what was expected of it. */
interface Held {
  readonly count: HeldCount;
  readonly tally: Tally;
  readonly rate: number;
  readonly deviation: number;
}

/**
 * Holds the daily counts of the last days against a fit of the days before. Each day is told from what was
 * known when it began, the mails that were sent on it given. Undefined where there are too few days or counts.
 */
export function coverageOf(providers: readonly ProviderCells[], days: readonly number[], priors: Priors): Coverage | undefined {
  const from = days[days.length - Math.floor(days.length * heldShare)];
  if (days.length < heldDaysMin || from === undefined) return undefined;
  const before = providers.map((provider) => ({ ...provider, cells: provider.cells.filter(({ day }) => day < from) }));
  const fit = fitted(before, priors);
  const held = [
    ...heldRates(providers, fit.rates, from),
    ...heldOpens(providers, fit, from, priors),
    ...heldDeferrals(providers, fit, from, priors),
  ];
  const counted = held.filter(({ tally, rate }) => tally.trials * Math.min(rate, 1 - rate) >= heldExpectedMin);
  if (counted.length < heldCountsMin) return undefined;
  const names: readonly HeldCount[] = [...new Set(counted.map(({ count }) => count))];
  return {
    ...shareOf(counted),
    byCount: names.map((count) => ({ count, ...shareOf(counted.filter((each) => each.count === count)) })),
  };
}

function shareOf(held: readonly Held[]): { readonly share: number; readonly counts: number } {
  let covered = 0;
  for (const each of held) covered += coveredBy(each);
  return { share: covered / held.length, counts: held.length };
}

/**
 * Whether a count lies within its 90 % band. Counts are whole, so that a band of them never has just 90 %: one that lies
 * on its edge is covered in part, as much as the band would have to take of it.
 */
function coveredBy({ tally, rate, deviation }: Held): number {
  const precision = precisionOf(rate, deviation);
  const to = chanceUpTo(tally, rate, precision);
  const from = Math.min(to, chanceUpTo({ trials: tally.trials, events: tally.events - 1 }, rate, precision));
  if (to - from < 1e-12) return to > LOW && to < HIGH ? 1 : 0;
  return Math.max(0, Math.min(to, HIGH) - Math.max(from, LOW)) / (to - from);
}

const LOW = 0.05;
const HIGH = 0.95;

function heldRates(providers: readonly ProviderCells[], rates: readonly FittedRate[], from: number): readonly Held[] {
  return providers.flatMap(({ id, cells }) => {
    const last = cells.filter(({ day }) => day >= from);
    return fittedRateNames.flatMap((count) => {
      const { value: rate, deviation } = rates.find((each) => each.rate === count && each.provider === id) ?? {};
      if (rate === undefined || deviation === undefined) return [];
      return dailyTallies(last, count).map((tally) => ({ count, tally, rate, deviation }));
    });
  });
}

function heldOpens(
  providers: readonly ProviderCells[],
  { placement }: Fit,
  from: number,
  { receiving }: Priors,
): readonly Held[] {
  if (placement === undefined) return [];
  const { judgement } = placement.best;
  return providers.flatMap((provider, at) => {
    const fit: ProviderPlacement | undefined = placement.best.providers[at];
    if (fit === undefined || fit.model.days.length === 0) return [];
    const model = new OpenModel(provider, receiving);
    const inboxShares = model.inboxShares(judgement, fit.inboxShare);
    return model.days.flatMap(({ day, opens }, each): readonly Held[] =>
      day < from || opens.trials === 0
        ? []
        : [{ count: "open", tally: opens, ...model.opened(inboxShares[each] ?? 1, fit.openShare, judgement.deviation) }],
    );
  });
}

function heldDeferrals(
  providers: readonly ProviderCells[],
  { placement, deferrals }: Fit,
  from: number,
  { receiving }: Priors,
): readonly Held[] {
  if (placement === undefined) return [];
  const { judgement } = placement.best;
  return providers.flatMap((provider, at) => {
    const fit = deferrals[at];
    if (fit === undefined) return [];
    const reputations = new OpenModel(provider, receiving).reputations(judgement);
    const expected = new DeferralModel(provider, reputations, receiving).expected(fit.volumeStart);
    return expected.flatMap(({ tally, share }): readonly Held[] =>
      tally.day < from ? [] : [{ count: "deferral", tally, rate: share, deviation: fit.deviation }],
    );
  });
}
