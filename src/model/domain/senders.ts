import type { DmarcPolicy } from "../authentication.ts";
import type { Gap } from "../document.ts";
import type { RecordText } from "../record.ts";
import type { RequirementTable, RequirementVerdict } from "../requirement.ts";
import type { SpfEvaluation } from "../spf-evaluation.ts";
import type { PublicKey } from "./dkim.ts";
import type { Sender } from "./sender.ts";

/** What receivers make of each declared source of mail: the sender matrix. */
export interface SendersPart {
  readonly domain: string;
  /** What mailbox providers ask, with their names. */
  readonly table: RequirementTable;
  /** At least one, in the order declared: those whose From domain is the domain, or below it. */
  readonly rows: readonly SenderRow[];
}

/** One source, and what receivers make of its mail. */
export interface SenderRow {
  readonly sender: Sender;
  readonly spf: SenderSpf;
  readonly dkim: SenderDkim;
  /** By either standard; a gap where what decides it is not known. */
  readonly dmarc: { readonly rfc9989: SenderDmarc | Gap; readonly rfc7489: SenderDmarc | Gap };
  /** What mailbox providers ask, a cell each. */
  readonly cells: readonly SenderCell[];
  /** Why cells are broken: each with the name whose record would have to change. */
  readonly causes: readonly SenderCause[];
}

/** SPF of the envelope's sender; of the greeting for the null sender (RFC 7208, 2.4). */
export interface SenderSpf {
  readonly domain: string;
  /** For each address that was tried; none where none is known. */
  readonly checks: readonly SenderSpfCheck[];
  /** What all of them come to: pass only where each passes; a gap where nobody knows. */
  readonly result: SpfEvaluation["result"] | Gap;
}

export interface SenderSpfCheck {
  readonly ip: string;
  readonly evaluation: SpfEvaluation;
}

/** The key a source signs with. */
export interface SenderDkim {
  /** The name the key is looked up at; empty where the source signs nothing. */
  readonly name: string;
  readonly domain: string;
  readonly state: SenderDkimState;
  /** Undefined unless the key can be used. */
  readonly key: PublicKey | undefined;
  readonly record: RecordText | undefined;
}

export type SenderDkimState =
  | "usable"
  /** Nothing is signed. */
  | "unsigned"
  | "absent"
  | "several"
  | "revoked"
  /** Verifiers refuse it: it cannot be read, or is not for mail, or not for SHA-256. */
  | "unusable"
  /** RSA of fewer than 1,024 bits (RFC 8301, 3.2). */
  | "weak"
  | "lookup-failed";

/** The verdict of DMARC for a source, by one standard. */
export interface SenderDmarc {
  /** Where the policy was found; undefined where there is none. */
  readonly policyDomain: string | undefined;
  readonly policy: DmarcPolicy | undefined;
  readonly spf: SenderAlignment;
  /** Undefined where nothing is signed. */
  readonly dkim: SenderAlignment | undefined;
  /** Whether an aligned identity is proven. */
  readonly result: "pass" | "fail";
  /** What the domain's owner asks to have done with the mail: `accept` where it passes. */
  readonly disposition: Disposition;
}

/** From the best to the worst; `none` leaves mail that fails to the receiver. */
export const dispositions = ["accept", "none", "quarantine", "reject"] as const;

/** What is to become of mail. */
export type Disposition = (typeof dispositions)[number];

/** Whether a domain that may be proven belongs to the author's. */
export interface SenderAlignment {
  readonly domain: string;
  readonly mode: "relaxed" | "strict";
  readonly isAligned: boolean;
  /** Whether it would be, if the record asked for no more than the same organisation. */
  readonly isSameOrganisation: boolean;
}

/** Whether a source meets what one mailbox provider asks. */
export type SenderCell = Omit<RequirementVerdict, "ruleIds">;

/** Why something about a source is not as it should be, and where it would have to be mended. */
export interface SenderCause {
  readonly kind: SenderCauseKind;
  /** The owner of the record that would have to change. */
  readonly name: string;
  /** The result or state that was found. */
  readonly found: string;
  /** The addresses it was found for, of SPF; else none. */
  readonly ips: readonly string[];
}

export type SenderCauseKind =
  /** The envelope's domain has no record. */
  | "spf-absent"
  /** Nor has it, and is below the domain, whose record does not hold for it. */
  | "spf-not-inherited"
  /** It has one, that does not authorise an address. */
  | "spf-unauthorised"
  /** It has one that cannot be evaluated. */
  | "spf-broken"
  | "dkim-unusable"
  /** Nothing is signed, which mailbox providers ask of bulk senders. */
  | "dkim-unsigned"
  /** Neither SPF nor DKIM proves a domain of the author's organisation. */
  | "unaligned"
  /** SPF or DKIM would be aligned if the record were not strict, and the other is. */
  | "spf-strict"
  | "dkim-strict"
  /** Nothing would be aligned, because the record is strict. */
  | "strict"
  | "policy-absent";
