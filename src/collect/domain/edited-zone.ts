import type { RecordChange } from "../../model/domain/repair.ts";
import { textOf } from "../../model/record-value.ts";
import type { Zone } from "../../model/zone.ts";
import { TTL_SECONDS } from "./edited-dns.ts";

/** A zone file as it would be with some records changed. */
export function editedZone(zone: Zone, changes: readonly RecordChange[]): Zone {
  let { records } = zone;
  for (const { action, name, type, value } of changes) {
    const isOf = (record: (typeof records)[number]): boolean => record.name === name && record.type === type;
    if (action === "add")
      records = [...records, { name, type, value, ttlSeconds: records.find(isOf)?.ttlSeconds ?? TTL_SECONDS }];
    else records = records.filter((record) => !isOf(record) || textOf(record.value) !== textOf(value));
  }
  return { ...zone, records, names: [...new Set([...zone.names, ...records.map(({ name }) => name)])] };
}
