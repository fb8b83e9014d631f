import type { Range } from "../place.ts";
import type { PolicyAnswer } from "../policy.ts";
import type { ReadFile, ReadRecord, RecordText } from "../record.ts";

/** What a domain asks of those who deliver to it over TLS (RFC 8461). */
export interface MtaStsPart {
  /** The name asked: `_mta-sts.` and the domain. */
  readonly name: string;
  /** Every TXT record there that was meant for MTA-STS; it counts when there is one, without fault. */
  readonly records: readonly ReadRecord<MtaSts, MtaStsFault>[];
  /** Other TXT records there. */
  readonly otherTexts: readonly RecordText[];
  /** Asked for when a record counts. */
  readonly host: PolicyHost | undefined;
  /** Asked for when the host has an address. */
  readonly policy: PolicyFetch | undefined;
}

/** An MTA-STS record (RFC 8461, 3.1). */
export interface MtaSts {
  /** Changes with the policy: 1 to 32 letters and digits. */
  readonly id: string;
}

export type MtaStsFault = "version-wrong" | "id-missing" | "id-malformed" | "tag-twice" | "tag-malformed";

/** The host that serves the policy: `mta-sts.` and the domain. */
export interface PolicyHost {
  readonly name: string;
  readonly state: "found" | "name-absent" | "type-absent" | "unknown";
  /** Where aliases led; empty where there were none. */
  readonly aliasTarget: string;
}

/** What came of asking for the policy, and what was read in it. */
export type PolicyFetch =
  | Exclude<PolicyAnswer, { readonly status: "found" }>
  | { readonly status: "found"; readonly contentType: string; readonly file: ReadFile<MtaStsPolicy, MtaStsPolicyFault> };

/** A policy that senders would take (RFC 8461, 3.2). */
export interface MtaStsPolicy {
  readonly mode: "enforce" | "testing" | "none";
  readonly modeAt: Range;
  /** How long senders keep it, 1 to 31,557,600. */
  readonly maxAgeSeconds: number;
  readonly maxAgeAt: Range;
  /** Hosts that may take mail, in lower case; `*.` stands for one label. */
  readonly mx: readonly string[];
}

export type MtaStsPolicyFault =
  | "byte-order-mark"
  | "line-malformed"
  | "key-twice"
  | "version-missing"
  | "version-wrong"
  | "mode-missing"
  | "mode-wrong"
  | "max-age-missing"
  | "max-age-wrong"
  | "mx-missing"
  | "mx-malformed";
