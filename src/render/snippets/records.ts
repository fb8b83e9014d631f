import type { RecordEdit } from "../../model/domain/repair.ts";
import { stringsOf, textOf } from "../../model/record-value.ts";

/** One value of an edit, split as providers of DNS hosting ask for it. */
export interface SnippetValue {
  /** Of MX alone. */
  readonly preference: number | undefined;
  /** A host without its last dot, of records that name one; else undefined. */
  readonly host: string | undefined;
  /** The strings of a TXT record, each of at most 255 bytes, one unit a byte; one text for all other types. */
  readonly strings: readonly string[];
}

type Value = RecordEdit["after"][number];

/** Splits a value by its type. */
export function splitValue(type: RecordEdit["type"], value: Value): SnippetValue {
  const text = textOf(value);
  if (type === "TXT") return { preference: undefined, host: undefined, strings: stringsOf(text) };
  const [, preference = "", exchange = ""] = /^(\d{1,5}) +(.*)$/.exec(text) ?? [];
  if (type === "MX") return { preference: Number(preference), host: exchange.replace(/\.$/, ""), strings: [text] };
  const isHost = type === "CNAME" || type === "NS" || type === "PTR";
  return { preference: undefined, host: isHost ? text.replace(/\.$/, "") : undefined, strings: [text] };
}

/** A host with its last dot; the root is a dot alone. */
export function dotted(host: string): string {
  return `${host}.`;
}

/** A name relative to its zone, which is `@`. */
export function relativeName(name: string, zone: string): string {
  return name === zone ? "@" : name.endsWith(`.${zone}`) ? name.slice(0, -zone.length - 1) : `${name}.`;
}

/** A string in quotes as a master file has it; what cannot be shown by a number in base 10 or 8. */
export function quoted(text: string, base: 8 | 10): string {
  const inner = text.replace(/["\\]/g, "\\$&").replace(/[^\x20-\x7e]/g, (unit) => numbered(unit, base));
  return `"${inner}"`;
}

/** A name with whatever is no plain character of one by its number. */
export function escapedName(name: string, base: 8 | 10): string {
  return name.replace(/[^a-z\d._*-]/gi, (unit) => numbered(unit, base));
}

function numbered(unit: string, base: 8 | 10): string {
  return `\\${(unit.charCodeAt(0) & 0xff).toString(base).padStart(3, "0")}`;
}
