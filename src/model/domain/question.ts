import type { RequirementTable } from "../requirement.ts";
import type { Zone } from "../zone.ts";
import type { BlockList } from "./block-list.ts";
import type { KnownSelector } from "./dkim.ts";
import type { Esp, MailHost, PastedRecord } from "./esp.ts";
import type { Sender } from "./sender.ts";

import type { ServerCertificates } from "./tlsa.ts";

/** What is asked about a domain: its name, and what its owner knows beside. */
export interface DomainQuestion {
  /** In A-labels, lower case, without the last dot. */
  readonly domain: string;
  /** DKIM selectors that the owner uses; none where nobody said. */
  readonly selectors: readonly string[];
  /** Selectors to look for where none was given, from `rules/tables/dkim-selectors.yaml`. */
  readonly knownSelectors: readonly KnownSelector[];
  /** The addresses that mail is sent from; none where nobody said. */
  readonly ips: readonly string[];
  /** The name that the sending hosts greet with; undefined where nobody said. */
  readonly helo: string | undefined;
  /** The providers that mail is sent through, of the catalogue; none where nobody said. */
  readonly esps: readonly Esp[];
  /** Records as a provider's API says they should be; none where nobody gave them. */
  readonly pasted: readonly PastedRecord[];
  /** Who keeps mailboxes where, from `rules/tables/mail-hosts.yaml`. */
  readonly mailHosts: readonly MailHost[];
  /** The envelope's sender that those addresses send with, `<>` as the empty string; undefined where nobody said. */
  readonly mailFrom: string | undefined;
  /** Sources of mail that were declared, of any domain. */
  readonly senders: readonly Sender[];
  /** The providers that senders name, of the catalogue. */
  readonly senderEsps: readonly Esp[];
  /** What mailbox providers ask of senders. */
  readonly requirements: RequirementTable;
  /** Lists of addresses and domains to ask; none where nobody wanted that. */
  readonly lists: readonly BlockList[];
  /** What mail servers show of certificates; none where nobody said. */
  readonly certificates: readonly ServerCertificates[];
  /** The zone file that answers; undefined where answers come from elsewhere. */
  readonly zone: Zone | undefined;
  /** The text of the logo that the owner has for BIMI, an SVG file; absent where none was handed in. */
  readonly logo?: string | undefined;
  /** The certificate (VMC or CMC) for that logo, in PEM; absent where none was handed in. */
  readonly markCertificate?: string | undefined;
  /** The moment to judge at, in milliseconds since 1970. */
  readonly nowMs: number;
}
