import type { SpfMechanism, SpfTerm } from "../../../model/spf.ts";
import { printMacros } from "./macros.ts";
import { printNetwork } from "./networks.ts";

/** A term as it is written, in its shortest form. */
export function printTerm(term: SpfTerm): string {
  if (term.kind === "redirect" || term.kind === "exp") return `${term.kind}=${printMacros(term.target.parts)}`;
  if (term.kind === "other") return `${term.name}=${printMacros(term.parts)}`;
  return `${term.qualifier === "+" ? "" : term.qualifier}${term.kind}${valueOf(term)}`;
}

/** A record of these terms. */
export function printRecord(terms: readonly SpfTerm[]): string {
  return ["v=spf1", ...terms.map(printTerm)].join(" ");
}

function valueOf(term: SpfMechanism): string {
  if (term.kind === "all") return "";
  if (term.kind === "ip4" || term.kind === "ip6") return `:${printNetwork(term.network)}`;
  const target = term.target === undefined ? "" : `:${printMacros(term.target.parts)}`;
  if (term.kind !== "a" && term.kind !== "mx") return target;
  const bits4 = term.prefixBits4 === 32 ? "" : `/${term.prefixBits4}`;
  const bits6 = term.prefixBits6 === 128 ? "" : `//${term.prefixBits6}`;
  return `${target}${bits4}${bits6}`;
}
