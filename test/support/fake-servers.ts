import type { DnsRecord } from "../../src/model/dns.ts";
import type { ExampleServer } from "../../src/model/rule.ts";
import type { ServerAnswer, ServerQuestion, ServerReply, Servers } from "../../src/model/servers.ts";

/** A server, the records it holds, and what it refers to. */
export interface FakeServer extends Pick<ExampleServer, "is" | "closed"> {
  readonly held: readonly DnsRecord[];
  /** NS records of the zone below, and addresses; none of a server of the zone itself. */
  readonly referral?: readonly DnsRecord[];
}

/** Servers by address; one that is not among them serves `clean`, as it is. */
export function fakeServers(servers: ReadonlyMap<string, FakeServer>, clean: readonly DnsRecord[]): Servers {
  const isResolver = ({ is }: FakeServer) => is === "resolver" || is === "silent-resolver";
  return {
    resolvers: [...servers].filter(([, server]) => isResolver(server)).map(([address]) => address),
    ask: (address, question) => Promise.resolve(replyOf(servers.get(address) ?? { held: clean }, question)),
  };
}

function replyOf({ is = "serving", closed = [], held, referral = [] }: FakeServer, question: ServerQuestion): ServerReply {
  const { way } = question;
  const hasEdns = !closed.includes("edns");
  if (is === "silent" || is === "silent-resolver" || (way === "udp" && !hasEdns)) return { status: "failed", because: "timeout" };
  if (way === "tcp" && closed.includes("tcp")) return { status: "failed", because: "server-failed" };
  if (is === "lame") return { ...empty, rcode: "REFUSED" };
  if (referral.length > 0) {
    const authority = referral.filter(({ type }) => type === "NS");
    return { ...empty, hasEdns, authority, additional: referral.filter(({ type }) => type !== "NS") };
  }
  const answers = held.filter(({ name, type }) => name === question.name && (type === question.type || type === "CNAME"));
  return { ...empty, hasEdns, isAuthoritative: is === "serving", isRecursive: is === "resolver", answers };
}

const empty: ServerAnswer = {
  status: "answered",
  rcode: "NOERROR",
  isAuthoritative: false,
  isRecursive: false,
  hasEdns: true,
  answers: [],
  authority: [],
  additional: [],
};
