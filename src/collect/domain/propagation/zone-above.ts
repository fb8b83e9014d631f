import type { AskedServer, GlueDifference, ServedDelegation } from "../../../model/domain/propagation.ts";
import { limits } from "../../../model/limits.ts";
import type { ServerAnswer, Servers } from "../../../model/servers.ts";
import { isPublic } from "../../../parse/zone/address-kinds.ts";
import { isAtOrBelow, parentOf, plainName } from "../../../parse/zone/names.ts";
import type { Asking } from "../asking.ts";
import { addressesOf, askOne, type Glue, hostsAbove, wayTo } from "./zone-servers.ts";

/** What the zone above says, and whether its servers were reached in ways that others may not take. */
export interface ZoneAbove {
  readonly delegation: ServedDelegation | undefined;
  readonly glue: Glue;
  readonly open: { readonly tcp: boolean; readonly edns: boolean };
}

const unreached: ZoneAbove = { delegation: undefined, glue: new Map(), open: { tcp: false, edns: false } };

/** Asks servers of the zone above, one after another, until one says who serves the zone. */
export async function askAbove(asking: Asking, servers: Servers, zone: string): Promise<ZoneAbove> {
  const hosts = await hostsAbove(asking, parentOf(zone));
  const known = await addressesOf(asking, hosts.slice(0, limits.parentServersAskedMax));
  const reachable = known.filter(({ address }) => isPublic(address));
  for (const { address } of reachable.slice(0, limits.parentServersAskedMax)) {
    const reply = await askOne(servers, address, { name: zone, type: "NS", way: "udp" });
    if (reply.status === "failed" || reply.rcode !== "NOERROR") continue;
    const tcp = await askOne(servers, address, { name: zone, type: "NS", way: "tcp" });
    const open = { tcp: tcp.status === "answered", edns: reply.hasEdns };
    return { ...referralIn(reply, zone), open };
  }
  return unreached;
}

/** A server of both zones speaks for the lower one and says nothing of the delegation. */
function referralIn(reply: ServerAnswer, zone: string): Pick<ZoneAbove, "delegation" | "glue"> {
  const hosts = reply.isAuthoritative ? [] : hostsIn(reply.authority, zone);
  if (hosts.length === 0) return unreached;
  const glue = new Map<string, readonly string[]>();
  for (const { name, type, value } of reply.additional) {
    const isGlue = (type === "A" || type === "AAAA") && hosts.includes(name) && isAtOrBelow(name, zone);
    if (isGlue && typeof value === "string") glue.set(name, [...(glue.get(name) ?? []), value]);
  }
  return { delegation: { hosts }, glue };
}

/** The names in NS records of a zone, each once, sorted. */
export function hostsIn(records: ServerAnswer["answers"], zone: string): readonly string[] {
  const values = records.flatMap(({ type, name, value }) =>
    type === "NS" && name === zone && typeof value === "string" ? [plainName(value)] : [],
  );
  return [...new Set(values)].sort();
}

/** The names of name servers that the zone's own servers give. */
export async function ownHostsOf(servers: Servers, zone: string, serving: readonly AskedServer[]): Promise<readonly string[]> {
  const replies = await Promise.all(
    serving.map((server) => askOne(servers, server.address, { name: zone, type: "NS", way: wayTo(server) })),
  );
  const hosts = replies.flatMap((reply) => (reply.status === "answered" ? hostsIn(reply.answers, zone) : []));
  return [...new Set(hosts)].sort();
}

/** Where the zone above gives an address of a name server that the zone itself does not have. */
export async function glueDifferences(
  servers: Servers,
  glue: ZoneAbove["glue"],
  serving: readonly AskedServer[],
): Promise<readonly GlueDifference[]> {
  const [server] = serving;
  if (!server) return [];
  const differences: GlueDifference[] = [];
  for (const [host, above] of glue) {
    const own = await ownAddresses(servers, server, host);
    if (own && above.some((address) => !own.includes(address))) differences.push({ host, above, own });
  }
  return differences;
}

/** Undefined where the server does not speak for the name. */
async function ownAddresses(servers: Servers, server: AskedServer, host: string): Promise<readonly string[] | undefined> {
  const own: string[] = [];
  for (const type of ["A", "AAAA"] as const) {
    const reply = await askOne(servers, server.address, { name: host, type, way: wayTo(server) });
    if (reply.status === "failed" || !reply.isAuthoritative) return undefined;
    own.push(
      ...reply.answers.flatMap((record) => (record.type === type && typeof record.value === "string" ? record.value : [])),
    );
  }
  return own;
}
