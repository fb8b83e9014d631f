import type { RecordEdit, Repair } from "../../model/domain/repair.ts";
import { dotted, escapedName, quoted, relativeName, splitValue } from "./records.ts";

/** Lines of a master file (RFC 1035, 5): records to have, and in comments those to take out. */
export function renderBind({ zone, edits }: Repair): string {
  return [`$ORIGIN ${escapedName(zone, 10)}.`, ...edits.flatMap((edit) => linesOf(edit, zone))].join("\n");
}

function linesOf(edit: RecordEdit, zone: string): readonly string[] {
  const owner = edit.name === zone ? "@" : escapedName(relativeName(edit.name, zone), 10);
  const line = (value: RecordEdit["after"][number]): string =>
    `${owner} ${edit.ttlSeconds} IN ${edit.type} ${valueOf(edit.type, value)}`;
  return [...edit.before.map((value) => `;- ${line(value)}`), ...edit.after.map(line)];
}

function valueOf(type: RecordEdit["type"], value: RecordEdit["after"][number]): string {
  const { preference, host, strings } = splitValue(type, value);
  if (host !== undefined) return [preference, dotted(escapedName(host, 10))].filter((word) => word !== undefined).join(" ");
  return type === "TXT" ? strings.map((string) => quoted(string, 10)).join(" ") : strings.join("");
}
