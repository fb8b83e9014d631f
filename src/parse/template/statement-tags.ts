import type { TagKind } from "../../model/template-tag.ts";
import type { TagSense } from "./delimiters.ts";
import { printedName } from "./mustache-tags.ts";

/** Words that open a block in Liquid, Twig, Jinja and Django templates. */
const liquidOpens: ReadonlySet<string> = new Set(
  "if unless for case block macro filter tablerow with autoescape spaceless embed call capture apply sandbox raw verbatim comment style form paginate ifchanged trans blocktrans cache".split(
    " ",
  ),
);
const liquidMiddles: ReadonlySet<string> = new Set("else elsif elif elseif when empty".split(" "));
const liquidIncludes: ReadonlySet<string> = new Set("include render import from extends section layout".split(" "));

/** Reads the inside of `{%…%}`. */
export function readLiquid(inner: string): TagSense {
  const text = inner
    .replace(/^[-~+]/, "")
    .replace(/[-~+]$/, "")
    .trim();
  const word = /^\w*/.exec(text)?.[0] ?? "";
  if (word === "echo" || word === "print") return { kind: "output", name: printedName(text.slice(word.length)) };
  return { kind: liquidKind(word, text), name: word };
}

function liquidKind(word: string, text: string): TagKind {
  if (word.startsWith("end")) return "close";
  if (liquidMiddles.has(word)) return "middle";
  if (liquidIncludes.has(word)) return "include";
  return liquidOpens.has(word) && !(word === "block" && /\S\s+\S+\s+\S/.test(text)) ? "open" : "statement";
}

/** Reads the inside of `*|…|*`. */
export function readMailchimp(inner: string): TagSense | undefined {
  const name = inner.trim();
  if (name === "" || name.length > 200 || /[\n<>]/.test(name)) return undefined;
  if (/^(?:IF|IFNOT|GROUP|INTERESTED|RSSITEMS|FEEDITEMS)[:\b]/i.test(name)) return { kind: "open", name };
  if (/^(?:ELSE|ELSEIF)[:\b]/i.test(name)) return { kind: "middle", name };
  if (/^END:/i.test(name)) return { kind: "close", name };
  return { kind: "output", name };
}

/** Reads the inside of `%%…%%`, `%%=…=%%` and `%%[…]%%`. */
export function readAmpscript(inner: string, opened: string): TagSense | undefined {
  if (opened === "%%[") return { kind: ampscriptKind(inner.trim().toLowerCase()), name: "" };
  if (opened === "%%=") return { kind: "output", name: inner.trim() };
  return /^[A-Za-z_][\w .:-]{0,100}$/.test(inner) ? { kind: "output", name: inner } : undefined;
}

function ampscriptKind(text: string): TagKind {
  if (/^(?:if|for)\b/.test(text)) return "open";
  if (text.startsWith("else")) return "middle";
  return /^(?:endif|next)\b/.test(text) ? "close" : "statement";
}

/** Reads the inside of a FreeMarker directive, `<#…>`, `</#…>` or a macro call, `<@…>`. */
export function readFreemarker(inner: string, opened: string): TagSense {
  const word = /^\w*/.exec(inner)?.[0] ?? "";
  if (opened.startsWith("</")) return { kind: "close", name: word };
  if (word === "include" || word === "import") return { kind: "include", name: word };
  if (/^(?:else|elseif|case|default|break|sep)$/.test(word)) return { kind: "middle", name: word };
  const opens =
    opened === "<#" &&
    /^(?:if|list|items|macro|function|switch|attempt|compress|escape|noescape|autoesc|noautoesc|outputformat)$/.test(word);
  return { kind: opens ? "open" : "statement", name: word };
}

/** Reads the inside of `{…}` in Smarty. */
export function readSmarty(inner: string): TagSense | undefined {
  if (inner.includes("\n") && !inner.startsWith("$")) return undefined;
  if (inner.startsWith("$")) return { kind: "output", name: printedName(inner), escaped: !/\|\s*nofilter|nofilter$/.test(inner) };
  const word = /^\/?\w*/.exec(inner)?.[0] ?? "";
  if (/^(?:if|foreach|for|while|section|block|function|literal|strip|capture|nocache)$/.test(word))
    return { kind: "open", name: word };
  if (/^\/\w+/.test(word)) return { kind: "close", name: word.slice(1) };
  if (/^(?:else|elseif|foreachelse|forelse|sectionelse)$/.test(word)) return { kind: "middle", name: word };
  if (/^(?:include|extends|insert)$/.test(word)) return { kind: "include", name: word };
  return /^(?:assign|append|config_load|ldelim|rdelim|math|cycle|counter|call)\b/.test(word)
    ? { kind: "statement", name: word }
    : undefined;
}

/** Reads the inside of a form that only prints: a name, a path, or a name with a fallback. */
export function readName(inner: string): TagSense | undefined {
  const text = inner.trim();
  if (text === "" || text.length > 200 || /[\n<>]/.test(text)) return undefined;
  const name =
    text
      .replace(/^[$#*@]\{/, "")
      .replace(/\}$/, "")
      .split(/[=!?]/, 1)[0] ?? "";
  return { kind: "output", name };
}
