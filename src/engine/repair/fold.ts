import type { DnsRecord } from "../../model/dns.ts";
import type { RecordChange, RecordEdit } from "../../model/domain/repair.ts";
import { textOf } from "../../model/record-value.ts";

/** What is at a name of one type now. */
export interface RecordSet {
  readonly ttlSeconds: number;
  readonly values: readonly DnsRecord["value"][];
}

/** Changes as edits: one for each name and type, with all that is there now and then. */
export function foldChanges(
  changes: readonly RecordChange[],
  recordsAt: (change: Pick<RecordChange, "name" | "type">) => RecordSet,
): readonly RecordEdit[] {
  const groups = new Map<string, RecordChange[]>();
  for (const change of changes) {
    const key = `${change.name} ${change.type}`;
    groups.set(key, [...(groups.get(key) ?? []), change]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first ? [editOf(first, group, recordsAt(first))] : [];
  });
}

function editOf({ name, type }: RecordChange, changes: readonly RecordChange[], now: RecordSet): RecordEdit {
  let after = now.values;
  for (const { action, value } of changes)
    after = action === "add" ? [...after, value] : after.filter((each) => textOf(each) !== textOf(value));
  const action = now.values.length === 0 ? "add" : after.length === 0 ? "remove" : "replace";
  return { action, name, type, ttlSeconds: now.ttlSeconds, before: now.values, after };
}
