import type { Range } from "./place.ts";

/** Stands in extracted text where a template variable would print (U+FFFC, object replacement character). */
export const VARIABLE_MARK = "\uFFFC";

/**
 * A stretch of decoded text and where it stands in the source, `[start, end)`.
 * When the lengths agree every unit has its own place; otherwise (an entity, say) the run is one place.
 */
export interface TextRun {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Whether a reader sees a text: in the open mail, as the preview line of the inbox, or not at all. */
export type Visibility = "visible" | "preheader" | "hidden";

/** Text that reads as one: inline tags join, blocks, cells, list items and line breaks part. */
export interface Block {
  readonly visibility: Visibility;
  readonly runs: readonly TextRun[];
}

/**
 * All text of a body in one normal form for phrase matching (see `parse/text/normalise.ts`),
 * blocks parted by line feeds. Unit `i` of `text` comes from `[starts[i], ends[i])` of the source.
 */
export interface Prose {
  readonly text: string;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** Where in a document a template variable prints. */
export type VariableContext = "text" | "attribute" | "url" | "style" | "tag" | "hidden";

/** One occurrence of a template variable. */
export interface Variable {
  /** The name or path as written, without filters and delimiters. */
  readonly name: string;
  readonly context: VariableContext;
  readonly dialect: string;
  /** False for `{{{x}}}`, `{{&x}}` and their like: printed as it is. */
  readonly escaped: boolean;
  /** True inside a conditional or a loop: the variable may print not at all, or often. */
  readonly conditional: boolean;
  readonly at: Range;
}

/** One place that shows an image; the same file shown twice is two. */
export interface Image {
  readonly by: "img" | "css-background" | "background-attribute" | "vml";
  /** The reference as written, variables and all; a data URI is cut to its media type. */
  readonly source: string;
  readonly alt: string | undefined;
  /** CSS pixels; undefined when not stated in pixels. */
  readonly widthPx: number | undefined;
  readonly heightPx: number | undefined;
  /** A 1×1 image (or smaller) that nobody sees: it counts opens. */
  readonly tracking: boolean;
  readonly at: Range;
}

/** Where a reader can be led: a link target, a form's action, a refresh, or an address in the text. */
export interface Link {
  readonly by: "target" | "text";
  /** As written, variables and all, entities decoded. */
  readonly url: string;
  /** What the target is by its beginning; `variable` when a variable decides. */
  readonly scheme: "web" | "mail" | "phone" | "fragment" | "variable" | "other" | "none";
  /** Lower case, without port and user; undefined unless `web`, or when a variable decides it. */
  readonly host: string | undefined;
  /** The reader's side of it: the text inside, `alt` and `title` included. */
  readonly label: string;
  readonly at: Range;
}

/** One font family or colour that visible text asks for. */
export interface StyleUse {
  /** Lower case; a colour as `#rrggbb`. */
  readonly value: string;
  readonly at: Range;
}

/** One readable form of the mail, with everything that checks count in it. */
export interface Body {
  /** `text/html` or `text/plain`. */
  readonly part: BodyPart;
  /** Index into the document's sources. */
  readonly source: number;
  readonly blocks: readonly Block[];
  readonly prose: Prose;
  /** Words of fixed text that a reader sees; variables are none (product standard, "Words"). */
  readonly words: number;
  /** Characters of fixed visible text, white space apart. */
  readonly characters: number;
  readonly variables: readonly Variable[];
  readonly images: readonly Image[];
  readonly links: readonly Link[];
  readonly fonts: readonly StyleUse[];
  readonly colours: readonly StyleUse[];
}

export type BodyPart = "text/html" | "text/plain";
