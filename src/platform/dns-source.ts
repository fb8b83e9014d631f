import { readFile, stat } from "node:fs/promises";
import type { Dns } from "../model/dns.ts";
import { limits } from "../model/limits.ts";
import type { Policies } from "../model/policy.ts";
import { failed, ok, type Problem, type Result } from "../model/result.ts";
import type { Servers } from "../model/servers.ts";
import type { Zone } from "../model/zone.ts";
import type { Endpoint } from "./dns/endpoint.ts";
import { readingProblem } from "./problems.ts";
import { regularSize } from "./regular.ts";

/** What goes with a source of answers. */
export interface DnsOptions {
  /** For `live`: resolvers to ask in place of this machine's, as `readEndpoint` takes them. */
  readonly servers?: readonly string[];
  /** A zone file, or a folder of them, whose records are taken for published. */
  readonly overlay?: string;
}

/** Whom to ask about domains: the DNS, and the policies that stand on web servers. */
export interface World {
  readonly dns: Dns;
  readonly policies: Policies;
  /** The zone file that answers; undefined where answers come from elsewhere. */
  readonly zone?: Zone | undefined;
}

/** Opens the DNS part of {@link openWorld}. */
export async function openDns(source: string, options: DnsOptions = {}): Promise<Result<Dns>> {
  const world = await openWorld(source, options);
  return world.ok ? ok(world.value.dns) : world;
}

/**
 * Opens a source of answers as a user names it: `live`, `zone:FILE`, `zone:FOLDER` or `replay:FILE`. Policies are fetched
 * with `live`, replayed with `replay:`, and out of reach with `zone:`.
 */
export async function openWorld(source: string, { servers = [], overlay }: DnsOptions = {}): Promise<Result<World>> {
  const [, kind, file] = /^(live|zone|replay)(?::([\s\S]+))?$/.exec(source) ?? [];
  if (servers.length > 0 && source !== "live") return failed(serversUnused);
  if (kind === undefined || (kind === "live") !== (file === undefined)) return failed(noSource(source));
  const world = file === undefined ? await liveWorld(servers) : kind === "zone" ? await zoneWorld(file) : await replayWorld(file);
  return world.ok && overlay !== undefined ? overlaid(world.value, overlay) : world;
}

async function overlaid(world: World, overlay: string): Promise<Result<World>> {
  const { readZoneFiles } = await import("./zone-files.ts");
  const { overlayDns } = await import("../collect/overlay-dns.ts");
  const zone = readZoneFiles(overlay);
  return zone.ok ? ok({ ...world, dns: overlayDns(zone.value, world.dns) }) : zone;
}

/** The servers of the Internet one by one, and the resolvers named to hold against them; this machine's where none is. */
export async function openServers(resolvers: readonly string[]): Promise<Result<Servers>> {
  const { liveServers } = await import("./dns/live-servers.ts");
  const endpoints = await endpointsOf(resolvers);
  return endpoints.ok ? ok(liveServers(endpoints.value.length > 0 ? { resolvers: endpoints.value } : {})) : endpoints;
}

async function liveWorld(servers: readonly string[]): Promise<Result<World>> {
  const { liveDns } = await import("./dns/live-dns.ts");
  const { livePolicies } = await import("./policies.ts");
  const endpoints = await endpointsOf(servers);
  if (!endpoints.ok) return endpoints;
  const dns = liveDns(endpoints.value.length > 0 ? { servers: endpoints.value } : {});
  return ok({ dns, policies: livePolicies(dns) });
}

async function endpointsOf(servers: readonly string[]): Promise<Result<readonly Endpoint[]>> {
  if (servers.length > limits.resolversMax) return failed(tooManyServers(servers.length));
  const { readEndpoint } = await import("./dns/endpoint.ts");
  const endpoints: Endpoint[] = [];
  for (const server of servers) {
    const endpoint = readEndpoint(server);
    if (!endpoint.ok) return endpoint;
    endpoints.push(endpoint.value);
  }
  return ok(endpoints);
}

async function zoneWorld(path: string): Promise<Result<World>> {
  const { readZoneFiles } = await import("./zone-files.ts");
  const { zoneDns } = await import("../collect/zone-dns.ts");
  const zone = readZoneFiles(path);
  return zone.ok ? ok({ dns: zoneDns(zone.value), policies: offline, zone: zone.value }) : zone;
}

const offline: Policies = { fetch: () => Promise.resolve({ status: "failed", because: "offline" }) };

async function replayWorld(file: string): Promise<Result<World>> {
  const text = await textOf(file);
  if (!text.ok) return text;
  const value = parsedJson(text.value);
  if (!value.ok) return failed({ ...value.problem, file });
  const { replay } = await import("../collect/replay-dns.ts");
  const world = replay(value.value);
  return world.ok ? world : failed({ ...world.problem, file });
}

async function textOf(file: string): Promise<Result<string>> {
  try {
    const size = regularSize(await stat(file));
    return size > limits.recordingBytesMax ? failed(tooLarge(file)) : ok((await readFile(file, "utf8")).replace(/^\uFEFF/, ""));
  } catch (fault) {
    return failed(readingProblem(file, fault));
  }
}

function tooLarge(file: string): Problem {
  return {
    code: "input-too-large",
    message: {
      en: `${file} is too large: more than ${limits.recordingBytesMax} bytes.`,
      zh: `${file} 过大，超过 ${limits.recordingBytesMax} 字节。`,
    },
    hint: { en: "Record fewer domains at a time.", zh: "请减少一次录制的域名。" },
  };
}

function noSource(source: string): Problem {
  return {
    code: "usage-wrong",
    message: {
      en: `There is no source of DNS answers "${source.slice(0, 60)}".`,
      zh: `没有名为“${source.slice(0, 60)}”的 DNS 应答来源。`,
    },
    hint: { en: "Known are live, zone:FILE and replay:FILE.", zh: "可用 live、zone:文件 和 replay:文件。" },
  };
}

function tooManyServers(count: number): Problem {
  return {
    code: "usage-wrong",
    message: {
      en: `${count} servers are named, and no more than ${limits.resolversMax} are asked.`,
      zh: `指定了 ${count} 台服务器，最多只能指定 ${limits.resolversMax} 台。`,
    },
    hint: { en: "Name fewer servers.", zh: "请减少服务器的数量。" },
  };
}

const serversUnused: Problem = {
  code: "usage-wrong",
  message: { en: "Servers are named, and answers come from a file.", zh: "指定了服务器，但应答来自文件。" },
  hint: { en: "Give servers with the source live only.", zh: "服务器只能与来源 live 一起使用。" },
};

function parsedJson(text: string): Result<unknown> {
  try {
    return ok(JSON.parse(text));
  } catch {
    return failed({
      code: "data-invalid",
      message: { en: "The recording of DNS answers is not JSON.", zh: "DNS 应答记录不是 JSON。" },
      hint: { en: "Check where it was cut off or edited.", zh: "请检查是否被截断或改动。" },
    });
  }
}
