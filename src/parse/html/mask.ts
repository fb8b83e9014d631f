import type { Range } from "../../model/place.ts";
import type { TemplateTag } from "../../model/template-tag.ts";
import { nearestIn } from "../template/nearest.ts";
import { rawTextElements } from "./elements.ts";

/** Where a template tag stands in HTML. */
export interface TagContext {
  readonly tag: TemplateTag;
  readonly in: "text" | "tag" | "attribute" | "comment" | "style" | "script" | "title";
  /** The attribute's name, lower case, when in one. */
  readonly attribute: string;
}

/** HTML made parsable: template tags replaced by filler of the same length, so that no offset moves. */
export interface Masked {
  readonly text: string;
  readonly contexts: readonly TagContext[];
  /** Long stretches that hold nothing of the tree: style sheets, scripts, the inside of comments. */
  readonly unread: readonly Range[];
  /** Start tags seen. */
  readonly elements: number;
  /** True when unclosed formatting tags would be copied into later blocks more often than a tree should hold. */
  readonly tangled: boolean;
}

export interface MaskOptions {
  /** What is blanked before reading, such as front matter: `[0, from)`. */
  readonly from: number;
  /** Copies of formatting elements a tree may hold before it counts as tangled. */
  readonly copiesMax: number;
  /** True to blank formatting tags altogether. */
  readonly dropsFormatting: boolean;
  /** Other names for elements, each no longer than the name it stands for. */
  readonly aliases: Readonly<Record<string, string>>;
}

/** Elements that the HTML standard copies into each later block until closed (13.2.4.3). */
const formatting: ReadonlySet<string> = new Set("a b big code em font i nobr s small strike strong tt u".split(" "));

/** No attribute's name is longer. */
const NAME_UNITS_READ = 200;
/** Stretches shorter than this are as fast parsed as cut out. */
const UNREAD_UNITS_MIN = 200;
/** Each place is moved past every cut before it: more cuts would cost more than they save. */
const UNREAD_MAX = 64;

const NAME_END = /[\s/>]/;

/** Replaces template tags by filler that keeps the tree and every offset as they are. Linear in the source. */
export function maskHtml(source: string, tags: readonly TemplateTag[], options: MaskOptions): Masked {
  const scanner = new Masker(source, tags, options);
  return scanner.run();
}

/** A scanner over HTML by the states of the standard's tokenizer that matter here. A class, since all states share one place. */
class Masker {
  private readonly pieces: string[] = [];
  private readonly contexts: TagContext[] = [];
  private readonly unread: Range[] = [];
  private readonly open = new Map<string, number>();
  private openCount = 0;
  private copies = 0;
  private elements = 0;
  private at: number;
  private written = 0;
  private nextTag = 0;
  private readonly source: string;
  private readonly tags: readonly TemplateTag[];
  private readonly options: MaskOptions;
  private readonly nearest: ReturnType<typeof nearestIn>;

  constructor(source: string, tags: readonly TemplateTag[], options: MaskOptions) {
    this.source = source;
    this.tags = tags;
    this.options = options;
    this.nearest = nearestIn(source);
    this.at = options.from;
    this.pieces.push(" ".repeat(options.from));
    this.written = options.from;
    while ((this.tags[this.nextTag]?.start ?? source.length) < options.from) this.nextTag++;
  }

  run(): Masked {
    while (this.at < this.source.length) this.text();
    this.pieces.push(this.source.slice(this.written));
    const text = this.pieces.join("").replace(/[\r\0\uFEFF]/g, " ");
    return {
      text,
      contexts: this.contexts,
      unread: this.unread,
      elements: this.elements,
      tangled: this.copies > this.options.copiesMax,
    };
  }

  /** Data state: on to the next template tag or markup. */
  private text(): void {
    const { source } = this;
    const less = this.nearest("<", this.at);
    const tag = this.tags[this.nextTag];
    if (tag && (less === -1 || tag.start <= less)) {
      this.at = tag.start;
      this.fill("text", "", tag);
      return;
    }
    if (less === -1) {
      this.at = source.length;
      return;
    }
    this.at = less;
    const next = source.charAt(less + 1);
    if (/[a-zA-Z]/.test(next) || this.tagAt(less + 1)?.kind === "output") this.startTag();
    else if (next === "/") this.endTag();
    else if (source.startsWith("<!--", less)) this.comment();
    else if (next === "!" || next === "?") this.bogusComment();
    else this.at++;
  }

