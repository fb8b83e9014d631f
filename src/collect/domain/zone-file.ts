import { limits } from "../../model/limits.ts";
import { zoneFaults } from "../../parse/zone/zone-faults.ts";
import type { Slice } from "./asking.ts";

/** What is wrong with the zone file that the domain is judged from; of zone files only. */
export const collectZoneFile: Slice<"zoneFile"> = async (asking) => {
  const { zone } = asking.question;
  if (zone === undefined) return "not-in-input";
  const found = zoneFaults(zone).slice(0, limits.zoneFaultsMax);
  return { faults: found.map(({ record, ...rest }) => ({ ...rest, record: asking.textOf(record.name, record) })) };
};
