import * as v from "valibot";
import type { Check } from "../model/check.ts";
import { excerpt } from "../model/excerpt.ts";
import { asWritten, params } from "./params.ts";

interface Params {
  readonly seeks: "at-lookalike" | "invisible" | "direction" | "mixed-scripts";
}

const schema: v.GenericSchema<unknown, Params> = v.strictObject({
  seeks: v.picklist(["at-lookalike", "invisible", "direction", "mixed-scripts"]),
});

/** Characters that mislead, by what they do. A joiner is right between emoji and in scripts that join their letters. */
const patterns: { readonly [S in Params["seeks"]]: RegExp } = {
  "at-lookalike": /[\uFF20\uFE6B]/u,
  invisible:
    /[\u00AD\u034F\u115F\u1160\u17B4\u17B5\u180E\u200B\u2060-\u2064\u3164\uFEFF\uFFA0\u{E0000}-\u{E0019}]|[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Han}\p{N}\s][\u200C\u200D]/u,
  direction: /[\u202A-\u202E\u2066-\u2069]/u,
  "mixed-scripts": /\p{Script=Latin}[\p{Script=Cyrillic}\p{Script=Greek}]|[\p{Script=Cyrillic}\p{Script=Greek}]\p{Script=Latin}/u,
};

/** Finds characters in the sender's display name that show it other than it is. */
export const nameCharacters: Check<"headers", Params> = {
  name: "name-characters",
  part: "headers",
  facts: ["name", "character"],
  parseParams: params(schema, asWritten),
  run: ({ from, sender, replyTo }, { seeks }) =>
    [...from, ...sender, ...replyTo].flatMap(({ name, at }) => {
      const found = patterns[seeks].exec(name)?.[0];
      return found === undefined ? [] : [{ facts: { name: excerpt(name), character: codeOf(found) }, at }];
    }),
};

/** `U+202E`, the last character of what was found. */
function codeOf(found: string): string {
  const code = Array.from(found).at(-1)?.codePointAt(0) ?? 0;
  return `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
}
