import type { Element } from "domhandler";
import type { Body, Link, TextRun, Variable, VariableContext } from "../../model/body.ts";
import type { Oddity, OddityKind } from "../../model/document.ts";
import { limits } from "../../model/limits.ts";
import type { Range } from "../../model/place.ts";
import type { TemplateTag } from "../../model/template-tag.ts";
import { firstFrom } from "../template/first-from.ts";
import { bodyText } from "../text/body-text.ts";
import { cascadeOf } from "./cascade.ts";
import { conditionalsIn } from "./conditionals.ts";
import { indexElements } from "./element-index.ts";
import { mjmlAliases } from "./elements.ts";
import { decodeRuns } from "./entities.ts";
import { imagesIn } from "./images.ts";
import { linksIn } from "./links.ts";
import { type Masked, type MaskOptions, maskHtml, type TagContext } from "./mask.ts";
import { attributeAt, attributeValueAt } from "./places.ts";
import { query, readTree } from "./tree.ts";
import { type Walk, walkTree } from "./walk.ts";

export interface HtmlInput {
  readonly text: string;
  /** Index of the text among the document's sources. */
  readonly source: number;
  readonly tags: readonly TemplateTag[];
  /** Which tags stand inside a block. */
  readonly conditional: ReadonlySet<TemplateTag>;
  /** Where the content begins, front matter passed over. */
  readonly from: number;
  readonly format: "html" | "mjml";
}

/** A body and what was odd about its markup; undefined when it holds more elements than are kept. */
export type HtmlReading = { readonly body: Body; readonly oddities: readonly Oddity[] } | undefined;

/** Reads HTML or MJML with template tags in it. Linear in the text; nothing in it can throw. */
export function readHtml(input: HtmlInput): HtmlReading {
  const { text: source, tags } = input;
  const { masked, tangled } = untangledMask(input);
  if (masked.elements > limits.nodesMax) return undefined;
  const tree = readTree(masked.text, masked.unread);
  const index = indexElements(tree);
  const cascade = cascadeOf(
    lazily(() => query(tree)),
    index,
    masked.text,
  );
  const walk = walkTree({ tree, source, masked: masked.text, tags, cascade });
  const conditionals = conditionalsIn(index.comments, masked.text);
  const links = linksIn({ index, source, masked: masked.text, tags, labels: walk.labels, conditionals });
  const linkPlaces = links.map(({ at }) => at);
  const anchors = (index.byName.get("a") ?? []).flatMap((element) => webExtent(element, links, linkPlaces));
  const { textLinks, ...text } = bodyText(
    walk.blocks,
    (index.byName.get("img") ?? []).flatMap((element) => altOf(element, source)),
    anchors,
  );
  const body: Body = {
    part: "text/html",
    source: input.source,
    blocks: walk.blocks,
    ...text,
    variables: variablesOf(input, masked, walk),
    images: imagesIn(index, cascade, conditionals, ({ start, end }) => source.slice(start, end), /url\(/i.test(source)),
    links: [...links, ...textLinks].sort((a, b) => a.at.start - b.at.start),
    fonts: walk.fonts,
    colours: walk.colours,
  };
  return { body, oddities: odditiesOf(input, walk, tangled, cascade.unread) };
}

/** Masks the source; formatting tags are left out where they would be copied without end. */
function untangledMask({ text, tags, from, format }: HtmlInput): { readonly masked: Masked; readonly tangled: boolean } {
  const options: MaskOptions = {
    from,
    copiesMax: limits.nodesMax,
    dropsFormatting: false,
    aliases: format === "mjml" ? mjmlAliases : {},
  };
  const masked = maskHtml(text, tags, options);
  if (!masked.tangled) return { masked, tangled: false };
  return { masked: maskHtml(text, tags, { ...options, dropsFormatting: true }), tangled: true };
}

/** The extent of a link that leads to the web: an address written inside it is that link, not another. */
function webExtent(element: Element, links: readonly Link[], places: readonly Range[]): Range[] {
  const at = element.sourceCodeLocation;
  if (!at) return [];
  const link = links[firstFrom(places, at.startOffset)];
  return link?.scheme === "web" && link.at.end <= at.endOffset ? [{ start: at.startOffset, end: at.endOffset }] : [];
}

function altOf(element: Element, source: string): readonly TextRun[][] {
  const at = attributeValueAt(element, "alt", source);
  return at && at.end > at.start ? [[...decodeRuns(source, at.start, at.end)]] : [];
}

const urlAttributes: ReadonlySet<string> = new Set(
  "href src action background background-url formaction cite longdesc poster srcset".split(" "),
);

/** All occurrences of variables, each with where it would print. */
function variablesOf({ conditional }: HtmlInput, masked: Masked, walk: Walk): readonly Variable[] {
  const variables = masked.contexts
    .filter(({ tag }) => tag.kind === "output")
    .map(({ tag, in: where, attribute }): Variable => {
      const context = where === "text" ? (walk.visibleTags.has(tag.start) ? "text" : "hidden") : contextOf(where, attribute);
      const { name, dialect, escaped, start, end } = tag;
      return { name, context, dialect, escaped, conditional: conditional.has(tag), at: { start, end } };
    });
  const replaced = walk.replaced.map((element): Variable => {
    const attribute = Object.keys(element.attribs).find((name) => /^(?:data-)?th[:-]u?text$/.test(name)) ?? "th:text";
    const name = (element.attribs[attribute] ?? "").replace(/^\$\{|\}$/g, "");
    return {
      name,
      context: "text",
      dialect: "thymeleaf",
      escaped: !attribute.endsWith("utext"),
      conditional: false,
      at: attributeAt(element, attribute),
    };
  });
  return [...variables, ...replaced].sort((a, b) => a.at.start - b.at.start);
}

function contextOf(where: TagContext["in"], attribute: string): VariableContext {
  if (where === "attribute") return attribute === "style" ? "style" : urlAttributes.has(attribute) ? "url" : "attribute";
  if (where === "style") return "style";
  return where === "tag" ? "tag" : "hidden";
}

function odditiesOf(
  { source, from }: HtmlInput,
  { tooDeepAt }: Walk,
  isTangled: boolean,
  unread: Range | undefined,
): readonly Oddity[] {
  const oddity = (kind: OddityKind, at: Range | undefined): Oddity[] =>
    at ? [{ kind, at: { source, ...at }, excerpt: "", count: 1 }] : [];
  return [
    ...oddity("nesting-deep", tooDeepAt),
    ...oddity("formatting-tangled", isTangled ? { start: from, end: from } : undefined),
    ...oddity("styles-unread", unread),
  ];
}

/** Makes a value when it is first asked for. */
function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
