import type { LogStart } from "../../model/calibration.ts";
import { calibrationThresholds } from "../../model/thresholds.ts";
import { anyOpenShare, inboxOfSeen, spamFolderShare } from "../../world/formulas.ts";
import type { MailboxProvider, Receiving } from "../../world/parameters.ts";
import { logLikelihood, precisionOf, type Tally } from "./beta-binomial.ts";
import { type Cell, deliveredOf, type ProviderCells } from "./cells.ts";
import { type Reputations, reputationsOf } from "./evidence.ts";
import { inside } from "./numbers.ts";

/** What the reputation of senders does to opens: the parameters that all providers share. */
export interface Judgement {
  readonly start: LogStart;
  readonly spamSlope: number;
  readonly complaintWeight: number;
  /** Of a day's effect on opens. */
  readonly deviation: number;
}

/** A day at a provider: opens that were counted, and what a panel found in the inbox. */
interface OpenDay {
  readonly day: number;
  /** The cells of the day, from one to before another. */
  readonly from: number;
  readonly to: number;
  readonly delivered: number;
  readonly opens: Tally;
  readonly panel: Tally;
}

/** How a provider's mail is opened, by what is fitted: where it lands, and how often people open what they see. */
export class OpenModel {
  readonly profile: MailboxProvider;
  readonly days: readonly OpenDay[];
  readonly hasPanel: boolean;
  readonly #receiving: Receiving;
  readonly #delivered: Float64Array;
  readonly #reputations: Readonly<Record<LogStart, Reputations>>;
  /** What was asked for last: searches ask for one weight many times. */
  #last: (Pick<Judgement, "start" | "complaintWeight"> & { readonly reputations: Float64Array }) | undefined;

  /** Of each cell, and under what they were worked out last. */
  readonly #factors: Float64Array;
  #factorsOf: { readonly reputations: Float64Array; readonly spamSlope: number } | undefined;

  constructor(provider: ProviderCells, receiving: Receiving) {
    const { profile, cells } = provider;
    this.profile = profile;
    this.#receiving = receiving;
    this.#delivered = Float64Array.from(cells, ({ counts }) => deliveredOf(counts));
    this.#factors = new Float64Array(cells.length);
    this.#reputations = {
      new: reputationsOf(provider, receiving, "new"),
      known: reputationsOf(provider, receiving, "known"),
    };
    this.days = openDays(cells, this.#delivered);
    this.hasPanel = this.days.some(({ panel }) => panel.trials > 0);
  }

  reputations({ start, complaintWeight }: Judgement): Float64Array {
    const last = this.#last;
    if (last?.start === start && last.complaintWeight === complaintWeight) return last.reputations;
    const reputations = this.#reputations[start](complaintWeight);
    this.#last = { start, complaintWeight, reputations };
    return reputations;
  }

