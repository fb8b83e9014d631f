import type { ReadParts } from "../../model/check.ts";
import type { FileText } from "../../model/record.ts";

/** Whether a record was cut at a semicolon of its zone file: that is told once, and not what the record lacks for it. */
export function isCut(record: Pick<FileText, "name" | "text">, { zoneFile }: ReadParts): boolean {
  const cuts = zoneFile?.faults.filter(({ kind }) => kind === "text-cut") ?? [];
  return cuts.some(({ record: { name, text } }) => name === record.name && text === record.text);
}
