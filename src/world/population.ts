/**
 * The people that mail is sent to, as the rules of the world see them: counts. One implementation keeps counts alone, the
 * other a byte for each recipient; with the same seeds of chance they differ as two samples of one distribution do, and
 * not at all where every probability is 0 or 1.
 *
 * A cohort is a part of a list whose recipients are alike: one provider and one tier. A stream is one campaign over one
 * cohort; its recipients are reached in a fixed order, each once in a mailing.
 */
export interface Population {
  /** Starts a mailing of a campaign: nobody of its streams is reached yet. Mails of the mailing before that still wait are lost to it. */
  readonly begin: (campaign: number) => void;
  /** Recipients of a stream not yet reached in the mailing, whatever is known of their addresses. */
  readonly ahead: (stream: number) => number;
  /**
   * Reaches the next `count` recipients of a stream, at most {@link ahead}: adds what becomes of each to `fates`, in the
   * order of `fates` in outcome.ts. `probabilities` are those of the outcomes for a valid address, in the order of
   * `outcomes`; they add up to 1.
   */
  readonly reach: (stream: number, count: number, probabilities: Float64Array, tick: Tick, fates: Float64Array) => void;
  /** Mails of a stream that were deferred and have had so many tries, and are due in a tick. */
  readonly due: (stream: number, tries: number, tick: Tick) => number;
  /** Tries `count` of the {@link due} again; those that are deferred once more have had one try more, and are due when `dueTick` says. */
  readonly retry: (
    stream: number,
    tries: number,
    count: number,
    probabilities: Float64Array,
    tick: Tick,
    fates: Float64Array,
  ) => void;
  /** Gives up mails that have had so many tries: says how many. */
  readonly expire: (stream: number, tries: number, tick: Tick) => number;
  /** Other tenants' mail bounces: each address of a cohort that may be mailed is listed with a probability. Says how many were. */
  readonly listByOthers: (cohort: number, probability: number, tick: Tick) => number;
  /** Entries of the shared list that end with a tick. Says how many of the cohort's addresses may be mailed again. */
  readonly unlist: (cohort: number, tick: Tick) => number;
}

/** A step of the clock by its number, from 0 on. */
export type Tick = number;
