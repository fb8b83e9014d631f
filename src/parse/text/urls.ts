import { parse as parseHost } from "tldts";

/** An address in running text, as a mail client would make it a link. */
export interface TextUrl {
  readonly start: number;
  readonly end: number;
  readonly url: string;
}

/** What may start an address: a scheme's slashes, `www.`, or the slash behind a host. */
const HINT = /:\/\/|www\.|\//gi;
/** An address goes on to white space, a quote, a bracket of markup or East Asian text, which follows it without a blank. */
const REST = /[^\s<>"'\u2E80-\u9FFF\uAC00-\uD7A3\uFF0C\uFF01\uFF1B\uFF1A\uFF1F\u300A-\u3011\uFF08\uFF09\u2018-\u201D]*/y;
const HOST_UNITS_MAX = 253;

/** Finds `https://…`, `www.…`, and a bare host with a public suffix and a path. Linear in the text. */
export function findUrls(text: string): readonly TextUrl[] {
  const found: TextUrl[] = [];
  let from = 0;
  for (const { 0: hint, index } of text.matchAll(HINT)) {
    if (index < from) continue;
    const start = startOf(text, hint, index, from);
    if (start === undefined) continue;
    REST.lastIndex = index + hint.length;
    REST.exec(text);
    const end = trimmedEnd(text, index + hint.length, REST.lastIndex);
    if (end <= index + hint.length && hint !== "/") continue;
    found.push({ start, end, url: text.slice(start, end) });
    from = end;
  }
  return found;
}

function startOf(text: string, hint: string, index: number, from: number): number | undefined {
  if (hint === "://") {
    const scheme = /https?$/i.exec(text.slice(Math.max(from, index - 5), index))?.[0];
    return scheme === undefined ? undefined : index - scheme.length;
  }
  if (hint !== "/") return /[\w@.-]/.test(text.charAt(index - 1)) ? undefined : index;
  const before = text.slice(Math.max(from, index - HOST_UNITS_MAX), index);
  const hostFrom = before.search(/[a-z0-9.-]*$/i);
  const host = before.slice(hostFrom);
  if (!host.includes(".") || /[@\w]/.test(before.charAt(hostFrom - 1))) return undefined;
  const { isIcann, domain } = parseHost(host);
  return isIcann && domain !== null ? index - host.length : undefined;
}

/** Punctuation that ends the sentence does not belong to the address; nor does a bracket it did not open. */
function trimmedEnd(text: string, from: number, end: number): number {
  const opens = text.slice(from, end).includes("(");
  let to = end;
  while (to > from) {
    const last = text.charAt(to - 1);
    if (/[.,;:!?]/.test(last)) to--;
    else if (last === ")" && !opens) to--;
    else break;
  }
  return to;
}
