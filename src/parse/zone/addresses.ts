/** Whether a text is an IPv4 address in dotted form, no leading zeros. */
export function isIpv4(text: string): boolean {
  const parts = text.split(".");
  return parts.length === 4 && parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255);
}

/** Whether a text is an IPv6 address (RFC 4291, 2.2), its last 32 bits in dotted form or not. */
export function isIpv6(text: string): boolean {
  if (text.length > 45 || !/^[\da-f:.]+$/i.test(text)) return false;
  const halves = text.split("::");
  if (halves.length > 2) return false;
  const groups = halves.map(groupsIn);
  const count = groups.includes(-1) ? -1 : groups.reduce((sum, each) => sum + each, 0);
  if (
    count < 0 ||
    text
      .split("::")
      .slice(0, -1)
      .some((half) => half.includes("."))
  )
    return false;
  return halves.length === 2 ? count <= 7 : count === 8;
}

/** How many groups of 16 bits stand between colons; -1 for what is none. */
function groupsIn(half: string): number {
  if (half === "") return 0;
  const groups = half.split(":");
  const last = groups.at(-1) ?? "";
  const dotted = isIpv4(last);
  const plain = dotted ? groups.slice(0, -1) : groups;
  return plain.every((group) => /^[\da-f]{1,4}$/i.test(group)) ? plain.length + (dotted ? 2 : 0) : -1;
}

/** An address as it is compared: without the brackets and tag of a literal; undefined for none. */
export function addressIn(literal: string): string | undefined {
  const text = literal
    .trim()
    .replace(/^\[|\]$/g, "")
    .replace(/^IPv6:/i, "");
  return isIpv4(text) || isIpv6(text) ? text : undefined;
}
