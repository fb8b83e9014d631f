import { templateExtensions } from "./format.ts";

/** How an input is to be read. An `mbox` is a file of many messages. */
export const inputKinds = ["template", "message", "mbox"] as const;
export type InputKind = (typeof inputKinds)[number];

/** File name endings of raw messages. */
export const messageExtensions = [".eml"] as const;
/** File name endings of files of many messages. */
export const mboxExtensions = [".mbox", ".mbx"] as const;

/** How many of an input's first bytes {@link kindByContent} wants to see. */
export const KIND_BYTES = 16_384;

const byExtension: ReadonlyMap<string, InputKind> = new Map<string, InputKind>([
  ...templateExtensions.map((extension) => [extension, "template"] as const),
  ...messageExtensions.map((extension) => [extension, "message"] as const),
  ...mboxExtensions.map((extension) => [extension, "mbox"] as const),
]);

/** What a file's name says it is; undefined for a name that says nothing. */
export function kindByName(name: string): InputKind | undefined {
  return byExtension.get(/\.[a-z0-9]+$/i.exec(name)?.[0].toLowerCase() ?? "");
}

/**
 * What an input's first bytes say it is. A message begins with header fields among which is one that only mail has;
 * where an mbox separator stands before them, more messages may follow. Everything else is a template.
 */
export function kindByContent(head: Uint8Array): InputKind {
  const text = latin1(head.subarray(0, KIND_BYTES)).replace(/^\u00EF\u00BB\u00BF/, "");
  const lines = text.split(/\r\n|\n|\r/);
  const isSeparated = lines[0]?.startsWith("From ") === true;
  if (!beginsWithHeader(isSeparated ? lines.slice(1) : lines)) return "template";
  return isSeparated ? "mbox" : "message";
}

/** Names of fields that tell mail from text that happens to have a word and a colon in its first line. */
const MAIL_FIELD =
  /^(?:from|received|subject|mime-version|return-path|date|to|cc|message-id|content-type|delivered-to|reply-to|sender|dkim-signature|authentication-results|arc-[a-z-]+|x-[\w-]+)$/i;

function beginsWithHeader(lines: readonly string[]): boolean {
  let isField = false;
  for (const line of lines) {
    if (isField && /^[ \t]/.test(line)) continue;
    const [, name] = /^([\w.-]{1,76})[ \t]{0,9}:/.exec(line) ?? [];
    if (name === undefined) return false;
    if (MAIL_FIELD.test(name)) return true;
    isField = true;
  }
  return false;
}

function latin1(bytes: Uint8Array): string {
  return new TextDecoder("latin1").decode(bytes);
}
