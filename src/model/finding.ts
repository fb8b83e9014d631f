import type { Facts } from "./check.ts";
import type { Gap, Place } from "./document.ts";
import type { Text } from "./language.ts";
import type { Span } from "./place.ts";
import type { Axis, Severity } from "./rule.ts";
import type { Waived } from "./waiver.ts";

/** A rule broken at a place. */
export interface Finding {
  readonly ruleId: string;
  readonly severity: Severity;
  /** What was seen, where it matters why, and what to do; each in every language. */
  readonly message: Text;
  readonly why: Text;
  readonly fix: Text;
  readonly facts: Facts;
  /** In the file as the user has it; absent when the finding is about the whole document. */
  readonly span?: Span;
  /** Where it stands in the decoded text, for what was decoded from a part of a message. */
  readonly decoded?: Span;
  readonly place?: Place;
  /** The body or file it is in, where the input has several. */
  readonly part?: string;
  readonly clause?: number;
  /** The waiver that covers it: it is told as info and takes nothing. */
  readonly waived?: Waived;
  /** The last day of a waiver that covered it and holds no more. */
  readonly waiverExpired?: string;
}

/** What one rule concluded. Silence is never taken for success. */
export type Verdict = Kept | Broken | Unjudged;

interface Judged {
  readonly ruleId: string;
  readonly axis: Axis;
}

export interface Kept extends Judged {
  readonly outcome: "kept";
}

export interface Broken extends Judged {
  readonly outcome: "broken";
  /** Taken off the score, once for all findings of the rule. */
  readonly points: number;
  readonly findings: readonly Finding[];
}

export interface Unjudged extends Judged {
  readonly outcome: "unjudged";
  readonly because: Gap;
  /** What a check that failed threw: a fault of ours. */
  readonly fault?: string;
}
