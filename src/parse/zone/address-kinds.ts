import type { Network } from "../../model/spf.ts";
import { addressBits, addressOf, networkOf } from "../records/spf/networks.ts";

/** What an address is set aside for, so that no mail comes from it or goes to it over the public network. */
export type AddressKind =
  | "unspecified"
  | "private"
  /** Between a provider and its customers (RFC 6598). */
  | "shared"
  | "loopback"
  | "link-local"
  /** For protocols of the IETF. */
  | "protocol"
  | "documentation"
  | "benchmarking"
  /** IPv6 inside IPv4, by ways that are out of use. */
  | "tunnel"
  /** IPv4 written as IPv6, for programs alone (RFC 4291, 2.5.5.2). */
  | "mapped"
  | "multicast"
  | "reserved";

/**
 * The blocks that are not reachable from everywhere, and those inside them that are: the narrowest decides. From IANA's
 * IPv4 and IPv6 Special-Purpose Address Registries (RFC 6890 and others, as of 2026-01), multicast from its own.
 */
const blocks: readonly (readonly [network: string, kind: AddressKind | "public"])[] = [
  ["0.0.0.0/8", "unspecified"],
  ["10.0.0.0/8", "private"],
  ["100.64.0.0/10", "shared"],
  ["127.0.0.0/8", "loopback"],
  ["169.254.0.0/16", "link-local"],
  ["172.16.0.0/12", "private"],
  ["192.0.0.0/24", "protocol"],
  ["192.0.0.9/32", "public"],
  ["192.0.0.10/32", "public"],
  ["192.0.2.0/24", "documentation"],
  ["192.88.99.0/24", "tunnel"],
  ["192.168.0.0/16", "private"],
  ["198.18.0.0/15", "benchmarking"],
  ["198.51.100.0/24", "documentation"],
  ["203.0.113.0/24", "documentation"],
  ["224.0.0.0/4", "multicast"],
  ["240.0.0.0/4", "reserved"],
  // Of IPv6 only 2000::/3 is given out (IANA, Internet Protocol Version 6 Address Space).
  ["::/0", "reserved"],
  ["2000::/3", "public"],
  ["::/128", "unspecified"],
  ["::1/128", "loopback"],
  ["::ffff:0:0/96", "mapped"],
  // Reachable by the registry; an address of IPv4 in it, of a private network too, is for translators alone (RFC 6052, 3.1).
  ["64:ff9b::/96", "mapped"],
  ["64:ff9b:1::/48", "private"],
  ["100::/64", "reserved"],
  ["2001::/23", "protocol"],
  ["2001::/32", "tunnel"],
  ["2001:1::1/128", "public"],
  ["2001:1::2/128", "public"],
  ["2001:1::3/128", "public"],
  ["2001:2::/48", "benchmarking"],
  ["2001:3::/32", "public"],
  ["2001:4:112::/48", "public"],
  ["2001:20::/28", "public"],
  ["2001:30::/28", "public"],
  ["2001:db8::/32", "documentation"],
  ["2002::/16", "tunnel"],
  ["3fff::/20", "documentation"],
  ["5f00::/16", "protocol"],
  ["fc00::/7", "private"],
  ["fe80::/10", "link-local"],
  ["ff00::/8", "multicast"],
];

interface Block {
  readonly network: Network;
  readonly kind: AddressKind | undefined;
}

/** The narrowest first. */
const known: readonly Block[] = blocks
  .flatMap(([written, kind]) => {
    const [address = "", prefix] = written.split("/");
    const found = addressOf(address);
    return found ? [{ network: networkOf(found, Number(prefix)), kind: kind === "public" ? undefined : kind }] : [];
  })
  .sort((a, b) => b.network.prefixBits - a.network.prefixBits);

/** What an address is set aside for; undefined for one that everybody may reach, and for what is none. */
export function addressKind(address: string): AddressKind | undefined {
  const found = addressOf(address);
  return found && networkKind(networkOf(found, addressBits[found.family]));
}

/** Whether a text is an address that everybody may reach. */
export function isPublic(text: string): boolean {
  return addressOf(text) !== undefined && addressKind(text) === undefined;
}

/** What all addresses of a block are set aside for; undefined where some may be reached. */
export function networkKind({ family, first, last }: Network): AddressKind | undefined {
  return known.find(({ network }) => network.family === family && network.first <= first && network.last >= last)?.kind;
}
