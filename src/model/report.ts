import type { DocumentKind, Gap } from "./document.ts";
import type { ConnectionsPart } from "./domain/connections.ts";
import type { ExpectedPart } from "./domain/expected.ts";
import type { PropagationPart } from "./domain/propagation.ts";
import type { RepairProposal } from "./domain/repair.ts";
import type { SendersPart } from "./domain/senders.ts";
import type { Finding } from "./finding.ts";
import type { MailType, TypeOrigin } from "./mail-type.ts";
import type { RequirementReport } from "./requirement.ts";
import type { Problem } from "./result.ts";
import type { Axis } from "./rule.ts";

/** The whole result as plain data: the same input and rules give the same bytes. */
export interface Report {
  readonly version: 1;
  /** The input as the user named it. */
  readonly file: string;
  readonly kind: DocumentKind;
  readonly profile: string;
  readonly type: MailType;
  readonly typeFrom: TypeOrigin;
  /** `fit` when nothing the profile refuses was found; `unjudged` only when the input could not be read as mail. */
  readonly verdict: "fit" | "unfit" | "unjudged";
  /** 100 minus the deductions, never below 0; null when nothing could be judged. */
  readonly score: number | null;
  readonly axes: { readonly [A in Axis]: number | null };
  /** What was taken off and why: adds up to the score by hand. */
  readonly deductions: readonly Deduction[];
  readonly findings: readonly Finding[];
  readonly unjudged: readonly UnjudgedRule[];
  readonly measures: Measures | undefined;
  /** Whether the message meets what mailbox providers ask, for profiles that show it. */
  readonly requirements?: RequirementReport;
  /** What the providers that were named ask of the domain, and what is there. */
  readonly expected?: ExpectedPart;
  /** What receivers make of each declared sender; of domains. */
  readonly senders?: SendersPart;
  /** What SPF says of each connection that was named; of domains. */
  readonly connections?: ConnectionsPart;
  /** What each server of the zone says, and what resolvers remember, where it was asked for. */
  readonly propagation?: PropagationPart;
  /** The records to change so that what was found is mended, where it was asked for. */
  readonly repair?: RepairProposal;
  /** Why the input could not be judged at all. */
  readonly error?: Problem;
  /** Checks that failed by a fault of ours, one line each. */
  readonly faults: readonly string[];
}

/** Points that one broken rule takes off. */
export interface Deduction {
  readonly ruleId: string;
  readonly axis: Axis;
  readonly points: number;
}

/** A rule that could not be judged, and why. */
export interface UnjudgedRule {
  readonly ruleId: string;
  readonly because: Gap;
}

/** The counts that limits are held against, for whoever wants to see them without a finding. */
export interface Measures {
  readonly bodies: readonly BodyMeasures[];
  readonly subjectCharacters: number | null;
  readonly sizeBytes: number;
}

/** The counts of one readable form of the mail. */
export interface BodyMeasures {
  readonly part: string;
  readonly words: number;
  readonly variables: number;
  readonly images: number;
  readonly links: number;
  readonly fonts: number;
  readonly colours: number;
}
