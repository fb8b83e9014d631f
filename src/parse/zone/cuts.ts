import { parentOf } from "./names.ts";
/** The delegated name (RFC 1034, 4.2.1) that a name is at or below, within the zone that begins above it; undefined where there is none. */
export function cutAbove(name: string, cuts: ReadonlySet<string>, apexes: ReadonlySet<string>): string | undefined {
  let cut: string | undefined;
  for (let each = name; each !== ""; each = parentOf(each)) {
    if (apexes.has(each)) return cut;
    if (cuts.has(each)) cut = each;
  }
  return undefined;
}