  private startTag(): void {
    const before = this.mark();
    const { name, written } = this.tagName(this.at + 1);
    this.attributes();
    this.elements++;
    if (this.options.dropsFormatting && formatting.has(name)) {
      this.blankFrom(before);
      return;
    }
    this.countFormatting(name);
    if (rawTextElements.has(name)) this.rawTextOf(name, written);
  }

  private endTag(): void {
    const before = this.mark();
    const { name } = this.tagName(this.at + 2);
    this.attributes();
    const open = this.open.get(name) ?? 0;
    if (open > 0) {
      this.open.set(name, open - 1);
      this.openCount--;
    }
    // Text behind the end of a block gets the open formatting anew, as a new block does.
    if (!formatting.has(name)) this.copies += this.openCount;
    if (this.options.dropsFormatting && formatting.has(name)) this.blankFrom(before);
  }

  private countFormatting(name: string): void {
    if (!formatting.has(name)) this.copies += this.openCount;
    // The standard keeps at most three alike; counting per name errs on the safe side.
    else {
      this.open.set(name, (this.open.get(name) ?? 0) + 1);
      this.openCount++;
    }
  }

  /** Reads a tag's name, gives it its other name if it has one, and stands behind it. A block tag ends a name. */
  private tagName(from: number): { readonly name: string; readonly written: string } {
    this.at = from;
    while (this.at < this.source.length && !NAME_END.test(this.source.charAt(this.at))) {
      const tag = this.tagAt(this.at);
      if (tag && tag.kind !== "output") break;
      if (!this.fillHere("tag", "", "x")) this.at++;
    }
    const written = this.source.slice(from, this.at).toLowerCase();
    const alias = Object.hasOwn(this.options.aliases, written) ? this.options.aliases[written] : undefined;
    if (alias === undefined) return { name: written, written };
    this.replace(from, this.at, alias.padEnd(written.length));
    return { name: alias, written };
  }

  /** From behind a tag's name to behind its `>`. */
  private attributes(): void {
    const { source } = this;
    while (this.at < source.length) {
      if (this.fillHere("tag", "", " ")) continue;
      const unit = source.charAt(this.at);
      if (unit === ">") {
        this.at++;
        return;
      }
      if (/[\s/]/.test(unit)) this.at++;
      else this.attribute();
    }
  }

  private attribute(): void {
    const { source } = this;
    const start = this.at;
    // A name may begin with "=", by the standard.
    this.at++;
    while (this.at < source.length && !/[\s/>=]/.test(source.charAt(this.at))) {
      if (!this.fillHere("tag", "", "x")) this.at++;
    }
    const name = source.slice(start, this.at).toLowerCase();
    const afterName = this.at;
    // What an unbalanced quote turned into a name: the tree parser would make an object of every unit.
    this.skipReading(start + NAME_UNITS_READ, afterName);
    this.skipBlanks();
    if (source.charAt(this.at) !== "=") {
      this.at = afterName;
      return;
    }
    this.at++;
    this.skipBlanks();
    const quote = source.charAt(this.at);
    if (quote === '"' || quote === "'") this.quoted(quote, name);
    else this.unquoted(name);
  }

  private skipBlanks(): void {
    while (/\s/.test(this.source.charAt(this.at))) this.at++;
  }

  private quoted(quote: string, name: string): void {
    this.at++;
    for (;;) {
      const close = this.nearest(quote, this.at);
      const tag = this.tags[this.nextTag];
      if (tag && (close === -1 || tag.start <= close)) {
        this.at = tag.start;
        this.fill("attribute", name, tag);
        continue;
      }
      this.at = close === -1 ? this.source.length : close + 1;
      return;
    }
  }

  private unquoted(name: string): void {
    while (this.at < this.source.length && !/[\s>]/.test(this.source.charAt(this.at))) {
      if (!this.fillHere("attribute", name, "x")) this.at++;
    }
  }

