import { limits } from "../../model/limits.ts";
import type { TemplateTag } from "../../model/template-tag.ts";

/** How a source's blocks pair up. */
export interface BlockPairs {
  /** Tags inside at least one block: what they print depends on data. */
  readonly conditional: ReadonlySet<TemplateTag>;
  /** Blocks that nothing closes, and closers that close nothing. */
  readonly unpaired: readonly TemplateTag[];
}

/** Pairs the opening and closing tags of each dialect, nested or not. */
export function pairBlocks(tags: readonly TemplateTag[]): BlockPairs {
  const conditional = new Set<TemplateTag>();
  const open: TemplateTag[] = [];
  const unpaired: TemplateTag[] = [];
  for (const tag of tags) {
    if (tag.kind === "close") {
      const at = lastPartner(open, tag);
      const left = at === -1 ? [tag] : open.splice(at).slice(1);
      for (const each of left) unpaired.push(each);
    } else if (open.length > 0) conditional.add(tag);
    if (tag.kind === "open") open.push(tag);
  }
  for (const each of open) unpaired.push(each);
  return { conditional, unpaired: unpaired.filter(isStrict).sort((a, b) => a.start - b.start) };
}

/** Only the innermost few are looked at. */
function lastPartner(open: readonly TemplateTag[], close: TemplateTag): number {
  for (let at = open.length - 1; at >= Math.max(0, open.length - limits.blocksOverlappingMax); at--) {
    const candidate = open[at];
    if (candidate && candidate.dialect === close.dialect && closes(candidate, close)) return at;
  }
  return -1;
}

function closes(open: TemplateTag, close: TemplateTag): boolean {
  if (close.dialect === "mustache") return close.name === "end" || close.name === open.name;
  if (close.dialect === "liquid") return close.name === "end" || close.name === `end${open.name}`;
  return true;
}

/** Dialects whose blocks are surely told from other tags; elsewhere an unpaired block may be our misreading. */
function isStrict({ dialect, name }: TemplateTag): boolean {
  if (dialect === "liquid") return /^(?:end)?(?:if|unless|for|case|capture|tablerow)$/.test(name);
  return dialect === "mustache";
}
