import type { DnsRecord } from "../../../model/dns.ts";
import type { Gap } from "../../../model/document.ts";
import type { AskedServer, WayState } from "../../../model/domain/propagation.ts";
import { limits } from "../../../model/limits.ts";
import type { ServerQuestion, ServerReply, Servers } from "../../../model/servers.ts";
import { readSoa } from "../../../parse/records/soa.ts";
import { isPublic } from "../../../parse/zone/address-kinds.ts";
import { plainName } from "../../../parse/zone/names.ts";
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
    level = aboveOf(level);
  }
  return "not-in-input";
}

/** A name without its first label; empty for one that has no other. */
export function aboveOf(name: string): string {
  const dot = name.indexOf(".");
  return dot < 0 ? "" : name.slice(dot + 1);
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

/** How one server keeps a zone, and which ways of asking it takes. */
export async function reach(servers: Servers, zone: string, { host, address }: HostAddress): Promise<AskedServer> {
  const unreached: AskedServer = { host, address, state: "silent", rcode: "", serial: undefined, ...unknownWays };
  if (address === "") return unreached;
  if (!isPublic(address)) return { ...unreached, state: "private" };
  const ask = (way: ServerQuestion["way"]) => askOne(servers, address, { name: zone, type: "SOA", way });
  const first = await ask("udp");
  const reply = first.status === "failed" ? await ask("plain") : first;
  if (reply.status === "failed") return unreached;
  const soa = reply.answers.find(({ type, name }) => type === "SOA" && name === zone);
  const isServing = reply.isAuthoritative && reply.rcode === "NOERROR" && soa !== undefined;
  if (!isServing) return { ...unreached, state: "lame", rcode: reply.rcode };
  const edns = first.status === "answered" && first.hasEdns ? "taken" : "missing";
  return { host, address, state: "serving", rcode: reply.rcode, serial: serialOf(soa), tcp: await tcpStateOf(ask), edns };
}

/** The way in which a server that was reached is asked on. */
export function wayTo({ edns }: AskedServer): "udp" | "plain" {
  return edns === "missing" ? "plain" : "udp";
}

function serialOf({ value }: DnsRecord): number | undefined {
  return typeof value === "string" ? readSoa(value)?.serial : undefined;
}

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
