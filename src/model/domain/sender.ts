import type { MailType } from "../mail-type.ts";

/** A source of mail as its owner writes it down, in `senders.yaml` or under `senders:` of the configuration. */
export interface DeclaredSender {
  readonly name: string;
  /** The id of an ESP of the catalogue. */
  readonly provider?: string | undefined;
  /** Addresses, and blocks such as `192.0.2.0/24`. */
  readonly ips?: readonly string[] | undefined;
  readonly helo?: string | undefined;
  /** An address or a domain, `<>` for the null sender; the domain in From where it is not said. */
  readonly mailFrom?: string | undefined;
  /** An address or a domain. */
  readonly from: string;
  /** A source without one signs nothing. */
  readonly selector?: string | undefined;
  /** The domain in From where it is not said. */
  readonly signingDomain?: string | undefined;
  readonly purpose?: MailType | undefined;
}

/** A source of mail, its names in A-labels, lower case and without the last dot. */
export interface Sender {
  /** Its owner's word for it, different from that of every other. */
  readonly name: string;
  readonly provider: string | undefined;
  /** Addresses and blocks as written; none where nobody said. */
  readonly ips: readonly string[];
  /** The name its hosts greet with; undefined where nobody said. */
  readonly helo: string | undefined;
  /** The envelope's sender, always with a local part; the empty string for the null sender. */
  readonly mailFrom: string;
  readonly fromDomain: string;
  /** What it signs with; undefined where it does not. */
  readonly signing: SenderSigning | undefined;
  readonly purpose: MailType | undefined;
}

/** What a source signs its mail with (RFC 6376, 3.5: `s=` and `d=`). */
export interface SenderSigning {
  readonly selector: string;
  readonly domain: string;
}
