import { type AnyNode, type Element, isTag, isText } from "domhandler";
import { type Link, VARIABLE_MARK } from "../../model/body.ts";
import type { Range } from "../../model/place.ts";
import type { TemplateTag } from "../../model/template-tag.ts";
import { firstFrom } from "../template/first-from.ts";
import { targetOf } from "../text/target.ts";
import type { Conditional } from "./conditionals.ts";
import { type ElementIndex, elementsNamed } from "./element-index.ts";
import { decodeRuns } from "./entities.ts";
import { attributeValueAt, startTagAt } from "./places.ts";

export interface LinkInput {
  readonly index: ElementIndex;
  readonly source: string;
  readonly masked: string;
  readonly tags: readonly TemplateTag[];
  readonly labels: ReadonlyMap<Element, string>;
  readonly conditionals: readonly Conditional[];
}

/** Elements that lead a reader somewhere, and the attribute that says where. */
const leading: ReadonlyMap<string, string> = new Map([
  ["a", "href"],
  ["area", "href"],
  ["form", "action"],
  ["button", "formaction"],
  ["input", "formaction"],
]);

/** Every target a reader can be led to, in source order. */
export function linksIn(input: LinkInput): readonly Link[] {
  const all = elementsNamed(input.index, [...leading.keys()]);
  const elements = all.filter(({ sourceCodeLocation }) => sourceCodeLocation);
  const clones = Map.groupBy(
    all.filter(({ sourceCodeLocation }) => !sourceCodeLocation),
    ({ attribs }) => attribs["href"] ?? "",
  );
  const refreshes = (input.index.byName.get("meta") ?? []).flatMap((element) => refreshOf(element, input));
  const links = [
    ...elements.flatMap((element) => linkOf(element, input, clones)),
    ...refreshes,
    ...input.conditionals.flatMap((each) => vmlLinks(each, input)),
  ];
  return mergeClones(links.sort((a, b) => a.at.start - b.at.start));
}

/** Links that share one start tag are one link. */
function mergeClones(links: readonly Link[]): readonly Link[] {
  const merged: Link[] = [];
  for (const link of links) {
    const last = merged.at(-1);
    if (last && last.at.start === link.at.start && last.url === link.url)
      merged[merged.length - 1] = { ...last, label: `${last.label} ${link.label}`.trim() };
    else merged.push(link);
  }
  return merged;
}

/** Parts of one link that are read for what they say. */
const CLONES_MAX = 8;

function linkOf(element: Element, input: LinkInput, clones: ReadonlyMap<string, readonly Element[]>): Link[] {
  const name = leading.get(element.name) ?? "href";
  // A button without a target of its own still says what it is for.
  if (!(name in element.attribs) && element.name !== "button") return [];
  const at = attributeValueAt(element, name, input.masked);
  // The parser splits a misnested link into parts without a place of their own: what they say belongs to this one.
  const parts = element.name === "a" ? (clones.get(element.attribs[name] ?? "") ?? []).slice(0, CLONES_MAX) : [];
  const inside = [element, ...parts].map((each) => input.labels.get(each) ?? "").join(" ");
  const label = `${inside} ${element.attribs["title"] ?? ""} ${element.attribs["alt"] ?? ""} ${element.attribs["value"] ?? ""}`;
  return [linkAt(at ?? { ...startTagAt(element), end: startTagAt(element).start }, label, input, at ?? startTagAt(element))];
}

function refreshOf(element: Element, input: LinkInput): Link[] {
  if (element.attribs["http-equiv"]?.trim().toLowerCase() !== "refresh") return [];
  const at = attributeValueAt(element, "content", input.masked);
  const found = at && /^[^;,]{0,40}[;,]\s{0,20}(?:url\s{0,20}=\s{0,20})?["']?/i.exec(input.source.slice(at.start, at.end));
  return at && found ? [linkAt({ start: at.start + found[0].length, end: at.end }, "", input, at)] : [];
}

function vmlLinks({ $, base }: Conditional, input: LinkInput): Link[] {
  const elements = $("[href]")
    .toArray()
    .filter((node) => isTag(node) && node.name.startsWith("v:"))
    .filter(isTag);
  return elements.flatMap((element) => {
    const at = attributeValueAt(element, "href", input.masked.slice(base));
    return at ? [linkAt({ start: base + at.start, end: base + at.end }, shortText(element), input)] : [];
  });
}

function linkAt(value: Range, label: string, input: LinkInput, at: Range = value): Link {
  const url = variablesMarked(value, input);
  const { scheme, host } = targetOf(url);
  return {
    by: "target",
    url: asWritten(value, input),
    scheme,
    host,
    label: label.replace(/\s+/g, " ").trim(),
    at,
  };
}

/** An attribute's value with template tags as they are written, references decoded. */
function asWritten(at: Range, input: LinkInput): string {
  return withTags(at, input, (tag) => input.source.slice(tag.start, tag.end)).trim();
}

/** An attribute's value with printed variables marked, other template tags left out, references decoded. */
function variablesMarked(at: Range, input: LinkInput): string {
  return withTags(at, input, (tag) => (tag.kind === "output" ? VARIABLE_MARK : ""));
}

function withTags({ start, end }: Range, { source, tags }: LinkInput, say: (tag: TemplateTag) => string): string {
  let text = "";
  let from = start;
  for (let index = firstFrom(tags, start); index < tags.length; index++) {
    const tag = tags[index];
    if (!tag || tag.start >= end) break;
    text += decoded(source, from, tag.start) + say(tag);
    from = tag.end;
  }
  return text + (from < end ? decoded(source, from, end) : "");
}

function decoded(source: string, start: number, end: number): string {
  return decodeRuns(source, start, end)
    .map((run) => run.text)
    .join("");
}

/** The first text inside an element, without recursion. */
function shortText(element: Element): string {
  const open: AnyNode[] = [element];
  let text = "";
  for (let node = open.pop(); node && text.length < 200; node = open.pop()) {
    if (isText(node)) text += ` ${node.data.slice(0, 200)}`;
    if (isTag(node)) open.push(...node.children.slice(0, 100).reverse());
  }
  return text;
}
