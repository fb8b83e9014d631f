import type { AddressSet } from "../../../model/domain/spf.ts";
import type { SpfQualifier } from "../../../model/spf.ts";
import { addressSet, contains } from "./address-set.ts";
import type { Decision } from "./passes.ts";
import { printTerm } from "./print.ts";

/** That two records decide the same for every address, and at how many addresses it was looked at: all where any answer changes. */
export interface Equivalence {
  readonly isEqual: boolean;
  readonly boundaries4: number;
  readonly boundaries6: number;
  /** The first address they differ at, where they do. */
  readonly differsAt: { readonly family: 4 | 6; readonly value: bigint } | undefined;
}

/**
 * Holds two records against each other at the first address of every stretch on which neither changes its mind. Terms that
 * only a host can tell may match or not: the records are equal only where they are so either way.
 */
export function compareDecisions(before: readonly Decision[], after: readonly Decision[]): Equivalence {
  const four = compareFamily(4, before, after);
  const six = compareFamily(6, before, after);
  const differsAt = four.differsAt === undefined ? at(6, six.differsAt) : at(4, four.differsAt);
  return { isEqual: differsAt === undefined, boundaries4: four.boundaries, boundaries6: six.boundaries, differsAt };
}

function at(family: 4 | 6, value: bigint | undefined): Equivalence["differsAt"] {
  return value === undefined ? undefined : { family, value };
}

function compareFamily(family: 4 | 6, before: readonly Decision[], after: readonly Decision[]) {
  const left = linesOf(family, before);
  const right = linesOf(family, after);
  const points = boundariesOf([...left, ...right]);
  const differsAt = points.find((value) => outcomeAt(left, value) !== outcomeAt(right, value));
  return { boundaries: points.length, differsAt };
}

/** One line of a list of decisions for one family: neighbours with one qualifier taken together. */
interface Line {
  readonly qualifier: SpfQualifier;
  /** Undefined for a term that only a host can tell. */
  readonly set: AddressSet | undefined;
  readonly name: string;
}

function linesOf(family: 4 | 6, decisions: readonly Decision[]): readonly Line[] {
  const lines: { qualifier: SpfQualifier; set: AddressSet[] | undefined; name: string }[] = [];
  for (const { qualifier, matched, term } of decisions) {
    const last = lines.at(-1);
    if (matched === undefined) lines.push({ qualifier, set: undefined, name: printTerm(term) });
    else if (last?.set !== undefined && last.qualifier === qualifier) last.set.push(matched[family]);
    else lines.push({ qualifier, set: [matched[family]], name: "" });
  }
  return lines.map(({ set, ...line }) => ({ ...line, set: set && addressSet(set.flat()) }));
}

/** Where any line begins or ends, and the first address of all. */
function boundariesOf(lines: readonly Line[]): readonly bigint[] {
  const points = new Set<bigint>([0n]);
  for (const { set = [] } of lines)
    for (const { first, last } of set) {
      points.add(first);
      points.add(last + 1n);
    }
  return [...points];
}

/**
 * What comes of an address: the terms that might match it, in an order that does not matter among those of one qualifier,
 * and what is decided where none does.
 */
function outcomeAt(lines: readonly Line[], value: bigint): string {
  const open: { readonly qualifier: SpfQualifier; readonly names: Set<string> }[] = [];
  let decided: SpfQualifier = "?";
  for (const { qualifier, set, name } of lines) {
    if (set !== undefined) {
      if (!contains(set, value)) continue;
      decided = qualifier;
      break;
    }
    const last = open.at(-1);
    if (last?.qualifier === qualifier) last.names.add(name);
    else open.push({ qualifier, names: new Set([name]) });
  }
  while (open.at(-1)?.qualifier === decided) open.pop();
  return `${open.map(({ qualifier, names }) => `${qualifier}${[...names].toSorted().join(",")}`).join(" ")} ${decided}`;
}
