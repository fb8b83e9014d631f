import type { RecordText } from "../record.ts";

/** The hosts that mail is sent from. */
export interface HostsPart {
  readonly hosts: readonly SendingHost[];
  /** The name they greet with; undefined where nobody said. */
  readonly helo: string | undefined;
}

export interface SendingHost {
  readonly ip: string;
  /** Where the address's name is asked for, below `in-addr.arpa` or `ip6.arpa`. */
  readonly reverseName: string;
  /** The names that the address has (PTR), at most `limits.hostNamesMax`; undefined where nobody knows. */
  readonly names: readonly HostName[] | undefined;
}

export interface HostName {
  readonly name: string;
  readonly record: RecordText;
  /** Whether the name has the address in turn: forward-confirmed reverse DNS. */
  readonly isConfirmed: boolean | undefined;
}
