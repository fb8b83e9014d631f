import type { DmarcPolicy } from "../authentication.ts";
import type { Range } from "../place.ts";
import type { PasteFault, ReadRecord, RecordText } from "../record.ts";

/** Which policy receivers find for a domain, by both standards, and what stands in the way. */
export interface DmarcPart {
  readonly domain: string;
  /** The walk up the tree of names (RFC 9989, 4.10), from the domain itself; at most eight. */
  readonly steps: readonly DmarcStep[];
  /** By the walk; undefined where a lookup on the way failed. */
  readonly byTree: DmarcDiscovery | undefined;
  /** By the public suffix list (RFC 7489, 6.6.3); undefined where a lookup failed. */
  readonly bySuffix: DmarcDiscovery | undefined;
  /** The domain whose records are judged: this one, or its organisation where it has none of its own. */
  readonly judgedDomain: string;
  /** Its records; none where there are several that count. */
  readonly records: readonly ReadRecord<DmarcRecord, DmarcRecordFault>[];
  /** Records of which none counts, because there are several (RFC 9989, 4.10). */
  readonly several: readonly RecordText[];
  /** Other TXT records at the domain's own `_dmarc` name. */
  readonly otherTexts: readonly RecordText[];
  /** Records found where nobody looks; sought only where none is at the right place. */
  readonly misplaced: readonly MisplacedDmarc[];
  /** Records at the domain itself, where nobody looks, beside one at the right place. */
  readonly copies: readonly RecordText[];
  /** An alias at the domain's own `_dmarc` name that leads to nothing. */
  readonly alias: DanglingAlias | undefined;
  readonly destinations: readonly ReportDestination[];
  /** True where no DKIM key of the domain can exist, because nothing is at or below `_domainkey` (RFC 8020). */
  readonly isKeyless: boolean;
}

/** One name asked on the walk. */
export interface DmarcStep {
  readonly domain: string;
  /** `several` count as none. */
  readonly found: "record" | "none" | "several" | "lookup-failed";
  readonly records: readonly ReadRecord<DmarcRecord, DmarcRecordFault>[];
  /** TXT records that were not meant for DMARC. */
  readonly otherTexts: readonly RecordText[];
}

/** What one way of looking finds. */
export interface DmarcDiscovery {
  readonly organizationalDomain: string;
  /** Where the record is; undefined where there is none. */
  readonly policyDomain: string | undefined;
  /** What holds for the domain; undefined where no record does. */
  readonly policy: DmarcPolicy | undefined;
  /** The tag that says so. */
  readonly tag: "p" | "sp" | "np" | undefined;
}

/** A DMARC record where nobody looks for it. */
export interface MisplacedDmarc {
  readonly record: RecordText;
  readonly place: "apex" | "doubled" | "underscore-missing";
}

/** An alias whose target does not have what it is for. */
export interface DanglingAlias {
  readonly name: string;
  readonly target: string;
  /** True where nobody has registered the target's domain: whoever does owns the record. */
  readonly isUnregistered: boolean;
}

/** A mailbox that reports go to. */
export interface ReportDestination {
  readonly uri: DmarcUri;
  /** Index into the document's sources, of the record that names it. */
  readonly source: number;
  readonly domain: string;
  /** Whether it agreed to have them (RFC 9990, 4); `own` needs no leave. */
  readonly leave: "own" | "given" | "absent" | "lookup-failed";
  /** The name under which leave is given. */
  readonly leaveName: string;
  readonly mail: "taken" | "absent" | "refused" | "lookup-failed";
}

/** A DMARC record (RFC 9989, 4.7), and what either standard makes of its policies. */
export interface DmarcRecord {
  readonly tags: readonly DmarcTag[];
  /** Undefined where the standard has receivers pass the record over. */
  readonly byRfc9989: DmarcPolicies | undefined;
  readonly byRfc7489: DmarcPolicies | undefined;
  readonly psd: "y" | "n" | "u";
  readonly rua: readonly DmarcUri[];
  readonly ruf: readonly DmarcUri[];
}

/** One tag of a record, the first of its name. */
export interface DmarcTag {
  /** Lower case. */
  readonly name: string;
  readonly value: string;
  /** In the record's text. */
  readonly at: Range;
}

/** What is to become of mail that fails: from the domain itself, its subdomains, and names below it that do not exist. */
export interface DmarcPolicies {
  readonly domain: DmarcPolicy;
  readonly subdomains: DmarcPolicy;
  readonly absentSubdomains: DmarcPolicy;
}

/** A report address. */
export interface DmarcUri {
  readonly tag: "rua" | "ruf";
  readonly written: string;
  /** The mailbox's domain, lower case; undefined where it is no usable mailto address. */
  readonly domain: string | undefined;
  readonly at: Range;
}

export type DmarcRecordFault =
  | PasteFault
  | "version-missing"
  | "version-wrong"
  | "version-not-first"
  | "blank-first"
  | "tag-unknown"
  | "tag-twice"
  | "tag-malformed"
  | "tag-removed"
  | "value-unknown"
  | "policy-missing"
  | "policy-unknown"
  | "policy-late"
  | "testing"
  | "options-conflict"
  | "options-unused"
  | "uri-malformed"
  | "uri-scheme"
  | "uri-size"
  | "uris-many";
