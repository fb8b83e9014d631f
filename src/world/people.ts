/** All that a population is made from: plain data, the same for every engine. */
export interface People {
  readonly cohorts: readonly PeopleCohort[];
  readonly streams: readonly PeopleStream[];
  /**
   * Ticks from the first try of a deferred mail to its second, from that to the third, and so on: whole, at least 1 each.
   * A mail that has had one try more than there are entries has had its last, and waits no longer.
   */
  readonly retryTicks: readonly number[];
  /** How long an entry of the shared list keeps an address from being mailed: 180 days in ticks, at least 1. */
  readonly blocklistTicks: number;
  /** What the keys of all chance begin with: the seed, the replication. */
  readonly keyParts: readonly number[];
}

/** Recipients of one list who are alike. */
export interface PeopleCohort {
  /** Whole, at most 1e9. */
  readonly size: number;
  /** The probability of each address that it does not exist; nobody knows which until it bounces. */
  readonly invalidShare: number;
  /**
   * The probability of each other address that the shared list has it from the beginning, by other tenants. Such an entry
   * ends at the beginning of any of the ticks 1 to `blocklistTicks`, all alike.
   */
  readonly listedShare: number;
  /** Cohorts that agree in it are listed with one probability by others' mail in each tick; absent where that is not known. */
  readonly listedPerDay?: number;
  /** The number of the list. */
  readonly list: number;
}

/** One campaign over one cohort. */
export interface PeopleStream {
  readonly campaign: number;
  readonly cohort: number;
  /** Index of its mailbox provider; absent where that is not known. */
  readonly provider?: number;
  /** Which of the domains that mail this list the campaign sends for, from 0 to 2: people unsubscribe from one domain. */
  readonly domainBit: number;
  /** How often the campaign mails the list; absent where that is not known. */
  readonly mailings?: number;
}
