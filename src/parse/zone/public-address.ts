import { isIpv4 } from "./addresses.ts";

/** Networks that are not the public Internet (IANA special-purpose address registries), as first address and prefix. */
const closedFour: readonly (readonly [address: string, prefix: number])[] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
];

/**
 * Whether an address is one of the public Internet, and none of a private, local, reserved or documentation network. Of
 * IPv6 only 2000::/3 is, without the parts of it that documentation, tunnels and translation took.
 */
export function isPublicAddress(address: string): boolean {
  if (isIpv4(address)) return !closedFour.some(([first, prefix]) => isWithinFour(address, first, prefix));
  const groups = groupsOf(address);
  const [first = 0, second = 0] = groups;
  if (groups.length !== 8 || first < 0x2000 || first > 0x3fff) return false;
  // 2001::/23 has Teredo and ORCHID, 2001:db8::/32 and 3fff::/20 are for documentation, 2002::/16 wraps IPv4.
  return !(
    (first === 0x2001 && (second < 0x200 || second === 0xdb8)) ||
    first === 0x2002 ||
    (first === 0x3fff && second < 0x1000)
  );
}

function isWithinFour(address: string, first: string, prefix: number): boolean {
  const blockSize = 2 ** (32 - prefix);
  return Math.floor(numberOf(address) / blockSize) === Math.floor(numberOf(first) / blockSize);
}

function numberOf(address: string): number {
  let number = 0;
  for (const part of address.split(".")) number = number * 256 + Number(part);
  return number;
}

/** The eight groups of an IPv6 address; fewer for one with a dotted end, which is never public here. */
function groupsOf(address: string): readonly number[] {
  const [head = "", tail] = address.split("::");
  const groups = (half: string) => (half === "" ? [] : half.split(":").map((group) => Number.parseInt(group, 16)));
  if (tail === undefined) return groups(head);
  const before = groups(head);
  const after = groups(tail);
  return [...before, ...Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => 0), ...after];
}
