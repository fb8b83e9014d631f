import type { Gap } from "../../../model/document.ts";
import type { AskedServer, WayState } from "../../../model/domain/propagation.ts";
import { limits } from "../../../model/limits.ts";
import type { ServerQuestion, ServerReply, Servers } from "../../../model/servers.ts";
import { readSoa } from "../../../parse/records/soa.ts";
import { isPublic } from "../../../parse/zone/address-kinds.ts";
import { parentOf, plainName } from "../../../parse/zone/names.ts";
import { addressesIn } from "../addresses.ts";
import type { Asking } from "../asking.ts";

/** A zone, and the name servers that resolvers find for it. */
export interface ZoneStart {
  readonly zone: string;
  readonly hosts: readonly string[];
}

/** Where the zone of a name begins: the nearest name at or above it that has name servers. */
export async function zoneAt(asking: Asking, name: string): Promise<ZoneStart | Gap> {
  let level = name;
  for (let step = 0; step < limits.zoneLevelsMax && level !== ""; step++) {
    const answer = await asking.lookup(level, "NS");
    if (answer.status === "failed") return "lookup-failed";
    const own = answer.status === "found" ? answer.records.filter((record) => record.name === level) : [];
    if (own.length > 0) return { zone: level, hosts: own.flatMap(({ value }) => (typeof value === "string" ? value : [])) };
    level = parentOf(level);
  }
  return "not-in-input";
}

/** Each address of each host; one without an address is told by another rule, and one whose lookup failed has an empty one. */
export async function addressesOf(asking: Asking, hosts: readonly string[]): Promise<readonly HostAddress[]> {
  const all: HostAddress[] = [];
  for (const host of new Set(hosts.map(plainName).slice(0, limits.nameServersMax * 2))) {
    const four = await asking.lookup(host, "A");
    const six = await asking.lookup(host, "AAAA");
    const addresses = [...addressesIn(four), ...addressesIn(six)];
    const isUnknown = addresses.length === 0 && (four.status === "failed" || six.status === "failed");
    all.push(...(isUnknown ? [""] : addresses).map((address) => ({ host, address })));
  }
  return all;
}

/** A name server, and one address of it. */
export type HostAddress = Pick<AskedServer, "host" | "address">;

/** A server that was asked how it keeps the zone, and in which way it answers. */
export interface ReachedServer extends AskedServer {
  readonly way: "udp" | "plain";
}

/** How one server keeps a zone, and which ways of asking it takes. */
export async function reach(servers: Servers, zone: string, { host, address }: HostAddress): Promise<ReachedServer> {
  const unreached: ReachedServer = { host, address, state: "silent", rcode: "", serial: undefined, ...unknownWays, way: "udp" };
  if (address === "") return unreached;
  if (!isPublic(address)) return { ...unreached, state: "private" };
  const ask = (way: ServerQuestion["way"]) => askOne(servers, address, { name: zone, type: "SOA", way });
  const first = await ask("udp");
  const way = first.status === "failed" ? "plain" : "udp";
  const reply = first.status === "failed" ? await ask("plain") : first;
  if (reply.status === "failed") return unreached;
  const { rcode } = reply;
  const soa = soaIn(reply, zone);
  if (soa === undefined) return { ...unreached, state: "lame", rcode };
  const { serial } = readSoa(soa) ?? {};
  const edns = way === "udp" && reply.hasEdns ? "taken" : "missing";
  return { host, address, state: "serving", rcode, serial, tcp: await tcpStateOf(ask), edns, way };
}

/** The zone's own record, from a server that speaks for it; undefined from any other. */
function soaIn({ isAuthoritative, rcode, answers }: Answered, zone: string): string | undefined {
  const value = answers.find(({ type, name }) => type === "SOA" && name === zone)?.value;
  return isAuthoritative && rcode === "NOERROR" && typeof value === "string" ? value : undefined;
}

type Answered = Extract<ServerReply, { readonly status: "answered" }>;

const unknownWays = { tcp: "unknown", edns: "unknown" } as const;

/** One lost connection proves nothing. */
async function tcpStateOf(ask: (way: "tcp") => Promise<ServerReply>): Promise<WayState> {
  const first = await ask("tcp");
  const reply = first.status === "failed" ? await ask("tcp") : first;
  if (reply.status === "answered") return "taken";
  return reply.because === "timeout" || reply.because === "server-failed" ? "missing" : "unknown";
}

/** A source that breaks its promise and throws counts as silent. */
export async function askOne(servers: Servers, server: string, question: ServerQuestion): Promise<ServerReply> {
  try {
    return await servers.ask(server, question);
  } catch {
    return { status: "failed", because: "server-failed" };
  }
}
