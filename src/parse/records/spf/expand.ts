import type { MacroLetter, MacroPart } from "../../../model/spf.ts";
import { nameFault } from "../../zone/names.ts";
import { dottedAddress } from "../../zone/reverse-name.ts";
import { isTopLabel } from "./macros.ts";
import { type Address, printAddress } from "./networks.ts";

/** What macros stand for (RFC 7208, 7.2 and 7.3). */
export interface MacroValues {
  readonly address: Address;
  readonly sender: string;
  readonly helo: string;
  /** Whose record it stands in. */
  readonly domain: string;
  /** A proven name of the host, or `unknown`. */
  readonly hostName: string;
  readonly nowMs: number;
}

/** Fills in the macros of a string. */
export function expand(parts: readonly MacroPart[], values: MacroValues): string {
  let text = "";
  for (const part of parts) text += part.kind === "text" ? part.text : expandMacro(part, values);
  return text;
}

function expandMacro(part: MacroPart & { readonly kind: "macro" }, values: MacroValues): string {
  const value = valueOf[part.letter](values);
  const turned = part.isReversed || part.labelsMax > 0 || part.delimiters !== "." ? relabelled(value, part) : value;
  return part.isEscaped ? escapeUrl(turned) : turned;
}

type Relabel = Pick<MacroPart & { readonly kind: "macro" }, "delimiters" | "isReversed" | "labelsMax">;

/** The name a domain-spec comes to whoever sends, in mail of the domain `root`; undefined where only a host can tell. */
export function fixedTarget(parts: readonly MacroPart[], domain: string, root: string): string | undefined {
  const isFixed = parts.every((part) => part.kind === "text" || part.letter === "d" || part.letter === "o");
  const nobody = { address: { family: 4, value: 0n }, helo: "", hostName: "", nowMs: 0 } as const;
  return isFixed ? cutTarget(expand(parts, { ...nobody, domain, sender: `@${root}` })).toLowerCase() : undefined;
}

/** Cut at the delimiters, turned round, shortened to the labels on the right, and joined by dots. */
function relabelled(value: string, { delimiters, isReversed, labelsMax }: Relabel): string {
  const labels: string[] = [];
  let label = "";
  for (const character of value) {
    if (delimiters.includes(character)) {
      labels.push(label);
      label = "";
    } else label += character;
  }
  labels.push(label);
  if (isReversed) labels.reverse();
  return (labelsMax > 0 ? labels.slice(-labelsMax) : labels).join(".");
}

const valueOf: Readonly<Record<MacroLetter, (values: MacroValues) => string>> = {
  s: ({ sender }) => sender,
  l: ({ sender }) => sender.slice(0, Math.max(0, sender.lastIndexOf("@"))),
  o: ({ sender }) => sender.slice(sender.lastIndexOf("@") + 1),
  d: ({ domain }) => domain,
  i: ({ address }) => dottedAddress(address),
  p: ({ hostName }) => hostName,
  h: ({ helo }) => helo,
  v: ({ address }) => (address.family === 4 ? "in-addr" : "ip6"),
  c: ({ address }) => printAddress(address),
  // The host that checks has no name to tell: none is checking (RFC 7208, 7.3).
  r: () => "unknown",
  t: ({ nowMs }) => String(Math.floor(nowMs / 1_000)),
};

/** Every byte but those that no address of the web escapes (RFC 3986, 2.3). */
function escapeUrl(text: string): string {
  return [...new TextEncoder().encode(text)].map(escapeByte).join("");
}

function escapeByte(byte: number): string {
  const character = String.fromCharCode(byte);
  return /[\w.~-]/.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
}

/** A name longer than the DNS allows loses labels on its left (RFC 7208, 7.3); a last dot is taken off. */
export function cutTarget(expanded: string): string {
  let name = expanded.endsWith(".") ? expanded.slice(0, -1) : expanded;
  while (name.length > 253 && name.includes(".")) name = name.slice(name.indexOf(".") + 1);
  return name;
}

/** Whether a name can be asked for: at least two labels, none empty or longer than 63 bytes, the last no number. */
export function isTargetName(name: string): boolean {
  const dot = name.lastIndexOf(".");
  return dot > 0 && nameFault(name) === undefined && isTopLabel(name.slice(dot + 1)) && !/[^\x20-\x7e]/.test(name);
}
