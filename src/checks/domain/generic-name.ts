import { addressOf } from "../../parse/records/spf/networks.ts";
import { dottedAddress } from "../../parse/zone/reverse-name.ts";

/** What of a name shows that it was made for whoever has an address. */
export interface GenericPart {
  readonly kind: "address" | "word";
  readonly part: string;
}

/** Looks for the address itself in a name, in any of the forms that providers write it in, then for words between its marks. */
export function genericPart(name: string, ip: string, words: readonly string[]): GenericPart | undefined {
  const plain = name.replace(/[._]/g, "-");
  const written = formsOf(ip).find((form) => standsIn(plain, form));
  if (written !== undefined) return { kind: "address", part: written };
  const tokens = new Set(plain.split(/[-\d]+/));
  const word = words.find((each) => tokens.has(each));
  return word === undefined ? undefined : { kind: "word", part: word };
}

/** Whether a row of digits stands in a name and is no part of a longer one. */
function standsIn(name: string, form: string): boolean {
  const at = name.indexOf(form);
  return at !== -1 && !/\d/.test(`${name.charAt(at - 1)}${name.charAt(at + form.length)}`);
}

function formsOf(ip: string): readonly string[] {
  const address = addressOf(ip);
  if (!address) return [];
  const parts = dottedAddress(address).split(".");
  if (address.family === 6) return ipv6Forms(parts.join(""));
  const hex = parts.map((part) => Number(part).toString(16).padStart(2, "0")).join("");
  const orders = [parts, parts.toReversed()].flatMap((order) => {
    const padded = order.map((part) => part.padStart(3, "0"));
    return [order.join("-"), padded.join("-"), padded.join("")];
  });
  return [...orders, hex];
}

/** The interface's half of an address, as a row of digits or in groups; of one that is numbered by hand all of it. */
function ipv6Forms(hex: string): readonly string[] {
  const half = hex.slice(16);
  if (half.startsWith("000000000000")) return [hex];
  const groups = half.match(/.{4}/g) ?? [];
  return [half, groups.join("-"), groups.map((group) => group.replace(/^0{1,3}/, "")).join("-")];
}
