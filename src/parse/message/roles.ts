import type { PartRole } from "../../model/message.ts";
import { fileNameOf } from "./file-name.ts";
import type { RawPart } from "./structure.ts";

/** What parts are to the reader, and the two ways to read the message. */
export interface Roles {
  /** By part index. */
  readonly roles: readonly PartRole[];
  /** Parts a reader of HTML is shown, in order. */
  readonly html: readonly number[];
  /** Parts a reader of plain text is shown, in order. */
  readonly text: readonly number[];
}

/** One multipart being gone through, and the views its parts are shown in; a view may be closed to it. */
interface Level {
  readonly indexes: readonly number[];
  /** The subtype. */
  readonly multipart: string;
  readonly isInAlternative: boolean;
  readonly html: number[] | undefined;
  readonly text: number[] | undefined;
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
  const { multipart, isInAlternative } = level;
  let { html, text } = level;
  const htmlBefore = html?.length ?? -1;
  const textBefore = text?.length ?? -1;
  for (const [at, index] of level.indexes.entries()) {
    const part = parts[index];
    if (part?.isContainer) {
      const kind = part.type.value.slice("multipart/".length);
      const inner = { indexes: children[index] ?? [], multipart: kind, html, text };
      sort(parts, children, { ...inner, isInAlternative: isInAlternative || kind === "alternative" });
    } else if (part && isInline(part, at, multipart)) {
      const { value } = part.type;
      if (multipart === "alternative") {
        if (value === "text/plain") text?.push(index);
        if (value === "text/html") html?.push(index);
      } else {
        if (isInAlternative && value === "text/plain") html = undefined;
        if (isInAlternative && value === "text/html") text = undefined;
        text?.push(index);
        html?.push(index);
      }
    }
  }
  if (multipart !== "alternative" || !text || !html) return;
  // An alternative in one form only is what readers of both are shown.
  if (textBefore === text.length) text.push(...html.slice(Math.max(0, htmlBefore)));
  else if (htmlBefore === html.length) html.push(...text.slice(Math.max(0, textBefore)));
}

/** Only the first part of a related multipart is shown, and a text with a file name is a file unless it comes first. */
function isInline(part: RawPart, at: number, multipart: string): boolean {
  if (part.disposition?.value === "attachment" || !(isText(part) || isMedia(part))) return false;
  return at === 0 || (multipart !== "related" && (isMedia(part) || fileNameOf(part) === undefined));
}
