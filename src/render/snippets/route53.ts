import type { RecordEdit, Repair } from "../../model/domain/repair.ts";
import { dotted, escapedName, quoted, splitValue } from "./records.ts";

/** A change batch for `aws route53 change-resource-record-sets`. */
export function renderRoute53({ edits }: Repair): string {
  return JSON.stringify({ Changes: edits.map(changeOf) }, null, 2);
}

function changeOf({ action, name, type, ttlSeconds, before, after }: RecordEdit): object {
  const values = action === "remove" ? before : after;
  return {
    Action: action === "remove" ? "DELETE" : "UPSERT",
    ResourceRecordSet: {
      Name: dotted(escapedName(name, 8)),
      Type: type,
      TTL: ttlSeconds,
      ResourceRecords: values.map((value) => ({ Value: route53Value(type, value) })),
    },
  };
}

/** A value as Route 53 has it: strings in quotes, what cannot be shown by three octal digits. */
export function route53Value(type: RecordEdit["type"], value: RecordEdit["after"][number]): string {
  const { preference, host, strings } = splitValue(type, value);
  if (host !== undefined) return [preference, dotted(escapedName(host, 8))].filter((word) => word !== undefined).join(" ");
  return type === "TXT" ? strings.map((string) => quoted(string, 8)).join(" ") : strings.join("");
}