  /** The share of mail in a folder that people see that lands in the inbox, day by day; `inboxShare` is of all mail taken. */
  inboxShares(judgement: Judgement, inboxShare: number): Float64Array {
    const factors = this.#factorsUnder(judgement);
    const ofSeen = inboxOfSeen(inboxShare, this.profile.missingShare);
    const ofGood = ofSeen / (1 - ofSeen);
    const shares = new Float64Array(this.days.length);
    for (const [day, { from, to, delivered }] of this.days.entries()) {
      let inbox = 0;
      for (let at = from; at < to; at++) {
        const odds = ofGood * (factors[at] ?? 1);
        inbox += (this.#delivered[at] ?? 0) * (1 - 1 / (1 + odds));
      }
      shares[day] = delivered === 0 ? 1 : inbox / delivered;
    }
    return shares;
  }

  /**
   * What the reputation of the sender of each cell does to the odds of the inbox: the same for every share that a good sender
   * has there, so that searches for that share need no logistic curve for each cell.
   */
  #factorsUnder(judgement: Judgement): Float64Array {
    const reputations = this.reputations(judgement);
    const { spamSlope } = judgement;
    if (this.#factorsOf?.reputations === reputations && this.#factorsOf.spamSlope === spamSlope) return this.#factors;
    const judging = { ...this.#receiving, spamSlope };
    for (let at = 0; at < reputations.length; at++)
      this.#factors[at] = 1 / spamFolderShare(0.5, reputations[at] ?? 0, judging) - 1;
    this.#factorsOf = { reputations, spamSlope };
    return this.#factors;
  }

  /** The share of delivered mail that is counted as opened, and how far a day's effect moves it: machines open every day alike. */
  opened(inbox: number, openShare: number, deviation: number): { readonly rate: number; readonly deviation: number } {
    const { missingShare, machineOpenShare } = this.profile;
    const seen = inbox + (1 - inbox) * this.#receiving.spamOpenShare;
    const people = anyOpenShare(machineOpenShare) * openShare * seen;
    const rate = (1 - missingShare) * (machineOpenShare + people);
    return { rate: inside(rate), deviation: (deviation * people) / (machineOpenShare + people) };
  }

  /** How often people open what they see if all days are alike: above 0 and below 1. */
  meanOpenShare(inboxShares: Float64Array): number {
    const { missingShare, machineOpenShare } = this.profile;
    let [people, seen] = [0, 0];
    for (const [at, { opens }] of this.days.entries()) {
      const inbox = inboxShares[at] ?? 1;
      people += opens.events / (1 - missingShare) - machineOpenShare * opens.trials;
      seen += anyOpenShare(machineOpenShare) * opens.trials * (inbox + (1 - inbox) * this.#receiving.spamOpenShare);
    }
    return Math.min(1 - OPEN_MIN, Math.max(OPEN_MIN, seen === 0 ? 0 : people / seen));
  }

  /** The logarithm of the likelihood of the counted opens, where the inbox has such shares day by day. */
  openHeight(inboxShares: Float64Array, openShare: number, deviation: number): number {
    let sum = 0;
    for (const [at, { opens }] of this.days.entries()) {
      if (opens.trials === 0) continue;
      const { rate, deviation: own } = this.opened(inboxShares[at] ?? 1, openShare, deviation);
      sum += logLikelihood(opens, rate, precisionOf(rate, own));
    }
    return sum;
  }

  /** The logarithm of the likelihood of what a panel found. */
  panelHeight(inboxShares: Float64Array): number {
    let sum = 0;
    for (const [at, { panel }] of this.days.entries()) {
      if (panel.trials === 0) continue;
      const rate = inside((1 - this.profile.missingShare) * (inboxShares[at] ?? 1));
      sum += panel.events * Math.log(rate) + (panel.trials - panel.events) * Math.log(1 - rate);
    }
    return sum;
  }
}

/** The least share of people who open. */
export const OPEN_MIN = 1e-4;

function openDays(cells: readonly Cell[], delivered: Float64Array): readonly OpenDay[] {
  const days: OpenDay[] = [];
  for (let from = 0, to = 0; from < cells.length; from = to) {
    const day = cells[from]?.day ?? 0;
    while (cells[to]?.day === day) to++;
    days.push({ day, from, to, ...countedIn(cells.slice(from, to), delivered.subarray(from, to)) });
  }
  return days;
}

/** What the cells of a day count together; what a panel found is weighted by their mails. */
function countedIn(cells: readonly Cell[], delivered: Float64Array): Pick<OpenDay, "delivered" | "opens" | "panel"> {
  let [all, trials, events, panelMails, panelInbox] = [0, 0, 0, 0, 0];
  for (const [at, { counts, inbox }] of cells.entries()) {
    const mails = delivered[at] ?? 0;
    all += mails;
    if (counts.unique_opens !== undefined) {
      trials += Math.max(mails, counts.unique_opens);
      events += counts.unique_opens;
    }
    if (inbox !== undefined) {
      panelMails += mails;
      panelInbox += mails * inbox;
    }
  }
  const share = panelMails === 0 ? 0 : panelInbox / panelMails;
  const mailboxes = panelMails === 0 ? 0 : calibrationThresholds.panelMailboxes;
  return { delivered: all, opens: { trials, events }, panel: { trials: mailboxes, events: mailboxes * share } };
}
