import { type AnyNode, type Element, isComment, isTag, isText, type Document as Tree } from "domhandler";
import { type Block, type StyleUse, type TextRun, VARIABLE_MARK, type Visibility } from "../../model/body.ts";
import { limits } from "../../model/limits.ts";
import type { Range } from "../../model/place.ts";
import type { TemplateTag } from "../../model/template-tag.ts";
import { firstFrom } from "../template/first-from.ts";
import type { Cascade, Styles } from "./cascade.ts";
import { blockElements, rawTextElements, unshownElements } from "./elements.ts";
import { decodeRuns } from "./entities.ts";
import { attributeAt, startTagAt } from "./places.ts";
import { displayOf, type InForce, type Look, lookOf, plainLook } from "./visibility.ts";

/** What a walk over a tree finds, in document order. */
export interface Walk {
  readonly blocks: readonly Block[];
  /** The text inside each anchor-like element, `alt` of its images included. */
  readonly labels: ReadonlyMap<Element, string>;
  /** Starts of template tags that print where a reader sees it. */
  readonly visibleTags: ReadonlySet<number>;
  /** Elements whose text a template attribute replaces (`th:text`). */
  readonly replaced: readonly Element[];
  readonly fonts: readonly StyleUse[];
  readonly colours: readonly StyleUse[];
  /** Where nesting passes the limit first. */
  readonly tooDeepAt: Range | undefined;
}

export interface WalkInput {
  readonly tree: Tree;
  readonly source: string;
  readonly masked: string;
  readonly tags: readonly TemplateTag[];
  readonly cascade: Cascade;
}

/** Walks a tree without recursion: inline elements join text, blocks part it, hidden text is kept apart. */
export function walkTree(input: WalkInput): Walk {
  const walker = new Walker(input);
  return walker.run();
}

interface Level {
  readonly node: Element;
  readonly look: Look;
  readonly isBlock: boolean;
  readonly preheader: boolean;
  /** The link that text belongs to behind this element. */
  readonly anchor: Element | undefined;
  next: number;
}

/** The only state is where the walk stands and what it gathered. */
class Walker {
  private readonly blocks: Block[] = [];
  private readonly open: Record<Visibility, TextRun[]> = { visible: [], preheader: [], hidden: [] };
  private readonly labels = new Map<Element, string>();
  private readonly visibleTags = new Set<number>();
  private readonly replaced: Element[] = [];
  private readonly fonts = new Map<string, StyleUse>();
  private readonly colours = new Map<string, StyleUse>();
  private readonly levels: Level[] = [];
  private anchor: Element | undefined;
  private sawVisible = false;
  private tooDeepAt: Range | undefined;
  private readonly input: WalkInput;

  constructor(input: WalkInput) {
    this.input = input;
  }

  run(): Walk {
    for (const node of this.input.tree.children) {
      this.enter(node, plainLook, false);
      this.descend();
    }
    this.flush();
    const { blocks, labels, visibleTags, replaced, tooDeepAt } = this;
    const fonts = [...this.fonts.values()];
    return { blocks, labels, visibleTags, replaced, fonts, colours: [...this.colours.values()], tooDeepAt };
  }

  private descend(): void {
    for (let level = this.levels.at(-1); level; level = this.levels.at(-1)) {
      const child = level.node.children[level.next];
      if (child) {
        level.next++;
        this.enter(child, level.look, level.preheader);
      } else this.leave(level);
    }
  }

  private enter(node: AnyNode, look: Look, preheader: boolean): void {
    if (isTag(node)) this.enterElement(node, look, preheader);
    else if (isText(node)) this.text(node, look, preheader);
    else if (isComment(node)) this.comment(node, look, preheader);
  }

  private enterElement(node: Element, parent: Look, inPreheader: boolean): void {
    // The title of an SVG drawing is no text; the document's title is read apart.
    if (unshownElements.has(node.name)) return;
    const styles = this.input.cascade.of(node);
    const look = lookOf(node, styles, parent);
    const isBlock = partsText(node, styles);
    if (isBlock) this.flush();
    const preheader = inPreheader || this.isPreheader(node, look, parent);
    if (this.levels.length >= limits.nestingMax) this.tooDeepAt ??= startTagAt(node);
    const { anchor } = this;
    this.noteAnchor(node);
    const attribute = replacingAttribute(node);
    if (attribute === undefined) {
      this.levels.push({ node, look, isBlock, preheader, anchor, next: 0 });
      return;
    }
    this.replacement(node, attribute, look, preheader);
    if (isBlock) this.flush();
  }

  /** The link that text belongs to from here on, or an image's words for the link it stands in. */
  private noteAnchor(node: Element): void {
    if (isAnchor(node)) this.anchor = node;
    if (node.name === "img") this.label(` ${node.attribs["alt"] ?? ""} ${node.attribs["title"] ?? ""} `);
  }

  private leave({ isBlock, anchor }: Level): void {
    this.levels.pop();
    if (isBlock) this.flush();
    this.anchor = anchor;
  }

  /** Hidden text before any visible text, or named so, is what inboxes show beside the subject. */
  private isPreheader(node: Element, look: Look, parent: Look): boolean {
    if (node.name === "preheader") return true;
    if (!look.hidden || parent.hidden) return false;
    return !this.sawVisible || /pre-?header|preview/i.test(`${node.attribs["class"] ?? ""} ${node.attribs["id"] ?? ""}`);
  }

