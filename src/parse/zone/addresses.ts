import { addressOf } from "../records/spf/networks.ts";

/** Whether a text is an IPv4 address in dotted form, no leading zeros. */
export function isIpv4(text: string): boolean {
  return addressOf(text)?.family === 4;
}

/** Whether a text is an IPv6 address (RFC 4291, 2.2), its last 32 bits in dotted form or not. */
export function isIpv6(text: string): boolean {
  return addressOf(text)?.family === 6;
}

/** An address as it is compared: without the brackets and tag of a literal; undefined for none. */
export function addressIn(literal: string): string | undefined {
  const text = literal
    .trim()
    .replace(/^\[|\]$/g, "")
    .replace(/^IPv6:/i, "");
  return addressOf(text) === undefined ? undefined : text;
}
