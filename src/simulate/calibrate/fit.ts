import type { FittedRate } from "../../model/calibration.ts";
import type { ParameterNote } from "../../model/simulation.ts";
import { calibrationThresholds } from "../../model/thresholds.ts";
import type { WorldTables } from "../../world/parameters.ts";
import type { ProviderCells } from "./cells.ts";
import { type Placement, PlacementFit, type PlacementIntervals, type PlacementPriors } from "./placement.ts";
import type { Prior } from "./prior.ts";
import { fitRates } from "./rates.ts";
import { DeferralModel, type VolumeStart } from "./volume-start.ts";

/** All that was fitted to some days of a log. */
export interface Fit {
  readonly rates: readonly FittedRate[];
  /** Undefined where opens are not counted, or too few. */
  readonly placement: { readonly best: Placement; readonly intervals: () => PlacementIntervals } | undefined;
  /** By provider, in their order; undefined where deferrals are not counted, or the sender was known before. */
  readonly deferrals: readonly (VolumeStart | undefined)[];
}

/** What a fit begins from. */
export interface Priors extends PlacementPriors {
  readonly volumeStarts: readonly Prior[];
}

/** What the tables know before of the parameters that a log may tell. */
export function priorsOf(providers: readonly ProviderCells[], tables: WorldTables): Priors {
  const notes = new Map(notesOf(tables).map((note) => [note.name, note]));
  const ofProvider = (key: string) => providers.map(({ id }) => priorIn(notes, `providers.${id}.${key}`));
  return {
    receiving: tables.receiving.value,
    spamSlope: priorIn(notes, "receiving.spamSlope"),
    complaintWeight: priorIn(notes, "receiving.complaintWeight"),
    deviation: priorIn(notes, "receiving.dayDeviation"),
    inboxShares: ofProvider("inboxShare"),
    volumeStarts: ofProvider("volumeStart"),
  };
}

/** Notes of all parameters that a log may tell. */
export function notesOf({ receiving, providers }: WorldTables): readonly ParameterNote[] {
  return [...receiving.notes, ...[...providers.values()].flatMap(({ notes }) => notes)];
}

/** Of a parameter without a range there is nothing to tell. */
function priorIn(notes: ReadonlyMap<string, ParameterNote>, name: string): Prior {
  const { value, range } = notes.get(name) ?? {};
  if (typeof value !== "number") throw new Error(`There is no parameter ${name}.`);
  const [low, high] = range ?? [value, value];
  return { value, low, high };
}

/** Fits all that can be fitted to the mail of a log. */
export function fitted(providers: readonly ProviderCells[], priors: Priors): Fit {
  const rates = fitRates(providers, priors.receiving);
  const placementFit = new PlacementFit(providers, priors);
  if (placementFit.opens().events < calibrationThresholds.opensMin) return { rates, placement: undefined, deferrals: [] };
  const best = placementFit.best();
  const deferrals = best.providers.map(({ model }, at) => {
    const provider = providers[at];
    const prior = priors.volumeStarts[at];
    if (provider === undefined || prior === undefined || best.judgement.start === "known") return undefined;
    const deferral = new DeferralModel(provider, model.reputations(best.judgement), priors.receiving);
    return deferral.best(prior);
  });
  return { rates, placement: { best, intervals: () => placementFit.intervals(best) }, deferrals };
}
