import type { Gap } from "../document.ts";
import type { Text } from "../language.ts";
import type { RecordText } from "../record.ts";

/** The records that the providers which send for a domain ask for, held against those that are there. */
export interface ExpectedPart {
  readonly domain: string;
  /** The registered domain, which hosts are written relative to. */
  readonly zone: string;
  /** At least one. */
  readonly providers: readonly ExpectedProvider[];
  /** The one SPF record that names all providers beside what is there; empty where none asks for SPF, or what is there cannot be read. */
  readonly spf: string;
  /** A company's mailboxes at this domain, where a provider wants a domain for itself. */
  readonly conflict: MailboxConflict | undefined;
}

/** What one provider asks for. */
export interface ExpectedProvider {
  /** The provider's id in the catalogue; `pasted` for records that were given. */
  readonly id: string;
  readonly title: Text;
  readonly records: readonly ExpectedRecord[];
}

/** One record that a provider asks for. */
export interface ExpectedRecord {
  readonly purpose: "mx" | "spf" | "dkim" | "dmarc" | "return-path" | "other";
  readonly type: "MX" | "TXT" | "CNAME";
  /** Where receivers look for it; a selector that only the console knows is `*`. */
  readonly name: string;
  readonly need: "required" | "advised";
  /** What to publish; empty where only the provider's console says. */
  readonly value: string;
  /** The values there now that are meant for it. */
  readonly current: readonly string[];
  readonly state: ExpectedState;
  /** Why what is there will not do, of state `different`. */
  readonly reason: ExpectedReason | undefined;
  /** Where it was found instead, of state `elsewhere`. */
  readonly elsewhere: FoundElsewhere | undefined;
  /** The record that was judged; the first, of several. */
  readonly record: RecordText | undefined;
}

/** Whether a record does what its provider wants of it, by its meaning; a gap where nobody can tell. */
export type ExpectedState = "met" | "missing" | "different" | "elsewhere" | Gap;

/** Why a record that is there will not do. */
export type ExpectedReason =
  | "host-other"
  | "dot-missing"
  | "include-missing"
  | "after-all"
  | "lookups-exceeded"
  | "qualifier"
  | "key-differs"
  | "target-differs"
  | "policy-weak"
  | "several"
  | "unreadable";

/** A record where nobody looks for it. */
export interface FoundElsewhere {
  readonly record: RecordText;
  /** What went wrong: the zone's name was put behind it twice, it is at the domain above, or at another host. */
  readonly how: "doubled" | "above" | "host";
}

/** Mailboxes and a provider that will not share a domain with them. */
export interface MailboxConflict {
  readonly mailboxes: Text;
  /** The MX host that says so. */
  readonly host: string;
  readonly esp: Text;
  /** A domain below that is free for the provider. */
  readonly subdomain: string;
  /** The records it needs there, in words of a master file. */
  readonly records: string;
  readonly record: RecordText;
}
