import type { TagKind } from "../../model/template-tag.ts";
import type { TagSense } from "./delimiters.ts";

/** Reads the inside of `<%…%>`: ERB and EJS. */
export function readErb(inner: string): TagSense {
  if (inner.startsWith("#")) return { kind: "comment", name: "" };
  const printed = /^[=-](=?)/.exec(inner);
  if (printed && !/^-\s*$/.test(inner)) {
    const name = inner.slice(printed[0].length).replace(/-$/, "").trim();
    return { kind: "output", name, escaped: printed[1] === "" && !inner.startsWith("-") };
  }
  return { kind: codeKind(inner.replace(/^[-_]/, "").replace(/[-_]$/, "").trim()), name: "" };
}

/** Reads the inside of `<?php … ?>` and `<?= … ?>`. */
export function readPhp(inner: string, opened: string): TagSense {
  const text = inner.trim();
  if (opened === "<?=")
    return { kind: "output", name: text.replace(/;$/, "").trim(), escaped: /htmlspecialchars|htmlentities|\be\(/.test(text) };
  const echo = /^(?:echo|print)\b\s*(.{0,200})/s.exec(text);
  if (echo)
    return {
      kind: "output",
      name: (echo[1] ?? "").replace(/;$/, "").trim(),
      escaped: /htmlspecialchars|htmlentities/.test(text),
    };
  return { kind: codeKind(text), name: "" };
}

/** Ruby, JavaScript and PHP code between two texts: does it open, go on with, or close a block? */
function codeKind(code: string): TagKind {
  if (/^(?:end\b|\}|endif|endforeach|endfor|endwhile)/.test(code)) return /else/.test(code) ? "middle" : "close";
  if (/^(?:else|elsif|elseif|when)\b/.test(code)) return "middle";
  return /^(?:if|unless|case|for|while|foreach)\b|\bdo\b[^\n]{0,60}$|[{:]$/.test(code) ? "open" : "statement";
}

const bladeKinds: ReadonlyMap<string, TagKind> = new Map([
  ...[
    "if",
    "unless",
    "isset",
    "empty",
    "auth",
    "guest",
    "foreach",
    "forelse",
    "for",
    "while",
    "section",
    "component",
    "slot",
    "switch",
  ].map((word): [string, TagKind] => [word, "open"]),
  ...["else", "elseif", "case", "default"].map((word): [string, TagKind] => [word, "middle"]),
  ...["include", "extends", "yield", "stack"].map((word): [string, TagKind] => [word, "include"]),
  ...["csrf", "php", "break"].map((word): [string, TagKind] => [word, "statement"]),
]);

/** Reads a Blade directive (`@if (…)`) or the inside of `{!! … !!}`. */
export function readBlade(inner: string, opened: string): TagSense | undefined {
  if (opened === "{!!") return { kind: "output", name: inner.trim(), escaped: false };
  const word = opened.slice(1);
  if (/^end[a-z]+$/.test(word) || word === "show" || word === "stop") return { kind: "close", name: word };
  const kind = bladeKinds.get(word);
  return kind && { kind, name: word };
}
