import type { Range } from "./place.ts";

/** What a template tag does to the text around it. */
export type TagKind = "output" | "open" | "middle" | "close" | "comment" | "include" | "statement";

/** The template languages whose tags are told from text. */
export type Dialect = (typeof dialects)[number];

export const dialects = [
  "mustache",
  "liquid",
  "erb",
  "php",
  "mailchimp",
  "ampscript",
  "named-brace",
  "freemarker",
  "smarty",
  "blade",
  "thymeleaf",
  "square-bracket",
  "brace",
] as const;

/** One tag of a template language, as it stands in the source. */
export interface TemplateTag extends Range {
  readonly kind: TagKind;
  readonly dialect: Dialect;
  /** A variable's name or path, a block's keyword, else empty. */
  readonly name: string;
  /** False when the language is told to print without escaping. */
  readonly escaped: boolean;
}
