import type { Document, Oddity, Parts, Place, Source, SourceEncoding } from "../../model/document.ts";
import { limits } from "../../model/limits.ts";
import { failed, ok, type Problem, type Result } from "../../model/result.ts";
import { readHtml } from "../html/read-html.ts";
import { emptyInput } from "../parse-template.ts";
import { contentOf, gapsFor, oversizedDocument } from "../read-template.ts";
import { pairBlocks } from "../template/blocks.ts";
import { dialectsOf } from "../template/dialects.ts";
import { readTags } from "../template/read-tags.ts";
import { readText } from "../text/read-text.ts";
import { attachmentsOf } from "./attachments.ts";
import { leftOverTags } from "./left-over-tags.ts";
import { type Message, type MessageText, readMessage } from "./read-message.ts";

/** A message as it comes in. */
export interface RawMessage {
  /** The input as the user named it. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** True where it is said to be as sent: else a message that no server has touched is a draft. */
  readonly isSent?: boolean;
}

/**
 * Reads a raw message into a document. Fails only when there is nothing in it: whatever else bytes can get wrong is in the
 * document, for rules to judge. The first source is the message as it stands, one unit a byte; the others are the
 * decoded texts a reader is shown.
 */
export function parseMessage({ name, bytes, isSent = false }: RawMessage): Result<Document> {
  if (bytes.length > limits.messageBytesMax) return ok(oversizedDocument(name, bytes.length, "message"));
  if (bytes.every(isBlank)) return failed(bytes.length === 0 ? emptyInput(name) : blankInput(name));
  const message = readMessage(bytes);
  return ok(messageDocument(name, isSent ? { ...message, headers: { ...message.headers, isDraft: false } } : message));
}

/** The problem of an input that has bytes, and none that says anything. */
function blankInput(name: string): Problem {
  return {
    code: "input-empty",
    message: {
      en: `${name} holds nothing but blanks or NUL bytes: there is nothing to judge.`,
      zh: `${name} 里只有空白或 NUL 字节，没有可判断的内容。`,
    },
    hint: {
      en: "Write the file anew: a copy that was cut off, or a disk that was full, leaves such files.",
      zh: "请重新写出该文件：复制中断或磁盘已满会留下这样的文件。",
    },
  };
}

function messageDocument(name: string, message: Message): Document {
  const views = viewsOf(message);
  const sources: readonly Source[] = [{ file: "", text: message.raw }, ...views.map(({ source }) => source)];
  const readings = views.map(({ mediaType, source }, index) => readView(source.text, index + 1, mediaType));
  const bodies = readings.flatMap(({ body }) => (body ? [body] : []));
  const isWhole = bodies.length === views.length;
  const subjectField = message.headers.fields.find(({ name: field }) => field === "subject");
  const subject = subjectField && { text: subjectField.decoded, at: subjectField.at };
  const parts: { -readonly [P in keyof Parts]?: Parts[P] } = {
    size: { bytes: message.wireBytes },
    encoding: views.flatMap(({ texts, source }, index) => texts.map((text, at) => encodingOf(text, index + 1, source, at))),
    oddities: [
      ...message.oddities,
      ...(subject ? subjectTags(message.raw, subject) : []),
      ...readings.flatMap(({ oddities }) => oddities),
    ],
    attachments: attachmentsOf(message),
    headers: message.headers,
    structure: message.structure,
  };
  const isRead = !message.oddities.some(({ kind }) => UNREAD.has(kind));
  if (isWhole && isRead && bodies.length > 0) parts.content = contentOf(bodies, subject, undefined);
  // What was not read may be a body, an attachment or anything else.
  if (!isRead) for (const part of ["attachments", "structure"] as const) delete parts[part];
  if (subject) parts.subject = subject;
  return {
    name,
    kind: "message",
    sources,
    parts,
    gaps: { ...gapsFor(parts, isWhole && isRead ? "not-in-input" : "too-large"), ...(!isRead && UNREAD_GAPS) },
  };
}

/** Oddities that leave parts of the message unread. */
const UNREAD: ReadonlySet<Oddity["kind"]> = new Set<Oddity["kind"]>(["parts-many", "parts-nested-deep"]);
const UNREAD_GAPS = { attachments: "too-large", structure: "too-large" } as const;

/** One way to read the message: its texts of one form, joined. */
interface View {
  readonly mediaType: MessageText["mediaType"];
  readonly texts: readonly MessageText[];
  readonly source: Source;
}

/**
 * The HTML and the plain text of a message. Where it has no alternatives, all texts are shown one after the other, and the form
 * of the first counts: what mailing lists put behind a mail is no second mail.
 */
function viewsOf({ html, text, texts }: Message): readonly View[] {
  const isOneView = html.length === text.length && html.every((index, at) => text[at] === index);
  const first = texts[html[0] ?? -1]?.mediaType;
  const pick = (from: readonly number[], mediaType: MessageText["mediaType"]): readonly View[] => {
    if (isOneView && first !== mediaType) return [];
    const own = from.flatMap((index) => texts[index] ?? []).filter((each) => each.mediaType === mediaType);
    return own.length === 0 ? [] : [{ mediaType, texts: own, source: joined(own) }];
  };
  return [...pick(html, "text/html"), ...pick(text, "text/plain")];
}

function joined(texts: readonly MessageText[]): Source {
  let whole = "";
  const decodedFrom = texts.map(({ text, decoding }) => {
    if (whole !== "") whole += "\n";
    const start = whole.length;
    whole += text;
    return { ...decoding, at: { start, end: whole.length } };
  });
  return { file: texts[0]?.decoding.path ?? "", text: whole, decodedFrom };
}

/** A text that no template may have is not read either: what is kept of a text is many times its size. */
function readView(text: string, source: number, mediaType: MessageText["mediaType"]) {
  if (text.length > limits.inputBytesMax) return { body: undefined, oddities: [] };
  const { tags } = readTags(text, dialectsOf("", text, []));
  const { conditional } = pairBlocks(tags);
  const shared = { text, source, tags, conditional, from: 0 };
  const reading = mediaType === "text/plain" ? undefined : readHtml({ ...shared, format: "html" });
  const body = mediaType === "text/plain" ? readText(shared) : reading?.body;
  const leftOver = body ? leftOverTags({ text, source, tags, body }) : [];
  return { body, oddities: [...(reading?.oddities ?? []), ...leftOver] };
}

/** A subject has no place of its own for what its encoded words say: tags in it are told at its field. */
function subjectTags(raw: string, { text, at }: { readonly text: string; readonly at: Place }): readonly Oddity[] {
  const { tags } = readTags(text, dialectsOf("", "", []));
  const isAsWritten = raw.slice(at.start, at.end) === text;
  return leftOverTags({ text, source: at.source, tags, body: undefined }).map((tag) => ({
    ...tag,
    at: isAsWritten ? { ...at, start: at.start + tag.at.start, end: at.start + tag.at.end } : at,
  }));
}

function encodingOf(text: MessageText, source: number, { decodedFrom }: Source, index: number): SourceEncoding {
  const start = decodedFrom?.[index]?.at.start ?? 0;
  const { used, declaredLabel, declaredName, brokenAt } = text;
  return {
    source,
    used,
    declaredName,
    declared: declaredLabel === undefined ? undefined : { label: declaredLabel, at: { start, end: start } },
    brokenAt: brokenAt === undefined ? undefined : { start: start + brokenAt, end: start + brokenAt + 1 },
  };
}

function isBlank(byte: number): boolean {
  return byte <= 0x20;
}
