import type { Gap, Place } from "./document.ts";

/** Who sent a message, as far as it can be proved. What could not be asked is the reason why, never a guess. */
export interface Authentication {
  /** The moment it was judged at: milliseconds since 1970. */
  readonly nowMs: number;
  /** As of its header: no server has touched it yet, so that it cannot be signed. */
  readonly isDraft: boolean;
  readonly author: Author;
  /** In the order of the header: the newest first. */
  readonly signatures: readonly Signature[];
  readonly spf: { readonly mailFrom: SpfCheck | Gap; readonly helo: SpfCheck | Gap };
  readonly dmarc: {
    readonly rfc9989: DmarcVerdict | Gap;
    readonly rfc7489: DmarcVerdict | Gap;
    /** What is wrong with the record itself; undefined when nothing is, or when there is none. */
    readonly fault: DmarcFault | Gap | undefined;
  };
  readonly arc: ArcChain | Gap;
  /** What Authentication-Results fields claim (RFC 8601). */
  readonly claims: readonly ClaimedResult[];
  /** Claims that what was found here contradicts. */
  readonly disagreements: readonly Disagreement[];
  /** Why one of the claims could not be held against anything. */
  readonly uncompared: Gap | undefined;
  /** What a library threw, when nothing could be proved for it: a fault of ours. */
  readonly fault: string | undefined;
}

/** Whom the message says it is from. */
export interface Author {
  readonly fromFields: number;
  readonly addresses: number;
  /** The domains of all From addresses, lower case, each once. */
  readonly domains: readonly string[];
  readonly at: Place | undefined;
}

/** What a receiver is told of the connection a message came over. */
export interface Envelope {
  readonly ip: string;
  readonly helo: string | undefined;
  /** The empty string for the null sender `<>`; undefined when it is not known. */
  readonly mailFrom: string | undefined;
}

/** One DKIM-Signature field (RFC 6376, 3.5) as written, and what came of verifying it. */
export interface Signature {
  /** As written, lower case; empty where the tag is absent. */
  readonly domain: string;
  readonly selector: string;
  readonly algorithm: string;
  readonly canonicalization: { readonly header: string; readonly body: string };
  /** The header fields it covers, lower case, as often as `h=` names them. */
  readonly fields: readonly string[];
  readonly coverage: readonly Coverage[];
  /** Bytes of the body that `l=` says it covers; undefined for all. */
  readonly bodyLimit: number | undefined;
  readonly signedAtSeconds: number | undefined;
  readonly expiresAtSeconds: number | undefined;
  readonly isExpired: boolean;
  /** It says it was made after the moment of judging. */
  readonly isFuture: boolean;
  readonly at: Place;
  readonly verification: Verification | Gap;
}

/** How far a signature covers the fields of one name. */
export interface Coverage {
  readonly name: string;
  readonly present: number;
  readonly signed: number;
}

/** The fields whose change would change what a reader or a mailbox does. */
export const watchedFields = [
  "from",
  "subject",
  "date",
  "to",
  "message-id",
  "mime-version",
  "content-type",
  "list-unsubscribe",
  "list-unsubscribe-post",
] as const;

/** What came of verifying a signature by the letter of RFC 6376, 8301 and 8463. */
export interface Verification extends DkimOutcome {
  /** What verifiers say that overlook what most overlook; undefined when it is the same. */
  readonly lenient: DkimOutcome | undefined;
  readonly keyType: "rsa" | "ed25519" | undefined;
  readonly keyBits: number | undefined;
  /** The key says its domain is only trying DKIM (`t=y`). */
  readonly isTesting: boolean;
  /** Bytes of the canonical body that `l=` leaves out. */
  readonly uncoveredBytes: number;
}

export interface DkimOutcome {
  readonly result: DkimResult;
  readonly reason: DkimReason;
}

export type DkimResult = "pass" | "fail" | "neutral" | "policy";

/** Why a signature has its result. */
export type DkimReason =
  | "verified"
  | "body-changed"
  | "signature-wrong"
  | "key-absent"
  | "key-unusable"
  | "key-version-unknown"
  | "key-not-for-email"
  | "key-hash-refused"
  | "key-mismatch"
  | "key-weak"
  | "algorithm-obsolete"
  | "algorithm-unknown"
  | "canonicalization-unknown"
  | "expired"
  | "expiry-invalid"
  | "from-unsigned"
  | "tag-missing"
  | "version-unknown"
  | "query-unknown"
  | "identity-outside"
  | "syntax-wrong"
  | "other";

