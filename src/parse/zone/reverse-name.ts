import { type Address, addressOf, printAddress } from "../records/spf/networks.ts";

/** An address in labels: IPv4 as it is written, of IPv6 each digit apart (RFC 7208, 7.3). */
export function dottedAddress(address: Address): string {
  return address.family === 4 ? printAddress(address) : address.value.toString(16).padStart(32, "0").split("").join(".");
}

/** The same from the end to the beginning, as lists and reverse zones name an address (RFC 1035, 3.5; RFC 3596, 2.5). */
export function reversedLabels(address: Address): string {
  return dottedAddress(address).split(".").reverse().join(".");
}

/** The name that says which host an address is. */
export function reverseName(address: Address): string {
  return `${reversedLabels(address)}.${address.family === 4 ? "in-addr" : "ip6"}.arpa`;
}

/** Whether two texts name one address, however an IPv6 address is written. */
export function isSameAddress(a: string, b: string): boolean {
  const [first, second] = [addressOf(a), addressOf(b)];
  return first !== undefined && first.family === second?.family && first.value === second.value;
}
