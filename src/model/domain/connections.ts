import type { Gap } from "../document.ts";
import type { SpfEvaluation } from "../spf-evaluation.ts";

/** What SPF says of the hosts that were named. */
export interface ConnectionsPart {
  readonly domain: string;
  /** At least one: each address that was given. */
  readonly connections: readonly Connection[];
}

/** One host that connects to send mail. */
export interface Connection {
  readonly ip: string;
  /** The name it greets with; undefined where nobody said. */
  readonly helo: string | undefined;
  /** Who the envelope says sends; `postmaster` at the domain where nobody said, or at the greeting's name for the null sender. */
  readonly mailFrom: string;
  readonly spf: SpfEvaluation;
  /** Of the greeting (RFC 7208, 2.3); a gap where its name is not known, or has not this address, which another rule says. */
  readonly heloSpf: SpfEvaluation | Gap;
}