  private text(node: AnyNode, look: Look, preheader: boolean): void {
    const at = node.sourceCodeLocation;
    if (!at) return;
    // The text of raw-text elements is all text, whatever it looks like.
    const isRaw = node.parent !== null && isTag(node.parent) && rawTextElements.has(node.parent.name);
    const whole = [{ start: at.startOffset, end: at.endOffset }];
    for (const { start, end } of isRaw ? whole : textStretches(this.input.masked, at.startOffset, at.endOffset))
      this.stretch(start, end, look, preheader);
  }

  /** Text with the template tags that were too short to become comments. */
  private stretch(start: number, end: number, look: Look, preheader: boolean): void {
    const { tags, source } = this.input;
    let from = start;
    for (let index = firstFrom(tags, start); index < tags.length; index++) {
      const tag = tags[index];
      if (!tag || tag.start >= end) break;
      this.emit(decodeRuns(source, from, tag.start), look, preheader);
      this.templateTag(tag, look, preheader);
      from = tag.end;
    }
    if (from < end) this.emit(decodeRuns(source, from, end), look, preheader);
  }

  private comment(node: AnyNode, look: Look, preheader: boolean): void {
    const start = node.sourceCodeLocation?.startOffset ?? -1;
    const tag = this.input.tags[firstFrom(this.input.tags, start)];
    if (tag?.start === start) this.templateTag(tag, look, preheader);
  }

  private templateTag(tag: TemplateTag, look: Look, preheader: boolean): void {
    // Another branch begins: its first word is not the last one's end.
    if (tag.kind === "middle") this.emit([{ text: " ", start: tag.start, end: tag.end }], look, preheader);
    if (tag.kind !== "output") return;
    if (!look.hidden && !preheader) this.visibleTags.add(tag.start);
    this.emit([{ text: VARIABLE_MARK, start: tag.start, end: tag.end }], look, preheader);
  }

  private replacement(node: Element, attribute: string, look: Look, preheader: boolean): void {
    const at = attributeAt(node, attribute);
    if (!look.hidden && !preheader) this.replaced.push(node);
    this.emit([{ text: VARIABLE_MARK, start: at.start, end: at.end }], look, preheader);
  }

  private emit(runs: readonly TextRun[], look: Look, preheader: boolean): void {
    const visibility: Visibility = preheader ? "preheader" : look.hidden ? "hidden" : "visible";
    const text = runs.map((run) => run.text).join("");
    for (const run of runs) if (run.text !== "") this.open[visibility].push(run);
    if (visibility !== "visible" || !/\S/.test(text)) return;
    this.sawVisible = true;
    this.label(text);
    use(this.fonts, look.font);
    for (const colour of [look.colour, look.background]) if (colour?.value.startsWith("#")) use(this.colours, colour);
  }

  private label(text: string): void {
    if (!this.anchor) return;
    const sofar = this.labels.get(this.anchor) ?? "";
    if (sofar.length < limits.templateTagUnitsMax)
      this.labels.set(this.anchor, sofar + text.slice(0, limits.templateTagUnitsMax));
  }

  private flush(): void {
    for (const visibility of ["preheader", "visible", "hidden"] as const) {
      const runs = this.open[visibility];
      if (runs.some((run) => /\S/.test(run.text))) this.blocks.push({ visibility, runs });
      if (runs.length > 0) this.open[visibility] = [];
    }
  }
}

/** True for a block by its name or by its style. */
function partsText({ name }: Element, styles: Styles): boolean {
  return blockElements.has(name) || /^(?:block|table|flex|grid|list-item)/.test(displayOf(styles) ?? "");
}

function use(uses: Map<string, StyleUse>, found: InForce | undefined): void {
  if (!found || uses.has(found.value)) return;
  uses.set(found.value, { value: found.value, at: { start: found.start, end: found.end } });
}

function isAnchor({ name }: Element): boolean {
  return name === "a" || name === "area" || name === "button" || name === "form";
}

/** Thymeleaf prints an attribute's value in place of the element's content. */
function replacingAttribute({ attribs }: Element): string | undefined {
  return ["th:text", "th:utext", "data-th-text", "data-th-utext"].find((name) => name in attribs);
}

/**
 * The stretches of text in a text node's extent. Text thrown out of a table is joined by the parser across the
 * markup in between, so the extent of one node may hold tags; an ordinary one holds none.
 */
function* textStretches(masked: string, start: number, end: number): Generator<Range> {
  let from = start;
  for (let open = nextMarkup(masked, from, end); open !== -1; open = nextMarkup(masked, from, end)) {
    if (open > from) yield { start: from, end: open };
    const isComment = masked.startsWith("<!--", open);
    const close = masked.indexOf(isComment ? "-->" : ">", open + 1);
    from = close === -1 || close >= end ? end : close + (isComment ? 3 : 1);
  }
  if (from < end) yield { start: from, end };
}

/** Where markup begins next: a less-than sign before a letter, a slash, an exclamation or a question mark. */
function nextMarkup(masked: string, from: number, end: number): number {
  for (let at = masked.indexOf("<", from); at !== -1 && at < end; at = masked.indexOf("<", at + 1)) {
    if (/[a-zA-Z/!?]/.test(masked.charAt(at + 1))) return at;
  }
  return -1;
}
