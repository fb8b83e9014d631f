import type { Dialect, TagKind } from "../../model/template-tag.ts";
import { readBlade, readErb, readPhp } from "./code-tags.ts";
import { readMustache } from "./mustache-tags.ts";
import { readAmpscript, readFreemarker, readLiquid, readMailchimp, readName, readSmarty } from "./statement-tags.ts";

/** What the inside of a tag says: what it does, and the name of what it prints or opens. */
export interface TagSense {
  readonly kind: TagKind;
  readonly name: string;
  /** False when printed as it is; true when not stated. */
  readonly escaped?: boolean;
}

/** One pair of delimiters of one dialect. */
export interface Delimiters {
  readonly dialect: Dialect;
  /** A regular expression for the opener, without a quantifier over unbounded text. */
  readonly open: string;
  readonly close: string;
  /** Must not occur inside: where it does, the opener was never closed. */
  readonly notInside?: string;
  /** True when an opener without its closer is surely a mistake. */
  readonly reportsUnclosed: boolean;
  /** Undefined when it is ordinary text after all. */
  readonly read: (inner: string, opened: string) => TagSense | undefined;
}

const comment = (): TagSense => ({ kind: "comment", name: "" });

/** In order of trial at one place: longer openers stand before their own beginnings. */
export const delimiters: readonly Delimiters[] = [
  { dialect: "mustache", open: "\\{\\{!--", close: "--}}", reportsUnclosed: true, read: comment },
  { dialect: "mustache", open: "\\{\\{--", close: "--}}", reportsUnclosed: true, read: comment },
  { dialect: "mustache", open: "\\{\\{\\{\\{", close: "}}}}", notInside: "{{", reportsUnclosed: true, read: readMustache },
  { dialect: "mustache", open: "\\{\\{\\{", close: "}}}", notInside: "{{", reportsUnclosed: true, read: readMustache },
  { dialect: "mustache", open: "\\{\\{", close: "}}", notInside: "{{", reportsUnclosed: true, read: readMustache },
  { dialect: "liquid", open: "\\{%", close: "%}", notInside: "{%", reportsUnclosed: true, read: readLiquid },
  { dialect: "liquid", open: "\\{#", close: "#}", notInside: "{#", reportsUnclosed: false, read: comment },
  { dialect: "blade", open: "\\{!!", close: "!!}", notInside: "{!!", reportsUnclosed: true, read: readBlade },
  { dialect: "blade", open: "@[a-z]+(?![\\w.@-])", close: "", reportsUnclosed: false, read: readBlade },
  { dialect: "erb", open: "<%--", close: "--%>", reportsUnclosed: true, read: comment },
  { dialect: "erb", open: "<%", close: "%>", notInside: "<%", reportsUnclosed: true, read: readErb },
  { dialect: "php", open: "<\\?(?:php\\b|=)", close: "?>", notInside: "<?", reportsUnclosed: false, read: readPhp },
  { dialect: "mailchimp", open: "\\*\\|", close: "|*", notInside: "*|", reportsUnclosed: false, read: readMailchimp },
  { dialect: "ampscript", open: "%%\\[", close: "]%%", reportsUnclosed: true, read: readAmpscript },
  { dialect: "ampscript", open: "%%=", close: "=%%", notInside: "%%=", reportsUnclosed: true, read: readAmpscript },
  { dialect: "ampscript", open: "%%(?=[A-Za-z_])", close: "%%", notInside: "\n", reportsUnclosed: false, read: readAmpscript },
  { dialect: "thymeleaf", open: "\\[\\[(?=\\$|\\*|#)", close: "]]", notInside: "[[", reportsUnclosed: true, read: readName },
  { dialect: "thymeleaf", open: "\\[\\((?=\\$|\\*|#)", close: ")]", notInside: "[(", reportsUnclosed: true, read: readName },
  { dialect: "freemarker", open: "<#--", close: "-->", reportsUnclosed: true, read: comment },
  { dialect: "freemarker", open: "</?[#@](?=[a-z])", close: ">", notInside: "<#", reportsUnclosed: true, read: readFreemarker },
  { dialect: "freemarker", open: "[$#]\\{", close: "}", notInside: "${", reportsUnclosed: true, read: readName },
  { dialect: "smarty", open: "\\{\\*", close: "*}", reportsUnclosed: true, read: comment },
  { dialect: "smarty", open: "\\{(?=[$/a-z])", close: "}", notInside: "{", reportsUnclosed: false, read: readSmarty },
  {
    dialect: "named-brace",
    open: "\\{(?=[A-Za-z_]\\w{0,60}=)",
    close: "}",
    notInside: "{",
    reportsUnclosed: false,
    read: readName,
  },
  { dialect: "brace", open: "\\{(?=[A-Za-z_])", close: "}", notInside: "{", reportsUnclosed: false, read: readName },
  { dialect: "square-bracket", open: "\\[(?=[A-Za-z_])", close: "]", notInside: "[", reportsUnclosed: false, read: readName },
];
