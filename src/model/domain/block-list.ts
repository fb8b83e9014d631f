/** A list of addresses or domains that mail is refused from, asked over the DNS (RFC 5782). */
export interface BlockList {
  /** The zone that is asked. */
  readonly zone: string;
  /** What it lists: addresses are asked of the one kind only, names of the other. */
  readonly lists: "addresses" | "domains";
  readonly hasIpv6: boolean;
  /** Entries kept for testing (RFC 5782, 5): one that is listed, one that never is. */
  readonly test: { readonly listed: string; readonly absent: string };
  /** What an answer means, by the whole of it. */
  readonly codes: Readonly<Record<string, ListingReason>>;
  /** What the bits of an answer's last number mean, where it is a sum. */
  readonly bits: Readonly<Record<string, ListingReason>>;
  /** Answers by which it refuses to say; those of 127.255.255.0/24 always do. */
  readonly refusals: readonly string[];
}

export const listingReasons = ["spam", "exploited", "not-a-mail-server", "phishing", "malware", "abused", "unwanted"] as const;

/** Why a list has an entry. */
export type ListingReason = (typeof listingReasons)[number];

/** What the lists say of the sending addresses and the domain. */
export interface ListingsPart {
  /** The lists asked, each once. */
  readonly lists: readonly AskedList[];
  readonly listings: readonly Listing[];
  /** Entries of which a list that works gave no sure answer. */
  readonly unsure: readonly Pick<Listing, "list" | "lists" | "entry">[];
}

export interface AskedList {
  readonly zone: string;
  readonly lists: BlockList["lists"];
  /** By its test entries: `dead` lists nothing, `wild` lists everything, `refused` does not answer whoever asked. */
  readonly state: "working" | "dead" | "wild" | "refused" | "unknown";
}

export interface Listing {
  readonly list: string;
  readonly lists: BlockList["lists"];
  /** The address or domain. */
  readonly entry: string;
  readonly reason: ListingReason;
  /** The answer. */
  readonly code: string;
}
