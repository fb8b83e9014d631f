import type { FittedRateName, ListRate } from "../../model/calibration.ts";
import type { Receiving } from "../../world/parameters.ts";
import { dailyTallies, type ProviderCells } from "./cells.ts";
import type { Fit } from "./fit.ts";
import { OpenModel } from "./open-model.ts";
import { openInterval, type ProviderPlacement } from "./placement.ts";
import { deviationOf, type Interval, intervalOf, sumOf, totalsByDay } from "./rates.ts";

/** Mails of a log, and of them those that people saw in the inbox and those that people opened, as the model has it. */
interface Seen {
  readonly delivered: number;
  readonly inbox: number;
  readonly opened: number;
}

/**
 * Rates of all mail of a log as a list of a scenario sets them: by addresses, mails in the inbox, or opens of people. What
 * the log counts is a share of other mails, and is divided by the model's share of these.
 */
export function listRatesOf(providers: readonly ProviderCells[], fit: Fit, receiving: Receiving): readonly ListRate[] {
  const placements = providers.map((provider, at) => fit.placement?.best.providers[at] ?? unplaced(provider, receiving));
  const seen = placements.map((placement) => seenOf(placement, fit, receiving));
  const inboxShare = sum(seen, "inbox") / sum(seen, "delivered");
  const opens = sumOf(placements.flatMap(({ model }) => model.days.map((day) => day.opens))).events;
  const peopleShare = sum(seen, "opened") / opens;
  const rate = (name: ListRate["name"], count: FittedRateName, ofMails: number): readonly ListRate[] => {
    const tallies = totalsByDay(providers.map(({ cells }) => dailyTallies(cells, count)));
    if (tallies.length === 0 || !(ofMails > 0)) return [];
    const { value, low, high } = intervalOf(tallies, deviationOf([tallies], receiving));
    const [asSet, least, most] = [value, low, high].map((each) => Math.min(1, each / ofMails));
    return [{ name, value: asSet ?? value, low: least ?? low, high: most ?? high }];
  };
  return [
    ...rate("invalidShare", "hardBounce", 1),
    ...openShare(placements, seen, fit),
    ...rate("clickOfOpensShare", "click", peopleShare),
    ...rate("complaintShare", "complaint", inboxShare),
    ...rate("unsubscribeShare", "unsubscribe", inboxShare),
  ];
}

/** A provider whose mail could not be fitted, by its defaults. */
function unplaced(provider: ProviderCells, receiving: Receiving): ProviderPlacement {
  return { model: new OpenModel(provider, receiving), inboxShare: provider.profile.inboxShare, openShare: 0 };
}

function seenOf({ model, inboxShare }: ProviderPlacement, { placement }: Fit, receiving: Receiving): Seen {
  const { missingShare, machineOpenShare } = model.profile;
  const judgement = placement?.best.judgement ?? { ...receiving, start: "new" as const, deviation: receiving.dayDeviation };
  const shares = model.inboxShares(judgement, inboxShare);
  let [delivered, inbox, opened] = [0, 0, 0];
  for (const [at, day] of model.days.entries()) {
    const placed = day.delivered * (1 - missingShare);
    delivered += day.delivered;
    inbox += placed * (shares[at] ?? 1);
    // Of the opens of people, machines had a part before.
    opened += Math.max(0, (day.opens.events - machineOpenShare * Math.min(placed, day.opens.trials)) / (1 - machineOpenShare));
  }
  return { delivered, inbox, opened };
}

function sum(seen: readonly Seen[], key: keyof Seen): number {
  return seen.reduce((all, each) => all + each[key], 0);
}

/** The mean over the mail in the inbox of all providers; their ends are taken together, which makes no interval too narrow. */
function openShare(placements: readonly ProviderPlacement[], seen: readonly Seen[], { placement }: Fit): readonly ListRate[] {
  if (placement === undefined) return [];
  const { judgement } = placement.best;
  let [value, low, high, mails] = [0, 0, 0, 0];
  for (const [at, each] of placements.entries()) {
    if (each.model.days.every(({ opens }) => opens.trials === 0)) continue;
    const own: Interval = openInterval(each, judgement);
    const weight = seen[at]?.inbox ?? 0;
    value += own.value * weight;
    low += own.low * weight;
    high += own.high * weight;
    mails += weight;
  }
  return mails === 0 ? [] : [{ name: "openShare", value: value / mails, low: low / mails, high: high / mails }];
}
