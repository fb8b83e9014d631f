import { excerpt } from "../../model/excerpt.ts";
import { nameFault, plainName } from "./names.ts";
import type { Token } from "./tokens.ts";

/** Why a word is no name, and what to write. */
export interface NoName {
  readonly message: string;
  readonly hint: string;
}

/** A name as a master file writes it, made absolute (RFC 1035, 5.1), in lower case and without its last dot. */
export function absoluteName({ raw, text }: Token, origin: string | undefined): string | NoName {
  if (raw === ".") return "";
  if (origin === undefined && !raw.includes("."))
    return { message: "This name has no origin to stand below.", hint: "Write $ORIGIN example.com. above, or the whole name." };
  if (raw === "@") return origin ?? "";
  if (/\\(?:\.|046)/.test(raw)) return { message: "A dot inside a label is not read.", hint: "Take this record out." };
  const name = raw.endsWith(".") ? plainName(text) : below(origin, plainName(text));
  return isName(name)
    ? name
    : { message: `"${excerpt(name)}" is no name of the DNS.`, hint: "Labels have 1 to 63 bytes, a name at most 253." };
}

function below(origin: string | undefined, name: string): string {
  return origin === undefined || origin === "" ? name : `${name}.${origin}`;
}

function isName(name: string): boolean {
  return nameFault(name) === undefined && !/[\s\0]/.test(name);
}
