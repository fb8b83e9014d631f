import type { SpfQualifier, SpfRecord, SpfTerm } from "../../../model/spf.ts";
import { plainTarget } from "./macros.ts";
import { printRecord, printTerm } from "./print.ts";

/**
 * One record that authorises whom any of several does, and includes some names beside, which stand last of its mechanisms
 * (RFC 7208, 3.2 allows one record). `all` is as lenient as the most lenient that holds, `~all` where none does. Undefined
 * where a record cannot be read, or one of several leads elsewhere as a whole (`redirect`), which no one record can say.
 */
export function mergeRecords(records: readonly (SpfRecord | undefined)[], includes: readonly string[] = []): string | undefined {
  const read = records.flatMap((record) => (record?.isWellFormed ? [record.terms] : []));
  const redirects = read.flatMap(redirectOf);
  if (read.length < records.length || (redirects.length > 0 && read.length > 1)) return undefined;
  const ends = read.flatMap((terms) => terms.find(isAll) ?? []).toSorted((a, b) => LENIENCE[a.qualifier] - LENIENCE[b.qualifier]);
  const explanations = read.flat().filter(({ kind }) => kind === "exp");
  const end = [...ends.slice(0, 1), ...redirects].map(printTerm);
  const sought = includes.map((name) => name.toLowerCase());
  const mechanisms = new Map(
    read.flatMap((terms) => terms.filter((term) => isKept(term, sought))).map((term) => [printTerm(term).toLowerCase(), term]),
  );
  const missing = new Set(sought.map((name) => `include:${name}`).filter((written) => !mechanisms.has(written)));
  const words = [...missing, ...(end.length > 0 ? end : ["~all"]), ...explanations.slice(0, 1).map(printTerm)];
  return [printRecord([...mechanisms.values()]), ...words].join(" ");
}

type All = SpfTerm & { readonly kind: "all" };

function isAll(term: SpfTerm): term is All {
  return term.kind === "all";
}

/** The redirect of a record, where no `all` makes it idle (RFC 7208, 6.1). */
function redirectOf(terms: readonly SpfTerm[]): readonly SpfTerm[] {
  return terms.some(isAll) ? [] : terms.filter(({ kind }) => kind === "redirect");
}

/** Terms that stand where they stood; an include of a sought name that does not let its hosts pass is written anew. */
function isKept(term: SpfTerm, sought: readonly string[]): boolean {
  if (term.kind === "include" && term.qualifier !== "+") return !sought.includes((plainTarget(term.target) ?? "").toLowerCase());
  return term.kind !== "all" && term.kind !== "exp" && term.kind !== "redirect";
}

/** The most lenient first, but `+all`, which nobody should be led to. */
const LENIENCE: Readonly<Record<SpfQualifier, number>> = { "?": 0, "~": 1, "-": 2, "+": 3 };
