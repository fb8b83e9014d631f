import type { SpfQualifier, SpfRecord, SpfTerm } from "../../../model/spf.ts";
import { printRecord, printTerm } from "./print.ts";

/**
 * One record that authorises whom any of several does, `all` last and as lenient as the most lenient of them. Undefined
 * where one cannot be read, or where they lead elsewhere as a whole (`redirect`), which no one record can say.
 */
export function mergeRecords(records: readonly (SpfRecord | undefined)[]): string | undefined {
  const terms: SpfTerm[] = [];
  for (const record of records) {
    if (!record?.isWellFormed) return undefined;
    terms.push(...record.terms);
  }
  if (terms.some(({ kind }) => kind === "redirect")) return undefined;
  const kept = terms.filter(({ kind }) => kind !== "all" && kind !== "exp");
  const unique = [...new Map(kept.map((term) => [printTerm(term).toLowerCase(), term])).values()];
  const ends = terms.filter((term) => term.kind === "all").toSorted((a, b) => LENIENCE[a.qualifier] - LENIENCE[b.qualifier]);
  return printRecord([...unique, ...ends.slice(0, 1), ...terms.filter(({ kind }) => kind === "exp").slice(0, 1)]);
}

/** The most lenient first, but `+all`, which nobody should be led to. */
const LENIENCE: Readonly<Record<SpfQualifier, number>> = { "?": 0, "~": 1, "-": 2, "+": 3 };
