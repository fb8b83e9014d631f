import { limits } from "../../model/limits.ts";
import { zoneFaults } from "../../parse/zone/zone-faults.ts";
import type { Slice } from "./asking.ts";
import { recordsWithin, zonePiece } from "./zone-piece.ts";

/** What is wrong with the zone file that the domain is judged from, at the domain and below it; of zone files only. */
export const collectZoneFile: Slice<"zoneFile"> = async (asking) => {
  const { zone, domain } = asking.question;
  const piece = zone && zonePiece(zone, domain);
  if (piece === undefined) return "not-in-input";
  const found = zoneFaults(recordsWithin(piece, domain), piece.apex).slice(0, limits.zoneFaultsMax);
  return { faults: found.map(({ record, ...rest }) => ({ ...rest, record: asking.textOf(record.name, record) })) };
};
