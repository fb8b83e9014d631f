import type { Range } from "../../../model/place.ts";
import type { Network, SpfFaultKind, SpfQualifier, SpfTerm } from "../../../model/spf.ts";
import { type Misfit, readDomainSpec, readMacroString } from "./macros.ts";
import { type Address, addressBits, addressOf, networkOf } from "./networks.ts";
import { dualPrefixMeant, dualPrefixOf, prefixMeant, prefixOf, slashMeant } from "./prefixes.ts";

/** Why a word is no term: the stretch that does not fit, in the record's text. */
export interface TermFault {
  readonly kind: SpfFaultKind;
  readonly at: Range;
  /** What to write in its place; undefined where nobody can tell. */
  readonly suggestion: string | undefined;
}

/** A word of a record and where it begins. */
export interface Word {
  readonly text: string;
  readonly start: number;
}

/** Reads one term of a record (RFC 7208, 4.6.1), or says what is wrong with it. */
export function readTerm(word: Word): SpfTerm | TermFault {
  const { text, start } = word;
  const equals = text.indexOf("=");
  const colon = text.search(/[:/]/);
  const at = { start, end: start + text.length };
  if (equals >= 0 && (colon < 0 || equals < colon)) return readModifier(word, equals, at);
  const isQualified = /^[+\-~?]/.test(text);
  const nameEnd = colon < 0 ? text.length : colon;
  const name = text.slice(isQualified ? 1 : 0, nameEnd).toLowerCase();
  return readMechanism(name, { word, at, nameEnd, qualifier: isQualified ? qualifierOf(text) : "+" });
}

function readMechanism(name: string, mechanism: Mechanism): SpfTerm | TermFault {
  switch (name) {
    case "all":
      return readAll(mechanism);
    case "include":
    case "exists":
      return readTargeted(mechanism, name);
    case "a":
    case "mx":
      return readHosts(mechanism, name);
    case "ptr":
      return readPtr(mechanism);
    case "ip4":
    case "ip6":
      return readAddresses(mechanism, name);
    default:
      return { kind: "mechanism-unknown", at: mechanism.at, suggestion: undefined };
  }
}

function readAll(mechanism: Mechanism): SpfTerm | TermFault {
  const { word, at, nameEnd, qualifier } = mechanism;
  return nameEnd === word.text.length ? { kind: "all", at, qualifier } : tail(mechanism, "syntax", "");
}

interface Mechanism {
  readonly word: Word;
  readonly at: Range;
  /** Where the name ends in the word. */
  readonly nameEnd: number;
  readonly qualifier: SpfQualifier;
}

function qualifierOf(text: string): SpfQualifier {
  const sign = text.charAt(0);
  return sign === "-" || sign === "~" || sign === "?" ? sign : "+";
}

/** What follows a name is wrong as a whole. */
function tail({ word, at, nameEnd }: Mechanism, kind: SpfFaultKind, suggestion?: string): TermFault {
  const start = nameEnd < word.text.length ? at.start + nameEnd : at.start;
  return { kind, at: { start, end: at.end }, suggestion };
}

function misfitIn({ kind, start, end, suggestion }: Misfit, from: number): TermFault {
  return { kind, at: { start: from + start, end: from + end }, suggestion };
}

function readModifier({ text, start }: Word, equals: number, at: Range): SpfTerm | TermFault {
  const name = text.slice(0, equals).toLowerCase();
  const value = text.slice(equals + 1);
  const from = start + equals + 1;
  if (!/^[a-z][a-z\d\-_.]*$/.test(name)) {
    const isQualified = /^[+\-~?](?:redirect|exp)$/.test(name);
    return { kind: "syntax", at: { start, end: start + equals }, suggestion: isQualified ? name.slice(1) : undefined };
  }
  if (name === "redirect" || name === "exp") {
    const target = readDomainSpec(value, from);
    return "kind" in target ? wholeOf(misfitIn(target, from), value, at) : { kind: name, at, target };
  }
  const parts = readMacroString(value, "explanation");
  return "kind" in parts ? misfitIn(parts, from) : { kind: "other", at, name, parts };
}

/** An empty stretch cannot be shown: the term it is missing from is. */
function wholeOf(fault: TermFault, value: string, at: Range): TermFault {
  return value === "" ? { ...fault, at } : fault;
}

