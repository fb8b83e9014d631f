import type { FittedParameter, UntoldParameter, UntoldReason } from "../../model/calibration.ts";
import type { ParameterNote } from "../../model/simulation.ts";
import { calibrationThresholds } from "../../model/thresholds.ts";
import type { WorldTables } from "../../world/parameters.ts";
import { dailyTallies, type ProviderCells } from "./cells.ts";
import { type Fit, notesOf, type Priors } from "./fit.ts";
import type { LogColumn } from "./log.ts";
import type { PlacementIntervals } from "./placement.ts";
import type { Interval } from "./rates.ts";
import { volumeInterval } from "./volume-start.ts";

/** What parameters are told from. */
export interface Telling {
  readonly columns: ReadonlySet<LogColumn>;
  readonly providers: readonly ProviderCells[];
  readonly tables: WorldTables;
  readonly priors: Priors;
  readonly fit: Fit;
  /** Whether some mail was sent from IPs that others send from too: neighbours have a part in what became of it. */
  readonly hasSharedIps: boolean;
  /** Undefined where reputation could not be fitted. */
  readonly intervals: PlacementIntervals | undefined;
  /** Where a value comes from, for its note. */
  readonly source: string;
}

/** Parameters by name, with what the log says of each, or why it says nothing. */
type Telltale = readonly [name: string, said: Interval | UntoldReason];

/** Parts the parameters that a log may tell in those that it does and those that keep their default. */
export function toldParameters(telling: Telling): {
  readonly parameters: readonly FittedParameter[];
  readonly untold: readonly UntoldParameter[];
} {
  const parameters: FittedParameter[] = [];
  const untold: UntoldParameter[] = [];
  for (const [name, said] of [...ofReceiving(telling), ...telling.providers.flatMap((_, at) => ofProvider(telling, at))]) {
    const note = notesOf(telling.tables).find((each) => each.name === name);
    if (note === undefined) continue;
    if (typeof said === "string") untold.push({ note, reason: said });
    else parameters.push(calibrated(note, said, telling.source));
  }
  return { parameters, untold };
}

function ofReceiving({ columns, intervals, hasSharedIps }: Telling): readonly Telltale[] {
  const { spamSlope, complaintWeight, deviation } = intervals ?? {};
  const reason = !columns.has("unique_opens") ? "no-column" : intervals === undefined ? "too-few" : "flat";
  const weightReason = columns.has("complaints") ? reason : "no-column";
  return [
    ["receiving.spamSlope", hasSharedIps ? "shared-ips" : (spamSlope ?? reason)],
    ["receiving.complaintWeight", hasSharedIps ? "shared-ips" : (complaintWeight ?? weightReason)],
    ["receiving.dayDeviation", deviation ?? reason],
  ];
}

function ofProvider(telling: Telling, at: number): readonly Telltale[] {
  const id = telling.providers[at]?.id ?? "";
  return [
    [`providers.${id}.inboxShare`, inboxShare(telling, at)],
    [`providers.${id}.softBounceShare`, softBounceShare(telling, id)],
    [`providers.${id}.volumeStart`, volumeStart(telling, at)],
  ];
}

function inboxShare({ columns, fit: { placement }, intervals }: Telling, at: number): Interval | UntoldReason {
  if (!columns.has("inbox")) return "no-column";
  if (placement?.best.providers[at]?.model.hasPanel !== true) return "too-few";
  return intervals?.inboxShares[at] ?? "flat";
}

function softBounceShare({ columns, fit }: Telling, id: string): Interval | UntoldReason {
  if (!columns.has("soft_bounce")) return "no-column";
  const own = fit.rates.find(({ rate, provider }) => rate === "softBounce" && provider === id);
  return own === undefined || own.isPooled || own.events < calibrationThresholds.ownEventsMin ? "too-few" : own;
}

function volumeStart(telling: Telling, at: number): Interval | UntoldReason {
  const { columns, providers, priors, fit } = telling;
  if (!columns.has("deferred_first_try")) return "no-column";
  const [provider, prior, best] = [providers[at], priors.volumeStarts[at], fit.placement?.best];
  if (!provider || !prior || !best || dailyTallies(provider.cells, "deferral").length === 0) return "too-few";
  if (best.judgement.start === "known" || best.rival !== undefined) return "known-before";
  const reputationsBy = (complaintWeight: number) =>
    best.providers[at]?.model.reputations({ ...best.judgement, complaintWeight }) ?? new Float64Array();
  const weights = [best.judgement.complaintWeight, ...endsOf(telling.intervals?.complaintWeight ?? priors.complaintWeight)];
  return volumeInterval(provider, reputationsBy, { weights, prior, receiving: priors.receiving }) ?? "flat";
}

function endsOf({ low, high }: Interval): readonly number[] {
  return [low, high];
}

/** The note of a parameter with what a log says of it, to four digits that tell. */
function calibrated(note: ParameterNote, { value, low, high }: Interval, source: string): FittedParameter {
  const isWhole = note.name.endsWith(".volumeStart");
  const rounded = (each: number) => (isWhole ? Math.round(each) : Number(each.toPrecision(4)));
  const range = [rounded(low), rounded(high)] as const;
  return { ...note, value: rounded(value), range, source, standing: "calibrated", defaultValue: note.value };
}
