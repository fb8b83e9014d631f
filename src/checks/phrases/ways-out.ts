import type { Body, Link } from "../../model/body.ts";
import { type Sentence, sentencesOf } from "../../parse/text/sentences.ts";
import { leadsOut, says, type UnsubscribeTable } from "./wordings.ts";

/**
 * The links of a body that lead out of the mailing: those that say so themselves, and in plain text, where a link has no text
 * of its own, addresses that the line says it of.
 */
export function waysOut(body: Body, table: UnsubscribeTable): readonly Link[] {
  const worded = body.part === "text/plain" ? wordedLinks(body, table) : undefined;
  return body.links.filter((link) => worded?.has(link) || leadsOut(table, link));
}

/** A line of plain text with the addresses in it. */
interface Line extends Sentence {
  readonly links: readonly Link[];
}

/** Several rules ask the same of a body. */
const told = new WeakMap<Body, { readonly by: UnsubscribeTable["wordings"]; readonly links: ReadonlySet<Link> }>();

function wordedLinks(body: Body, { wordings }: UnsubscribeTable): ReadonlySet<Link> {
  const known = told.get(body);
  if (known?.by === wordings) return known.links;
  const links = new Set<Link>();
  let before = "";
  for (const line of linesWithLinks(body)) {
    for (const { link, words } of wordsOf(line, before)) if (says(wordings, words)) links.add(link);
    before = line.text;
  }
  told.set(body, { by: wordings, links });
  return links;
}

/** Sentences and links both come in the order of the text. */
function linesWithLinks({ blocks, links }: Body): readonly Line[] {
  let next = 0;
  return blocks
    .filter(({ visibility }) => visibility === "visible")
    .flatMap(({ runs }) => sentencesOf(runs))
    .map((sentence) => {
      const own: Link[] = [];
      for (let link = links[next]; link && link.at.start < sentence.at.end; link = links[++next]) own.push(link);
      return { ...sentence, links: own };
    });
}

/** What a line says of each address: all of it of the only one, else what stands before each; of one on a line of its own, the line before. */
function wordsOf({ text, links }: Line, before: string): readonly { readonly link: Link; readonly words: string }[] {
  const [only] = links;
  if (only && links.length === 1) {
    const words = text.replace(only.url, " ");
    return [{ link: only, words: /[\p{L}\p{N}]/u.test(words) ? words : before }];
  }
  let from = 0;
  return links.map((link) => {
    const at = text.indexOf(link.url, from);
    const words = text.slice(from, Math.max(from, at));
    from = at === -1 ? from : at + link.url.length;
    return { link, words };
  });
}
