import type { SpfTerm } from "../../model/spf.ts";
import { plainTarget } from "./spf/macros.ts";
import { readSpf } from "./spf/read-record.ts";

/**
 * One SPF record that says all that some records say, and includes some names beside (RFC 7208, 3.2 allows one record).
 * Mechanisms come before `all`, names that are included for the first time last among them; of several `all` the first
 * holds, `~all` where there is none. Undefined where a record cannot be read.
 */
export function mergeSpf(texts: readonly string[], includes: readonly string[]): string | undefined {
  const wanted = new Set(includes.map((name) => name.toLowerCase()));
  const mechanisms = new Set<string>();
  const modifiers = new Set<string>();
  let all: string | undefined;
  for (const text of texts) {
    const { value, faults } = readSpf(text);
    if (!value || faults.some(({ kind }) => !isAboutOrder(kind))) return undefined;
    for (const term of value.terms) {
      const written = text.slice(term.at.start, term.at.end);
      if (term.kind === "all") all ??= written;
      else if (!("qualifier" in term)) modifiers.add(written);
      else if (!isWeakened(term, wanted)) mechanisms.add(written);
    }
  }
  const known = new Set([...mechanisms].map((written) => written.toLowerCase().replace(/^\+/, "")));
  const missing = [...wanted].map((name) => `include:${name}`).filter((written) => !known.has(written));
  const redirects = [...modifiers].filter((written) => /^redirect=/i.test(written));
  const end = all ?? (redirects.length === 0 ? "~all" : undefined);
  const others = [...modifiers].filter((written) => end === undefined || !redirects.includes(written));
  return ["v=spf1", ...mechanisms, ...missing, ...(end === undefined ? [] : [end]), ...others].join(" ");
}

/** Faults of order are mended by merging. */
function isAboutOrder(kind: string): boolean {
  return kind === "after-all" || kind === "all-repeated" || kind === "redirect-ignored";
}

/** An include of a wanted name that does not let its hosts pass is written anew. */
function isWeakened(term: SpfTerm, wanted: ReadonlySet<string>): boolean {
  if (term.kind !== "include" || term.qualifier === "+") return false;
  return wanted.has((plainTarget(term.target) ?? "").toLowerCase());
}
