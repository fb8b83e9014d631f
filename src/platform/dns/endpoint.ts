import { getServers } from "node:dns";
import { failed, ok, type Result } from "../../model/result.ts";
import { isIpv4, isIpv6 } from "../../parse/zone/addresses.ts";

/** Where a server of the DNS listens. */
export interface Endpoint {
  /** An address; of DNS over HTTPS (RFC 8484) the whole URL. */
  readonly host: string;
  readonly port: number;
  readonly family: 4 | 6;
  readonly transport: "udp" | "https";
}

const PORT_DNS = 53;

/**
 * Reads a server as a user names it: an address, `192.0.2.1:5353`, `[2001:db8::1]:53`, or `https://host/path` for DNS
 * over HTTPS.
 */
export function readEndpoint(written: string): Result<Endpoint> {
  const endpoint = written.startsWith("https://") ? secure(written) : plain(written);
  if (endpoint) return ok(endpoint);
  const shown = written.slice(0, 60);
  return failed({
    code: "usage-wrong",
    message: { en: `"${shown}" is no server of the DNS.`, zh: `“${shown}”不是 DNS 服务器。` },
    hint: {
      en: "Write an address such as 192.0.2.1, 192.0.2.1:5353 or [2001:db8::1]:53, or https://host/path.",
      zh: "请写地址，例如 192.0.2.1、192.0.2.1:5353 或 [2001:db8::1]:53，或写 https://主机/路径。",
    },
  });
}

/** The resolvers of this machine; its own loopback where none is set. */
export function systemEndpoints(): readonly Endpoint[] {
  return getServers()
    .map(plain)
    .filter((endpoint) => endpoint !== undefined);
}

function secure(written: string): Endpoint | undefined {
  const url = URL.canParse(written) ? new URL(written) : undefined;
  if (!url || url.username !== "" || url.hash !== "") return undefined;
  return { host: url.href, port: 443, family: 4, transport: "https" };
}

function plain(written: string): Endpoint | undefined {
  const [, bracketed, four, port] = /^(?:\[([^\]]+)\]|([\d.]+))(?::(\d{1,5}))?$/.exec(written) ?? [];
  const host = bracketed ?? four ?? written;
  const [address = "", scope] = host.split("%");
  const number = port === undefined ? PORT_DNS : Number(port);
  if (number < 1 || number > 65_535) return undefined;
  if (isIpv4(host)) return { host, port: number, family: 4, transport: "udp" };
  if (isIpv6(address) && (scope === undefined || /^[\w.-]{1,32}$/.test(scope)))
    return { host, port: number, family: 6, transport: "udp" };
  return undefined;
}