/** What check_host() of RFC 7208 gave for one identity. */
export interface SpfCheck {
  readonly identity: "mail-from" | "helo";
  readonly domain: string;
  readonly ip: string;
  readonly result: SpfResult;
  /** What the domain's owner has to say to a refused sender. */
  readonly explanation: string | undefined;
  /** Why the record cannot be evaluated; undefined unless the result is a permerror. */
  readonly fault: SpfFault | undefined;
  /** The record that was found. */
  readonly record: string | undefined;
  readonly lookups: number;
  readonly voidLookups: number;
  /** What checkers say that overlook faults after the matching term; undefined when it is the same. */
  readonly lenient: SpfResult | undefined;
  /** Names whose lookup failed on the way: the result rests on them. */
  readonly failedNames: readonly string[];
}

/** Why an SPF record cannot be evaluated. */
export type SpfFault =
  | "too-many-lookups"
  | "too-many-void"
  | "records-several"
  /** An include or redirect leads to a name without a record. */
  | "target-without-record"
  | "domain-invalid"
  | "modifier-twice"
  | "mechanism-unknown"
  | "address-invalid"
  | "macro-invalid"
  | "modifier-invalid"
  | "characters-invalid"
  | "syntax-wrong";

export type SpfResult = "none" | "neutral" | "pass" | "fail" | "softfail" | "temperror" | "permerror";

/** Whether the author's domain stands behind the message, and what it asks for when not. */
export interface DmarcVerdict {
  /** `none` when the domain has no policy, `unusable` when From names no one domain. */
  readonly result: "pass" | "fail" | "none" | "unusable";
  readonly authorDomain: string;
  readonly organizationalDomain: string | undefined;
  /** Where the policy was found. */
  readonly policyDomain: string | undefined;
  /** The policy that applies to this message. */
  readonly policy: DmarcPolicy | undefined;
  readonly record: string | undefined;
  readonly spf: Alignment;
  readonly dkim: Alignment;
}

/** What keeps a DMARC record from saying what it was meant to say. */
export interface DmarcFault {
  /** The name it is published at. */
  readonly domain: string;
  readonly record: string;
  readonly reason: DmarcFaultReason;
  /** What of the record it is about. */
  readonly value: string;
}

export type DmarcFaultReason =
  | "records-several"
  | "version-missing"
  | "version-not-first"
  | "version-wrong"
  | "tag-twice"
  | "policy-unknown"
  | "policy-missing";

export type DmarcPolicy = "none" | "quarantine" | "reject";

/** Whether a proven domain belongs to the author's. */
export interface Alignment {
  readonly mode: "relaxed" | "strict";
  /** The domain that is proven and aligned. */
  readonly domain: string | undefined;
}

/** What those who passed the message on say they saw (RFC 8617). */
export interface ArcChain {
  readonly result: "none" | "pass" | "fail";
  /** What broke; undefined unless it failed. */
  readonly reason: ArcFault | undefined;
  /** What validators say that overlook faults of form; undefined when it is the same. */
  readonly lenient: "none" | "pass" | "fail" | undefined;
  readonly sets: readonly ArcSet[];
  readonly at: Place | undefined;
}

/** Why a chain of forwarders does not hold. */
export type ArcFault =
  | "seal-wrong"
  | "message-changed"
  | "key-weak"
  | "key-unusable"
  | "algorithm-unknown"
  | "seal-malformed"
  | "set-incomplete"
  | "set-twice"
  | "instances-wrong"
  | "sets-many"
  | "chain-status-wrong"
  | "coverage-wrong"
  | "tags-wrong"
  | "other";

/** What one of them added. */
export interface ArcSet {
  readonly instance: number;
  readonly sealDomain: string;
  readonly sealSelector: string;
  /** What it says of the chain before it. */
  readonly chainValidation: string;
  readonly signatureDomain: string;
  readonly signatureSelector: string;
}

/** One result of an Authentication-Results field. */
export interface ClaimedResult {
  /** Who says so. */
  readonly server: string;
  /** `spf`, `dkim`, `dmarc`, `arc` and others, lower case. */
  readonly method: string;
  readonly result: string;
  readonly reason: string | undefined;
  /** By `type.property`, lower case, such as `header.d`. */
  readonly properties: Readonly<Record<string, string>>;
  readonly at: Place;
}

export interface Disagreement {
  readonly claim: ClaimedResult;
  readonly found: string;
}
