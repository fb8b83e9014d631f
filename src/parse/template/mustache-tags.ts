import type { TagKind } from "../../model/template-tag.ts";
import type { TagSense } from "./delimiters.ts";

const bySigil: Readonly<Record<string, TagKind>> = {
  "#": "open",
  "^": "open",
  "/": "close",
  ">": "include",
  "<": "include",
  "!": "comment",
  "=": "statement",
  "*": "statement",
};

/** Go templates say their blocks without a sigil; `end` and `else` stand alone, the others take an argument. */
const bareKeywords: ReadonlyMap<string, TagKind> = new Map([
  ["if", "open"],
  ["range", "open"],
  ["with", "open"],
  ["define", "open"],
  ["block", "open"],
  ["end", "close"],
  ["else", "middle"],
  ["template", "include"],
  ["partial", "include"],
]);

/** Reads the inside of `{{…}}`: Mustache, Handlebars, Mustachio, Jinja and Go output and blocks. */
export function readMustache(inner: string, opened: string): TagSense {
  const text = inner.replace(/^[~-]/, "").replace(/[~-]$/, "").trim();
  if (opened === "{{{{") return { kind: text.startsWith("/") ? "close" : "open", name: firstWord(text.replace(/^\//, "")) };
  if (opened === "{{{") return output(text, false);
  if (text === "^") return { kind: "middle", name: "" };
  const sigil = bySigil[text.charAt(0)];
  if (sigil) return { kind: sigil, name: sigil === "comment" ? "" : firstWord(text.slice(1).replace(/^[>*]/, "").trim()) };
  if (text.startsWith("&")) return output(text.slice(1), false);
  return readBare(text);
}

function readBare(text: string): TagSense {
  const [word = "", argument] = text.split(/\s+/, 2);
  const kind = bareKeywords.get(word);
  const standsAlone = kind === "close" || kind === "middle";
  return kind && (argument !== undefined || standsAlone) ? { kind, name: word } : output(text, true);
}

function output(text: string, escaped: boolean): TagSense {
  return { kind: "output", name: printedName(text), escaped: escaped && !/\|\s*(?:raw|safe|safe_html)\b/.test(text) };
}

/** The variable behind an expression: filters cut off, of a helper call its first argument. */
export function printedName(expression: string): string {
  const [bare = ""] = expression.split("|", 1);
  const words = bare.trim().split(/\s+/, 3);
  const [first = "", second] = words;
  return second !== undefined && /^[\w@.$]/.test(second) ? second : first;
}

function firstWord(text: string): string {
  return text.split(/[\s(}]/, 1)[0] ?? "";
}
