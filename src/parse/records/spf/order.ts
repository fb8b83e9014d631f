import type { SpfFaultKind, SpfTerm } from "../../../model/spf.ts";
import type { Fault } from "./mend.ts";

/** What is wrong with terms by where they stand beside others: all that is never reached, and what may stand once only. */
export function orderFaults(terms: readonly SpfTerm[], text: string): readonly Fault[] {
  const faults: Fault[] = [];
  const all = terms.findIndex(({ kind }) => kind === "all");
  const seen = new Set<string>();
  for (const [at, term] of terms.entries()) {
    if (term.kind === "other") continue;
    if (term.kind === "redirect" || term.kind === "exp") {
      if (seen.has(term.kind)) faults.push(repeated(term, terms, text));
      else if (term.kind === "redirect" && all >= 0) faults.push(dropping("redirect-ignored", term));
      seen.add(term.kind);
    } else if (all >= 0 && at > all) {
      const isFirst = !faults.some(({ kind }) => kind === "after-all");
      faults.push(term.kind === "all" ? dropping("all-repeated", term) : behindAll(term, isFirst ? terms[all] : undefined, text));
    }
  }
  return faults;
}

/** Terms behind `all` were meant to count: `all` goes to the end, once. */
function behindAll({ at }: SpfTerm, all: SpfTerm | undefined, text: string): Fault {
  const end = { start: text.length, end: text.length };
  const moved = all && [
    { at: all.at, text: "" },
    { at: end, text: ` ${text.slice(all.at.start, all.at.end)}` },
  ];
  return { kind: "after-all", at, suggestion: "", edits: moved ?? [] };
}

/** A modifier said twice in the same words can go; of two different ones nobody can tell which was meant. */
function repeated(term: SpfTerm, terms: readonly SpfTerm[], text: string): Fault {
  const first = terms.find(({ kind }) => kind === term.kind);
  const isSame = first !== undefined && wordOf(first, text) === wordOf(term, text);
  return isSame
    ? dropping("modifier-repeated", term)
    : { kind: "modifier-repeated", at: term.at, suggestion: undefined, edits: undefined };
}

function wordOf({ at }: SpfTerm, text: string): string {
  return text.slice(at.start, at.end).toLowerCase();
}

function dropping(kind: SpfFaultKind, { at }: SpfTerm): Fault {
  return { kind, at, suggestion: "", edits: [{ at, text: "" }] };
}
