import { parse } from "tldts";
import type { ZoneSecurity } from "../../model/domain/dnssec.ts";
import { limits } from "../../model/limits.ts";
import type { Asking } from "./asking.ts";
import { zonePiece } from "./zone-piece.ts";

/**
 * Whether the zone that a name is in is signed: it is when its parent has a DS record for it (RFC 4035, 2.4). The zone's
 * beginning is sought upwards from the name, by its NS records, no further than the registered domain.
 */
export async function zoneSecurity(asking: Asking, name: string): Promise<ZoneSecurity> {
  const registered = parse(name).domain ?? name;
  let level = name;
  for (let step = 0; step < limits.zoneLevelsMax; step++) {
    const servers = await asking.lookup(level, "NS");
    const isZone = servers.status === "found" && servers.records.some((record) => record.name === level);
    if (isZone) return servers.isAuthenticated === true ? "signed" : securityOf(asking, level);
    if (servers.status === "failed" || level === registered) return "unknown";
    level = level.slice(level.indexOf(".") + 1);
  }
  return "unknown";
}

/** A zone file does not hold what its parent says of it: no DS record there proves nothing. */
async function securityOf(asking: Asking, zone: string): Promise<ZoneSecurity> {
  const answer = await asking.lookup(zone, "DS");
  if (answer.status === "failed") return "unknown";
  if (answer.status === "found") return "signed";
  const { zone: file } = asking.question;
  return file && zonePiece(file, zone)?.apex === zone ? "unknown" : "unsigned";
}
