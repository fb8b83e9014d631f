import type { PasteFault, ReadRecord, RecordText } from "../record.ts";

/** The DKIM keys that a domain publishes (RFC 6376, 3.6). */
export interface DkimPart {
  /** Who named the selectors: the owner, or the table of well-known ones, where only those with a record are here. */
  readonly selectorsFrom: "owner" | "table";
  /** At least one. */
  readonly selectors: readonly DkimSelector[];
  /** Keys that every selector without a record of its own has (RFC 4592). */
  readonly wildcard: readonly ReadRecord<DkimKey, DkimKeyFault>[];
  /** Policies of DomainKeys and ADSP, which nobody reads any more. */
  readonly leftovers: readonly RecordText[];
}

/** What the DNS holds for one selector. */
export interface DkimSelector {
  readonly selector: string;
  /** `selector._domainkey.` and the domain. */
  readonly name: string;
  readonly state: DkimSelectorState;
  /** The name that an alias leads to in the end; empty where there is none. */
  readonly target: string;
  /** Every TXT record there that was meant to be a key. */
  readonly records: readonly ReadRecord<DkimKey, DkimKeyFault>[];
  /** Every TXT record there; of state `doubled`, those at the doubled name. */
  readonly texts: readonly RecordText[];
}

export type DkimSelectorState =
  | "key"
  /** Text that was not meant to be a key. */
  | "other-text"
  | "name-absent"
  | "type-absent"
  /** Not there, and at the name with the domain twice. */
  | "doubled"
  /** An alias to a name without a key. */
  | "alias-dangling"
  /** An alias to a name below a domain that nobody has registered. */
  | "alias-unregistered"
  | "lookup-failed";

/** A DKIM key record (RFC 6376, 3.6.1). */
export interface DkimKey {
  /** Undefined where it cannot be read. */
  readonly key: PublicKey | "revoked" | undefined;
}

/** A public key, and how it is wrapped. */
export interface PublicKey {
  readonly type: "rsa" | "ed25519";
  /** `spki` as RFC 6376 asks for RSA, `raw` as RFC 8463 does for Ed25519; `pkcs1` is RSA without its wrap (RFC 8017, A.1.1). */
  readonly form: "spki" | "pkcs1" | "raw";
  readonly bits: number;
  /** Without blanks. */
  readonly base64: string;
}

export type DkimKeyFault =
  | PasteFault
  | "version-missing"
  | "version-wrong"
  | "version-not-first"
  | "tag-unknown"
  | "tag-obsolete"
  | "tag-twice"
  | "tag-case"
  | "tag-malformed"
  | "flag-unknown"
  | "testing"
  | "hash-unusable"
  | "service-excluded"
  | "key-missing"
  | "key-revoked"
  | "key-encoding"
  | "key-unreadable"
  /** It breaks off before its end. */
  | "key-cut"
  /** More stands behind it, such as the key once more. */
  | "key-followed"
  /** The whole record stands there once more. */
  | "record-twice"
  | "key-type-unknown"
  | "key-type-differs"
  | "key-bare"
  | "key-wrapped";

/** A selector that a provider, or much software, is known to use. */
export interface KnownSelector {
  readonly selector: string;
  readonly provider: string;
}
