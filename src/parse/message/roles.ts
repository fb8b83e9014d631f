import type { PartRole } from "../../model/message.ts";
import { fileNameOf } from "./file-name.ts";
import type { RawPart } from "./raw-part.ts";

/** What parts are to the reader, and the two ways to read the message. */
export interface Roles {
  /** By part index. */
  readonly roles: readonly PartRole[];
  /** Parts a reader of HTML is shown, in order. */
  readonly html: readonly number[];
  /** Parts a reader of plain text is shown, in order. */
  readonly text: readonly number[];
}

/** The two ways to read a message, being filled; one may be closed to the rest of a multipart. */
interface Views {
  readonly html: number[] | undefined;
  readonly text: number[] | undefined;
}

/** One multipart being gone through. */
interface Level extends Views {
  readonly indexes: readonly number[];
  /** The subtype. */
  readonly multipart: string;
  readonly isInAlternative: boolean;
}

/** Sorts the parts of a message as a mail client does (RFC 8621, 4.1.4). Parts of messages inside it stay attachments. */
export function rolesOf(parts: readonly RawPart[]): Roles {
  const children = childrenOf(parts);
  const html: number[] = [];
  const text: number[] = [];
  sort(parts, children, { indexes: [0], multipart: "mixed", isInAlternative: false, html, text });
  const shown = new Set([...html, ...text]);
  const roles = parts.map((part, index): PartRole => {
    if (part.isContainer) return "container";
    if (part.type.value === "message/rfc822" || part.type.value === "message/global") return "message";
    if (/^application\/(?:pgp-signature|pkcs7-signature|x-pkcs7-signature)$/.test(part.type.value)) return "signature";
    if (shown.has(index) && isText(part)) return "body";
    return shown.has(index) || isRelated(parts, part) ? "related" : "attachment";
  });
  return { roles, html: html.filter((index) => isTextAt(parts, index)), text: text.filter((index) => isTextAt(parts, index)) };
}

function childrenOf(parts: readonly RawPart[]): readonly (readonly number[])[] {
  const children: number[][] = parts.map(() => []);
  for (const [index, { parent }] of parts.entries()) if (parent !== undefined) children[parent]?.push(index);
  return children;
}

function isText({ type }: RawPart): boolean {
  return type.value === "text/html" || type.value === "text/plain";
}

function isTextAt(parts: readonly RawPart[], index: number): boolean {
  const part = parts[index];
  return part !== undefined && isText(part);
}

function isMedia({ type }: RawPart): boolean {
  return /^(?:image|audio|video)\//.test(type.value);
}

function isRelated(parts: readonly RawPart[], part: RawPart): boolean {
  const around = part.parent === undefined ? undefined : parts[part.parent];
  return around?.type.value === "multipart/related" && part.disposition?.value !== "attachment";
}

/** Calls itself as deep as parts are nested, which is bounded. */
function sort(parts: readonly RawPart[], children: readonly (readonly number[])[], level: Level): void {
  const before = { html: level.html?.length, text: level.text?.length };
  let views: Views = level;
  for (const [at, index] of level.indexes.entries()) {
    const part = parts[index];
    if (part?.isContainer) {
      const kind = part.type.value.slice("multipart/".length);
      const isInAlternative = level.isInAlternative || kind === "alternative";
      sort(parts, children, { ...views, indexes: children[index] ?? [], multipart: kind, isInAlternative });
    } else if (part && isInline(part, at, level.multipart)) views = shown(part, index, level, views);
  }
  if (level.multipart === "alternative") shareOnlyForm(level, before);
}

/** Shows a part, and gives the views that what comes behind it is for. */
function shown(part: RawPart, index: number, { multipart, isInAlternative }: Level, views: Views): Views {
  const own = viewsFor(part.type.value, views);
  if (multipart === "alternative") {
    if (isText(part)) show(index, own);
    return views;
  }
  const narrowed = isInAlternative ? own : views;
  show(index, narrowed);
  return narrowed;
}

/** The views that a form is for: a plain text is none for readers of HTML who have another, and the other way round. */
function viewsFor(mediaType: string, { html, text }: Views): Views {
  if (mediaType === "text/plain") return { html: undefined, text };
  if (mediaType === "text/html") return { html, text: undefined };
  return { html, text };
}

function show(index: number, { html, text }: Views): void {
  html?.push(index);
  text?.push(index);
}

/** An alternative in one form only is what readers of both are shown. */
function shareOnlyForm(
  { html, text }: Level,
  before: { readonly html: number | undefined; readonly text: number | undefined },
): void {
  if (!html || !text) return;
  const newHtml = html.slice(before.html);
  const newText = text.slice(before.text);
  if (newText.length === 0) text.push(...newHtml);
  else if (newHtml.length === 0) html.push(...newText);
}

/** Only the first part of a related multipart is shown, and a text with a file name is a file unless it comes first. */
function isInline(part: RawPart, at: number, multipart: string): boolean {
  if (part.disposition?.value === "attachment" || !(isText(part) || isMedia(part))) return false;
  return at === 0 || (multipart !== "related" && (isMedia(part) || fileNameOf(part) === undefined));
}
