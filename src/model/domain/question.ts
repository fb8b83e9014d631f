import type { KnownSelector } from "./dkim.ts";

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
  /** The moment to judge at, in milliseconds since 1970. */
  readonly nowMs: number;
}
