import type { Recipients } from "./population.ts";
import type { Play } from "./state.ts";

/**
 * What goes over all streams, or over all providers of a domain, while a tick is played: the greater part of the work. The
 * plain steps (plain-steps.ts) are for any population; people who are mailed once have steps of their own that do the same in
 * WebAssembly. Between its steps the rules look at what the play has: the counts of each domain's day, and the ledger.
 */
export interface Steps {
  /** A day begins: providers have taken nothing yet, the mails of a week ago tire nobody any longer, and the world has its mood. */
  readonly startDay: (play: Play) => void;
  /** Entries of the shared list end, and the mail of other tenants makes new ones. */
  readonly changeLists: (play: Play) => void;
  /** A day begins: flags of mails of the days before are there, and the rest comes later. */
  readonly arriveFlags: (play: Play) => void;
  /** Tries the mails of a domain again that are due, and gives up those that have had their last try. */
  readonly retry: (play: Play, domain: number) => void;
  /** Takes up so many mails of some streams of a domain, in proportion to who is ahead, and lets each meet its fate. */
  readonly reach: (play: Play, domain: number, streams: readonly number[], mails: number) => Reached;
  /** Asks what became of the taken mail of a domain, where that was put off. */
  readonly settle: (play: Play, domain: number) => void;
  /** Books the opens, clicks, complaints and unsubscribes that have come today of a domain's mails so far. */
  readonly settleFlags: (play: Play, domain: number) => void;
  /** Whether a provider refuses mail of a domain for spam now. */
  readonly isRefused: (play: Play, domain: number) => boolean;
  /** A day ends: evidence fades and grows, providers adjust what they take, and the day's figures are added up. */
  readonly endDay: (play: Play) => void;
}

/** People who bring steps of their own, and what of the ledger these write themselves. */
export interface OwnSteps extends Recipients, Steps {
  readonly counts: Float64Array;
  readonly daily: Float64Array;
  readonly providers: Float64Array;
  /** The last tick is over: what these have in memory will be another play's. */
  readonly end: () => void;
}

/** Mails that were taken up, and those of them that the platform accepted. */
export interface Reached {
  readonly given: number;
  readonly accepted: number;
}
