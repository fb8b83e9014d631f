import { isIpv4, isIpv6 } from "./addresses.ts";

/** The labels of an address from its end to its beginning, as lists and reverse zones name it (RFC 1035, 3.5; RFC 3596, 2.5). */
export function reversedLabels(ip: string): string | undefined {
  if (isIpv4(ip)) return ip.split(".").reverse().join(".");
  return ipv6Hex(ip)?.split("").reverse().join(".");
}

/** The name that says which host an address is; undefined for what is no address. */
export function reverseName(ip: string): string | undefined {
  const labels = reversedLabels(ip);
  return labels === undefined ? undefined : `${labels}.${isIpv4(ip) ? "in-addr.arpa" : "ip6.arpa"}`;
}

/** Whether two texts name one address, however an IPv6 address is written. */
export function isSameAddress(a: string, b: string): boolean {
  return a === b || (isIpv6(a) && isIpv6(b) && ipv6Hex(a) === ipv6Hex(b));
}

/** The 32 hexadecimal digits of an IPv6 address, lower case; undefined for what is none. */
export function ipv6Hex(ip: string): string | undefined {
  if (!isIpv6(ip)) return undefined;
  const [before = [], after] = ip.toLowerCase().split("::").map(groupsIn);
  const missing = 8 - before.length - (after?.length ?? 0);
  return [...before, ...Array.from({ length: missing }, () => "0000"), ...(after ?? [])].join("");
}

function groupsIn(half: string): readonly string[] {
  if (half === "") return [];
  return half.split(":").flatMap((group) => (group.includes(".") ? dottedGroups(group) : [group.padStart(4, "0")]));
}

function dottedGroups(dotted: string): readonly string[] {
  const hex = dotted.split(".").map((part) => Number(part).toString(16).padStart(2, "0"));
  return [hex.slice(0, 2).join(""), hex.slice(2).join("")];
}
