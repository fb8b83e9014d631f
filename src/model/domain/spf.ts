import type { DnsAnswer, DnsFailure, DnsType } from "../dns.ts";
import type { Gap } from "../document.ts";
import type { Range } from "../place.ts";
import type { ReadRecord, RecordText } from "../record.ts";
import type { SpfFaultKind, SpfRecord, SpfTerm } from "../spf.ts";
import type { SpfEvaluation } from "../spf-evaluation.ts";

/** An SPF record and what was read in it. */
export type ReadSpf = ReadRecord<SpfRecord, SpfFaultKind>;

/** Who may send in a domain's name (RFC 7208). */
export interface SpfPart {
  readonly name: string;
  /** Whether the name exists at all, where no record of SPF was found. */
  readonly absence: "name" | "type" | "record" | undefined;
  /** Every TXT record there that was meant to be an SPF record. */
  readonly records: readonly ReadSpf[];
  /** Those of Sender ID (RFC 4406), which nobody asks for any more. */
  readonly senderIds: readonly RecordText[];
  /** The whole answer to a question for TXT on the wire, EDNS with it; 0 where there is none. */
  readonly answerBytes: number;
  /** What the one record leads to; why it could not be followed. */
  readonly tree: SpfTree | Gap;
  /** What the record says of each address that was given. */
  readonly evaluations: readonly AskedSpf[];
  /** What the record at the greeting's name says of each address that was given; a gap where none was given. */
  readonly greetings: readonly AskedSpf[] | Gap;
  /** What became of the words for those who are refused (RFC 7208, 6.2); undefined where the record names none. */
  readonly explanation: SpfExplanation | undefined;
  /** The domain above whose record some think holds below it: one that has a record while this name has none. */
  readonly inheritedFrom: string | undefined;
  /** The domain says that it takes no mail (RFC 7505); told where it has no record of SPF. */
  readonly hasNullMx: boolean;
}

/** The text that `exp` leads to. */
export interface SpfExplanation {
  readonly at: Range;
  /** Empty where only a host can tell. */
  readonly target: string;
  readonly state: "found" | "unknown" | "absent" | "several" | "not-ascii" | "macro-wrong";
}

/** A host that was asked about. */
export interface AskedSpf {
  readonly ip: string;
  readonly name: string;
  readonly evaluation: SpfEvaluation;
}

/** All records that a record leads to, each once, as far as they can be told without a host. */
export interface SpfTree {
  /** The record's own first, then in the order they are come to. */
  readonly nodes: readonly SpfNode[];
  /** Terms that ask when nothing matches, all records together (RFC 7208, 4.6.4); none twice for a loop. */
  readonly lookups: number;
  readonly voidLookups: number;
  /** The terms that ask in the order they are come to, the first `limits.spfStepsToldMax` of them. */
  readonly steps: readonly SpfTreeStep[];
  /** None where nothing leads back to itself. */
  readonly loops: readonly SpfLoop[];
  /** The addresses that pass, those apart that only a host can tell. */
  readonly passes: Passes;
}

/** One record of a tree. */
export interface SpfNode {
  readonly name: string;
  readonly state: SpfNodeState;
  /** Why there was no answer, where the lookup failed. */
  readonly because: DnsFailure | undefined;
  /** The one record; undefined where there is not exactly one. */
  readonly read: ReadSpf | undefined;
  /** The registered domain that this name was below, where that is gone too: anybody may register it. */
  readonly goneDomain: string | undefined;
  /** Where aliases led to. */
  readonly aliases: readonly string[];
  /** The terms that ask, up to the first `all`. */
  readonly links: readonly SpfLink[];
  /** With all that it leads to. */
  readonly lookups: number;
  readonly voidLookups: number;
  readonly passes: Passes;
}

export type SpfNodeState = "found" | "name-absent" | "record-absent" | "several" | "malformed" | "failed";

/** A term of a record that asks the DNS. */
export interface SpfLink {
  readonly term: SpfTerm;
  /** As written. */
  readonly written: string;
  /** The name it comes to; undefined where only a host can tell. */
  readonly target: string | undefined;
  readonly asked: readonly SpfAsked[];
  /** Where it leads, of `include` and `redirect`: the index of a node; undefined for one further up, which is a loop. */
  readonly node: number | undefined;
  /** It finds nothing, for sure. */
  readonly isVoid: boolean;
  /** Hosts that its MX records name. */
  readonly mxHosts: number;
}

/** A question that a term asks, and what came of it. */
export interface SpfAsked {
  readonly name: string;
  readonly type: DnsType;
  readonly answer: DnsAnswer;
}

/** Records that lead back to the first of them. */
export interface SpfLoop {
  /** The first name stands at the end again. */
  readonly names: readonly string[];
  /** The term of the root's record by which they are come to. */
  readonly rootAt: Range;
}

/** A term that asks, and what has been asked by then. */
export interface SpfTreeStep {
  /** Records it stands below. */
  readonly depth: number;
  /** Whose record it stands in. */
  readonly domain: string;
  readonly written: string;
  /** The term of the root's record by which it is come to: itself, at depth 0. */
  readonly rootAt: Range;
  readonly lookups: number;
  readonly voidLookups: number;
}

/** A stretch of addresses; both ends belong to it. */
export interface Interval {
  readonly first: bigint;
  readonly last: bigint;
}

/** Addresses of one family: sorted, and none touches the next. */
export type AddressSet = readonly Interval[];

/** The addresses that a record lets pass as if no term that cannot be told without a host matched. */
export interface Passes {
  readonly 4: AddressSet;
  readonly 6: AddressSet;
  /** Terms that cannot be told, as written. */
  readonly unknown: readonly string[];
}