  private comment(): void {
    // "<!-->" and "<!--->" are whole comments.
    const abrupt = /<!--(?:-?>)/y;
    abrupt.lastIndex = this.at;
    if (abrupt.test(this.source)) {
      this.at = abrupt.lastIndex;
      return;
    }
    const start = this.at + 4;
    const end = this.endOfComment(start);
    this.fillUntil(end, "comment");
    // What ends the comment stays: "-->" or "--!>", or nothing at the end of the text.
    if (/--!?>$/.test(this.source.slice(end - 4, end))) this.skipReading(start, end - 4);
  }

  private endOfComment(from: number): number {
    const closer = /--!?>/g;
    closer.lastIndex = from;
    return closer.exec(this.source) ? closer.lastIndex : this.source.length;
  }

  private bogusComment(): void {
    const end = this.source.indexOf(">", this.at);
    this.fillUntil(end === -1 ? this.source.length : end + 1, "comment");
  }

  private rawTextOf(name: string, written: string): void {
    const closer = new RegExp(`</${written}[\\s/>]`, "gi");
    closer.lastIndex = this.at;
    const found = closer.exec(this.source);
    const start = this.at;
    const kind = name === "style" ? "style" : name === "title" || name === "textarea" ? "title" : "script";
    this.fillUntil(found ? found.index : this.source.length, kind);
    if (found && (name === "style" || name === "script")) this.skipReading(start, found.index);
  }

  /** Notes a stretch that the tree parser need not go through; a short one is not worth the trouble. */
  private skipReading(start: number, end: number): void {
    if (end - start >= UNREAD_UNITS_MIN && this.unread.length < UNREAD_MAX && this.at >= end) this.unread.push({ start, end });
  }

  /** Fills the template tags up to a place and stands there, or behind a tag that reaches across it. */
  private fillUntil(end: number, where: TagContext["in"]): void {
    for (let tag = this.tags[this.nextTag]; tag && tag.start < end; tag = this.tags[this.nextTag]) {
      this.at = tag.start;
      this.fill(where, "", tag);
    }
    this.at = Math.max(this.at, end);
  }

  private tagAt(place: number): TemplateTag | undefined {
    const tag = this.tags[this.nextTag];
    return tag?.start === place ? tag : undefined;
  }

  private fillHere(where: TagContext["in"], attribute: string, filler: string): boolean {
    const tag = this.tagAt(this.at);
    if (!tag) return false;
    this.contexts.push({ tag, in: where, attribute });
    this.replace(tag.start, tag.end, filler.repeat(tag.end - tag.start));
    this.nextTag++;
    this.at = tag.end;
    return true;
  }

  private fill(where: TagContext["in"], attribute: string, tag: TemplateTag): void {
    this.contexts.push({ tag, in: where, attribute });
    this.replace(tag.start, tag.end, fillerFor(where, tag));
    this.nextTag++;
    this.at = tag.end;
  }

  private replace(start: number, end: number, filler: string): void {
    this.pieces.push(this.source.slice(this.written, start), filler);
    this.written = end;
  }

  /** Where the output stands, to go back to. */
  private mark(): Mark {
    return { at: this.at, written: this.written, pieces: this.pieces.length };
  }

  /** Blanks what was read since a mark, fillers of template tags in it included. */
  private blankFrom({ at, written, pieces }: Mark): void {
    this.pieces.length = pieces;
    this.written = written;
    this.replace(at, this.at, " ".repeat(this.at - at));
  }
}

interface Mark {
  readonly at: number;
  readonly written: number;
  readonly pieces: number;
}

/** In text a comment, which no table throws out; in CSS a name or blanks; elsewhere letters, which close nothing. */
function fillerFor(where: TagContext["in"], tag: TemplateTag): string {
  const length = tag.end - tag.start;
  if (where === "text") return commentOf(length);
  if (where === "style" && tag.kind !== "output") return " ".repeat(length);
  return "x".repeat(length);
}

/** The shortest text that parsers take for a comment is `<!-->`; anything shorter becomes blanks. */
function commentOf(length: number): string {
  if (length >= 7) return `<!--${"x".repeat(length - 7)}-->`;
  if (length === 6) return "<!--->";
  return length === 5 ? "<!-->" : " ".repeat(length);
}
