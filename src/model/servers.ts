import type { DnsFailure, DnsRecord, DnsType } from "./dns.ts";

/** How single servers of the DNS are asked, one by one. `platform/` asks over the network; tests pretend. */
export interface Servers {
  /** The resolvers to hold against the servers of a zone, as they were named. */
  readonly resolvers: readonly string[];
  /** Never rejects: silence is an answer too. The server is an address, or one of {@link resolvers}. */
  readonly ask: (server: string, question: ServerQuestion) => Promise<ServerReply>;
}

/** A question for one server. */
export interface ServerQuestion {
  readonly name: string;
  readonly type: DnsType;
  readonly way: ServerWay;
}

/**
 * How a server is asked: for what itself knows (RD=0), over UDP with EDNS, over UDP `plain`ly without EDNS, or over TCP;
 * or as a resolver, which asks others (RD=1).
 */
export type ServerWay = "udp" | "plain" | "tcp" | "resolver";

/** What came of asking one server. */
export type ServerReply = ServerAnswer | { readonly status: "failed"; readonly because: DnsFailure };

/** Everything that one server says to a question. */
export interface ServerAnswer {
  readonly status: "answered";
  /** `NOERROR`, `NXDOMAIN`, `SERVFAIL`, `REFUSED`, or `RCODE` and a number. */
  readonly rcode: string;
  /** AA: it speaks for the zone itself. */
  readonly isAuthoritative: boolean;
  /** RA: it would ask others. */
  readonly isRecursive: boolean;
  /** It answered in the words of EDNS (RFC 6891): it knows it. */
  readonly hasEdns: boolean;
  /** Records of its answer, with the times to live that it tells; those that cannot be read are left out. */
  readonly answers: readonly DnsRecord[];
  /** Records of the authority section: NS of a referral, SOA of a "not there". */
  readonly authority: readonly DnsRecord[];
  /** Records beside the answer, such as the addresses of name servers (glue). */
  readonly additional: readonly DnsRecord[];
}
