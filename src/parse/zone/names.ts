/** What a name of the DNS may not be (RFC 1035, 2.3.4); undefined for one that may be asked for. */
export type NameFault = "label-empty" | "label-long" | "name-long";

const LABEL_BYTES_MAX = 63;
const NAME_BYTES_MAX = 253;

/** What is wrong with a name written without its last dot; the root is the empty string. */
export function nameFault(name: string): NameFault | undefined {
  if (name === "") return undefined;
  if (name.length > NAME_BYTES_MAX) return "name-long";
  // Called for each lookup of each domain: one pass, nothing made.
  let start = 0;
  let isLong = false;
  while (start <= name.length) {
    const dot = name.indexOf(".", start);
    const end = dot === -1 ? name.length : dot;
    if (end === start) return "label-empty";
    isLong ||= end - start > LABEL_BYTES_MAX;
    start = end + 1;
  }
  return isLong ? "label-long" : undefined;
}

/** Lower case, without the last dot. */
export function plainName(name: string): string {
  const lower = name.toLowerCase();
  return lower.endsWith(".") ? lower.slice(0, -1) : lower;
}

/** Whether a name is another, or stands below it; both in lower case, without the last dot. */
export function isAtOrBelow(name: string, above: string): boolean {
  return name === above || (name.endsWith(above) && name[name.length - above.length - 1] === ".");
}

/** A name without its first label; empty, which is the root, for one that has no other. */
export function parentOf(name: string): string {
  const dot = name.indexOf(".");
  return dot === -1 ? "" : name.slice(dot + 1);
}
