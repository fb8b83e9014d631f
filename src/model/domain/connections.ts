import type { Gap } from "../document.ts";
import type { SpfEvaluation } from "../spf-evaluation.ts";

/** What SPF says of the hosts that were named. */
export interface ConnectionsPart {
  /** At least one: each address that was given, or that a declared sender uses. */
  readonly connections: readonly Connection[];
}

/** One host that connects to send mail. */
export interface Connection {
  readonly ip: string;
  /** The name it greets with; undefined where nobody said. */
  readonly helo: string | undefined;
  /** Who the envelope says sends; `postmaster` at the domain where nobody said. */
  readonly mailFrom: string;
  /** What named it: the flags, with or without the envelope's sender, or a declared sender, which has a row of its own. */
  readonly named: "mail-from" | "address" | "sender";
  readonly spf: SpfEvaluation;
  /** Of the greeting (RFC 7208, 2.3); a gap where its name is not known, or has not this address, which another rule says. */
  readonly heloSpf: SpfEvaluation | Gap;
}
