import { parse } from "tldts";
import type { DnsRecord } from "../../../model/dns.ts";
import type { Gap } from "../../../model/document.ts";
import type { AskedServer, WayState } from "../../../model/domain/propagation.ts";
import { limits } from "../../../model/limits.ts";
import { textOf } from "../../../model/record-value.ts";
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
  /** Why no name servers were found; undefined where some were. */
  readonly gap: Gap | undefined;
}

/**
 * The zone of the domain: its nearest name at or above it that has name servers, no higher than what was registered,
 * since above that others are at home. Where resolvers get no answer, all servers of the zone may be out of order: what
 * was registered is taken for it, and the zone above knows whom to ask.
 */
export async function zoneOf(asking: Asking): Promise<ZoneStart> {
  const registered = parse(asking.domain).domain ?? asking.domain;
  let level = asking.domain;
  let gap: Gap = "not-in-input";
  for (let step = 0; step < limits.zoneLevelsMax; step++) {
    const hosts = await hostsAt(asking, level);
    if (typeof hosts === "string") gap = hosts;
    else if (hosts.length > 0) return { zone: level, hosts, gap: undefined };
    if (level === registered) break;
    level = parentOf(level);
  }
  return { zone: registered, hosts: [], gap };
}

/** The name servers of the nearest zone at or above a name; none where they cannot be found. */
export async function hostsAbove(asking: Asking, name: string): Promise<readonly string[]> {
  for (let level = name, step = 0; step < limits.zoneLevelsMax && level !== ""; step++, level = parentOf(level)) {
    const hosts = await hostsAt(asking, level);
    if (typeof hosts === "string" || hosts.length > 0) return typeof hosts === "string" ? [] : hosts;
  }
  return [];
}

async function hostsAt(asking: Asking, name: string): Promise<readonly string[] | Gap> {
  const answer = await asking.lookup(name, "NS");
  if (answer.status === "failed") return "lookup-failed";
  const own = answer.status === "found" ? answer.records.filter((record) => record.name === name) : [];
  return own.map(({ value }) => textOf(value));
}

/** Addresses by name server, as the zone above gives them. */
export type Glue = ReadonlyMap<string, readonly string[]>;

/**
 * Each address of each host, or what the zone above gives where the host itself cannot be asked for. One without an
 * address is told by another rule, and one whose lookup failed has an empty one.
 */
export async function addressesOf(
  asking: Asking,
  hosts: readonly string[],
  glue: Glue = new Map(),
): Promise<readonly HostAddress[]> {
  const all: HostAddress[] = [];
  for (const host of new Set(hosts.map(plainName).slice(0, limits.nameServersMax * 2))) {
    const four = await asking.lookup(host, "A");
    const six = await asking.lookup(host, "AAAA");
    const own = [...addressesIn(four), ...addressesIn(six)];
    const addresses = own.length > 0 ? own : (glue.get(host) ?? []);
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
