/** What somebody answers for: a rule that may stay broken until a day, and why. */
export interface Waiver {
  /** A rule's id, or `area/*`. */
  readonly rule: string;
  /** The last day it holds, in UTC, such as 2027-01-31. */
  readonly until: string;
  readonly reason: string;
  /** A pattern of input names that it holds for; all without it. */
  readonly files?: string | undefined;
}

/** What a waived finding keeps of its waiver. */
export interface Waived {
  readonly until: string;
  readonly reason: string;
}