function readTargeted(mechanism: Mechanism, kind: "include" | "exists"): SpfTerm | TermFault {
  const { word, at, nameEnd, qualifier } = mechanism;
  if (word.text.charAt(nameEnd) !== ":") return tail(mechanism, "syntax");
  const target = targetAfter(word.text.slice(nameEnd + 1), mechanism);
  return "suggestion" in target ? target : { kind, at, qualifier, target };
}

function targetAfter(value: string, { at, nameEnd }: Mechanism) {
  const from = at.start + nameEnd + 1;
  const target = readDomainSpec(value, from);
  return "kind" in target ? wholeOf(misfitIn(target, from), value, at) : target;
}

function readPtr(mechanism: Mechanism): SpfTerm | TermFault {
  const { word, at, nameEnd, qualifier } = mechanism;
  if (nameEnd === word.text.length) return { kind: "ptr", at, qualifier, target: undefined };
  if (word.text.charAt(nameEnd) !== ":") return tail(mechanism, "syntax", "");
  const target = targetAfter(word.text.slice(nameEnd + 1), mechanism);
  return "suggestion" in target ? target : { kind: "ptr", at, qualifier, target };
}

/** `a` and `mx`: a name or none, then the lengths of prefixes for IPv4 and IPv6 (RFC 7208, 5.3 and 5.6). */
function readHosts(mechanism: Mechanism, kind: "a" | "mx"): SpfTerm | TermFault {
  const { word, at, nameEnd, qualifier } = mechanism;
  const { written, bits4, bits6 } = dualPrefixOf(word.text.slice(nameEnd));
  const value = word.text.slice(nameEnd, word.text.length - written.length);
  if (value !== "" && !value.startsWith(":")) return tail(mechanism, "prefix-wrong", slashMeant(value, written));
  if (bits4 < 0 || bits6 < 0)
    return { kind: "prefix-wrong", at: { start: at.end - written.length, end: at.end }, suggestion: dualPrefixMeant(written) };
  const read = { kind, at, qualifier, prefixBits4: bits4, prefixBits6: bits6 };
  if (value === "") return { ...read, target: undefined };
  const target = targetAfter(value.slice(1), mechanism);
  return "suggestion" in target ? target : { ...read, target };
}

function readAddresses(mechanism: Mechanism, kind: "ip4" | "ip6"): SpfTerm | TermFault {
  const { word, at, nameEnd, qualifier } = mechanism;
  const value = word.text.slice(nameEnd + 1);
  const family = kind === "ip4" ? 4 : 6;
  const slash = value.indexOf("/");
  const written = slash < 0 ? value : value.slice(0, slash);
  const address = word.text.charAt(nameEnd) === ":" ? addressOf(written) : undefined;
  if (address === undefined) return { kind: "address-wrong", at, suggestion: addressMeant(word.text, value) };
  if (address.family !== family) return { kind: "address-wrong", at, suggestion: otherFamily(word.text, address) };
  const network = networkAfter(address, slash < 0 ? undefined : value.slice(slash + 1));
  if (network !== undefined) return { kind, at, qualifier, network };
  const lengthAt = { start: at.start + nameEnd + 1 + slash, end: at.end };
  return { kind: "prefix-wrong", at: lengthAt, suggestion: prefixMeant(value.slice(slash + 1), family) };
}

function networkAfter(address: Address, length: string | undefined): Network | undefined {
  const bits = length === undefined ? addressBits[address.family] : prefixOf(length, address.family);
  return bits < 0 ? undefined : networkOf(address, bits);
}

function otherFamily(text: string, { family }: Address): string {
  return text.replace(/ip[46]/i, `ip${family}`);
}

/** Zeros before digits, a port, or a mark after the address are easily taken away; other text is no address. */
function addressMeant(text: string, value: string): string | undefined {
  const [, address = "", length = ""] = /^([\d.]{7,40}?)[.,;]?(?::\d{1,5})?(\/\d{1,2})?[.,;]?$/.exec(value) ?? [];
  const mended = address.replace(/(^|\.)0+(?=\d)/g, "$1");
  const meant = addressOf(mended);
  return meant === undefined ? undefined : `${otherFamily(text.slice(0, text.length - value.length), meant)}${mended}${length}`;
}
