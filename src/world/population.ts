/**
 * The people that mail is sent to, as the plain steps see them (plain-steps.ts): counts. One implementation keeps counts
 * alone, the other a byte for each recipient; with the same seeds of chance they differ as two samples of one distribution
 * do, and not at all where every probability is 0 or 1. So do people who have steps of their own (steps.ts), of whom the
 * rules ask no more than of {@link Recipients}.
 *
 * A cohort is a part of a list whose recipients are alike: one provider and one tier. A stream is one campaign over one
 * cohort; each mailing reaches its recipients in an order that is shuffled anew, each once.
 */
export interface Population extends Recipients {
  /** Reaches the next `count` recipients of a stream, at most {@link ahead}, and adds what becomes of each to the fates. */
  readonly reach: (stream: number, count: number, tick: Tick, exchange: Exchange) => void;
  /** Tries all of the {@link due} again; those that are deferred once more have had one try more, and wait for the next. */
  readonly retry: (stream: number, tries: number, tick: Tick, exchange: Exchange) => void;
  /** Gives up the mails that have had so many tries and are due in a tick: says how many. */
  readonly expire: (stream: number, tries: number, tick: Tick) => number;
  /** Other tenants' mail bounces: each address of a cohort that may be mailed is listed with a probability. Says how many were. */
  readonly listByOthers: (cohort: number, probability: number, tick: Tick) => number;
  /** Entries of the shared list that end with a tick. Says how many of the cohort's addresses may be mailed again. */
  readonly unlist: (cohort: number, tick: Tick) => number;
}

/** Recipients, as far as the rules ask who is still to be mailed. */
export interface Recipients {
  /**
   * Starts a mailing of a campaign: nobody of its streams is reached yet. Mails of the mailing before that still wait for
   * another try are given up; says how many.
   */
  readonly begin: (campaign: number) => number;
  /** Recipients of a stream not yet reached in the mailing, whatever is known of their addresses. */
  readonly ahead: (stream: number) => number;
  /** Mails of a stream that were deferred and have had so many tries, and are due in a tick. */
  readonly due: (stream: number, tries: number, tick: Tick) => number;
}

/** What goes in and comes back when mail is offered: both are used anew each time. */
export interface Exchange {
  /** Of each outcome for a valid address, in the order of the fates from `OUTCOMES_FROM` on; they add up to 1. */
  readonly probabilities: Float64Array;
  /** Counts of each fate, in their order, to which is added. */
  readonly fates: Float64Array;
}

/** A step of the clock by its number, from 0 on. */
export type Tick = number;
