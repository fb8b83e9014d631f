import type { Severity } from "./rule.ts";

/** What turns out otherwise about a domain when other answers are given, such as those of a zone not yet published. */
export interface Difference {
  readonly domain: string;
  readonly flips: readonly Flip[];
  /** The sides whose SPF, DMARC or MX could not be asked for: what is said of the domain is no comparison. */
  readonly unasked: readonly Side[];
}

/** Which of the two sources of answers. */
export type Side = "old" | "new";

/** One verdict that differs. */
export interface Flip {
  readonly subject: FlipSubject;
  readonly from: string;
  readonly to: string;
  /** `other` where neither is better, or what was bad is not known any more. */
  readonly turn: "worse" | "better" | "other";
  /** Of the rule, where it is broken on one side. */
  readonly severity: Severity | undefined;
}

/** What a verdict is about. */
export type FlipSubject =
  | { readonly kind: "rule"; readonly ruleId: string }
  /** What becomes of mail that fails DMARC in the domain's name. */
  | { readonly kind: "policy"; readonly standard: DmarcStandard }
  /** The id of the MTA-STS policy, which is to change with it. */
  | { readonly kind: "policy-id"; readonly id: string }
  /** SPF of a declared sender: for one of its addresses; for all of them where `ip` is empty. */
  | { readonly kind: "spf"; readonly sender: string; readonly ip: string }
  | { readonly kind: "dkim"; readonly sender: string }
  /** What becomes of a declared sender's mail. */
  | { readonly kind: "dmarc"; readonly sender: string; readonly standard: DmarcStandard }
  | { readonly kind: "cell"; readonly sender: string; readonly provider: string; readonly requirement: string }
  /** SPF of a connection that was named. */
  | { readonly kind: "connection"; readonly ip: string; readonly identity: "mail-from" | "helo" };

export type DmarcStandard = "rfc9989" | "rfc7489";
