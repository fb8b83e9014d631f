import type { DnsType } from "../dns.ts";

/** What each server of the domain's zone says of its mail, and what resolvers remember of it. */
export interface PropagationPart {
  /** The name at which the zone begins. */
  readonly zone: string;
  /** At least one, at most `limits.serversAskedMax`: each address of each name server. */
  readonly servers: readonly AskedServer[];
  /** What the zone above says; undefined where none of its servers answered. */
  readonly delegation: ServedDelegation | undefined;
  /** The names of name servers that the zone's own servers give, sorted; none where no server speaks for it. */
  readonly ownHosts: readonly string[];
  /** Addresses that the zone above gives of name servers, and that the zone itself has not, or has beside. */
  readonly glue: readonly GlueDifference[];
  /** Ways in which some server was reached: what none takes may be closed on our side. */
  readonly open: { readonly tcp: boolean; readonly edns: boolean };
  /** What was asked of each server that speaks for the zone. */
  readonly questions: readonly ComparedQuestion[];
}

/** What the zone above says of this one (a referral). */
export interface ServedDelegation {
  /** Names of name servers, sorted. */
  readonly hosts: readonly string[];
}

/** Addresses of one name server inside the zone, as the zone above and the zone itself give them. */
export interface GlueDifference {
  readonly host: string;
  readonly above: readonly string[];
  readonly own: readonly string[];
}

/** One address of a name server. */
export interface AskedServer {
  readonly host: string;
  readonly address: string;
  /**
   * `lame`: it answers and does not speak for the zone. `silent`: it gave no answer. `private`: its address is not of the
   * public Internet and was not asked.
   */
  readonly state: "serving" | "lame" | "silent" | "private";
  /** How it answered of the zone; empty where it did not. */
  readonly rcode: string;
  /** The zone's serial number there; undefined where it does not serve the zone. */
  readonly serial: number | undefined;
  readonly tcp: WayState;
  readonly edns: WayState;
}

/** Whether a server takes a way of asking. */
export type WayState = "taken" | "missing" | "unknown";

/** One question, and who says what. */
export interface ComparedQuestion {
  readonly name: string;
  readonly type: DnsType;
  /** What the servers of the zone say, those that say the same together; most servers first. */
  readonly served: readonly ServedAnswer[];
  /** Names of name servers that speak for the zone, and gave no sure answer to this at any of their addresses. */
  readonly silent: readonly string[];
  /** In the order of the resolvers. */
  readonly remembered: readonly RememberedAnswer[];
}

/** One answer, and the servers that give it. */
export interface ServedAnswer {
  /** Sorted; none where there is no such record. */
  readonly values: readonly string[];
  /** `host (address)`. */
  readonly servers: readonly string[];
  readonly ttlSeconds: number;
}

/** What one resolver says. */
export interface RememberedAnswer {
  readonly resolver: string;
  /** `old`: it says what no server of the zone says. `unheld`: no server of the zone says anything. `unknown`: it gave no sure answer itself. */
  readonly state: "same" | "old" | "unheld" | "unknown";
  readonly values: readonly string[];
  /** For how long it will say so. */
  readonly ttlSeconds: number;
}
