import type { Oddity, PartDecoding } from "../../model/document.ts";
import { limits } from "../../model/limits.ts";
import type { HeaderField, Headers, Mailbox, MessageOddity, MimePart, Structure } from "../../model/message.ts";
import type { Range } from "../../model/place.ts";
import { encodingNamed } from "../charset/decode.ts";
import { type DecodedPart, decodePart } from "../charset/decode-part.ts";
import { readAddresses } from "./addresses.ts";
import { readDate } from "./date.ts";
import { isDraft } from "./draft.ts";
import { fileNameOf } from "./file-name.ts";
import { scanLines } from "./lines.ts";
import { collectOddities, type Oddities } from "./oddities.ts";
import { bytesIn, hasHighByte, rawText } from "./raw.ts";
import { fieldPlace, type RawPart } from "./raw-part.ts";
import { rolesOf } from "./roles.ts";
import { readStructure } from "./structure.ts";
import { tellEncodedWords, tellMessageIds, tellPart, tellText, wasMultipart } from "./telling.ts";
import { type TransferEncoding, untransfer } from "./transfer.ts";

/** A message read to the byte: its header, its parts, and the texts a reader is shown, decoded. */
export interface Message {
  /** The message as it stands, one unit a byte. */
  readonly raw: string;
  readonly headers: Headers;
  readonly structure: Structure;
  /** What readers of HTML and of plain text are shown: indexes into the texts, in order. */
  readonly html: readonly number[];
  readonly text: readonly number[];
  readonly texts: readonly MessageText[];
  readonly oddities: readonly Oddity[];
  /** On the wire, where every line ends in CR LF. */
  readonly wireBytes: number;
}

/** A text part, decoded. */
export interface MessageText extends DecodedPart {
  /** Index into the parts. */
  readonly part: number;
  readonly mediaType: "text/html" | "text/plain";
  readonly declaredLabel: string | undefined;
  readonly decoding: Omit<PartDecoding, "at">;
}

/**
 * Reads a message (RFC 5322, 2045 to 2047, 2183, 2231). Never fails: any bytes are a message, and what is odd about them is
 * told. Attachments are found and measured, and left undecoded.
 */
export function readMessage(bytes: Uint8Array): Message {
  const raw = rawText(bytes);
  const oddities = collectOddities(raw);
  const parts = readStructure(raw, oddities);
  const [root = NO_PART] = parts;
  const lines = scanLines(bytes, root.header.end, oddities);
  const { roles, html, text } = rolesOf(parts);
  const shown = [...new Set([...html, ...text])].sort((a, b) => a - b);
  const read = shown.flatMap((index) => textOf(raw, parts, index, oddities));
  const byPart = new Map(read.map(({ part, bytes: count }) => [part, count]));
  const structure = parts.map((part, index) => partOf(raw, part, roles[index] ?? "attachment", byPart.get(index), oddities));
  const places = new Map(shown.map((index, at) => [index, at]));
  const textAt = (index: number): number => places.get(index) ?? -1;
  return {
    raw,
    headers: headersOf(raw, root, oddities),
    structure: { parts: structure },
    texts: read.map(({ read: each }) => each),
    html: html.map(textAt),
    text: text.map(textAt),
    oddities: oddities.all(),
    wireBytes: bytes.length + lines.bareFeeds,
  };
}

function textOf(raw: string, parts: readonly RawPart[], index: number, oddities: Oddities) {
  const part = parts[index];
  if (!part) return [];
  const { body, path } = part;
  const transferEncoding = effective(part);
  const from = transferEncoding === "identity" ? undefined : untransfer(raw, body, transferEncoding);
  if (from?.malformedAt) oddities.add(malformedKind(transferEncoding), from.malformedAt, path);
  const bytes = from?.bytes ?? bytesIn(raw, body);
  const declaredLabel = part.type.params["charset"];
  const decoded = decodePart(bytes, declaredLabel);
  tellText({ raw, part, text: decoded.text, isAscii: !hasHighByte(decoded.text), charset: decoded.declaredName }, oddities);
  const mediaType = part.type.value === "text/html" ? ("text/html" as const) : ("text/plain" as const);
  const decoding = { path, body, transferEncoding, charset: decoded.used };
  return [{ part: index, bytes: bytes.length, read: { part: index, mediaType, declaredLabel, decoding, ...decoded } }];
}

const NO_PART: Pick<RawPart, "fields" | "fieldCount" | "header" | "type"> = {
  fields: [],
  fieldCount: 0,
  header: { start: 0, end: 0 },
  type: { value: "text/plain", params: {}, isMalformed: false },
};

function malformedKind(encoding: TransferEncoding): MessageOddity {
  return encoding === "base64" ? "base64-malformed" : "quoted-printable-malformed";
}

/** What is to be taken off; an encoding that is unknown, or not allowed where it stands, is taken for none. */
function effective({ transferEncoding, isContainer }: RawPart): TransferEncoding {
  if (isContainer) return "identity";
  return transferEncoding === "base64" || transferEncoding === "quoted-printable" ? transferEncoding : "identity";
}

const KNOWN_ENCODINGS: ReadonlySet<string> = new Set(["7bit", "8bit", "binary", "base64", "quoted-printable"]);

function partOf(
  raw: string,
  part: RawPart,
  role: MimePart["role"],
  decodedBytes: number | undefined,
  oddities: Oddities,
): MimePart {
  const { path, parent, type, fields, body, isContainer, isDeclared } = part;
  noteTransferEncoding(raw, part, role, oddities);
  tellPart(part, oddities);
  return {
    path,
    parent,
    mediaType: type.value,
    isDeclared,
    params: type.params,
    transferEncoding: part.transferEncoding ?? "7bit",
    charset: type.params["charset"]?.toLowerCase(),
    disposition: dispositionOf(part),
    fileName: fileNameOf(part),
    contentId: fields.find(({ name }) => name === "content-id")?.value.replace(/^<|>$/g, ""),
    fields,
    body: { source: 0, ...body },
    decodedBytes: isContainer ? 0 : (decodedBytes ?? sizeOf(raw, part)),
    role,
  };
}

/** A disposition that is not known is an attachment (RFC 2183, 2.8). */
function dispositionOf({ disposition }: RawPart): MimePart["disposition"] {
  if (!disposition || disposition.value === "") return undefined;
  return disposition.value === "inline" ? "inline" : "attachment";
}

function noteTransferEncoding(raw: string, part: RawPart, role: MimePart["role"], oddities: Oddities): void {
  const { path, body, isContainer, transferEncoding = "7bit" } = part;
  if (!KNOWN_ENCODINGS.has(transferEncoding))
    oddities.add("transfer-encoding-unknown", fieldPlace(part, "content-transfer-encoding"), path);
  const isEncoded = transferEncoding === "base64" || transferEncoding === "quoted-printable";
  if (isContainer && isEncoded)
    oddities.add("transfer-encoding-on-container", fieldPlace(part, "content-transfer-encoding"), path);
  const isPlain = transferEncoding === "7bit" && !isContainer && !wasMultipart(part) && role !== "message";
  const high = isPlain ? firstHighByte(raw, body) : undefined;
  if (high) oddities.add("body-8bit-undeclared", high, path);
}

function firstHighByte(raw: string, { start, end }: Range): Range | undefined {
  const at = raw.slice(start, end).search(/[^\u0000-\u007F]/);
  return at === -1 ? undefined : { start: start + at, end: start + at + 1 };
}

/** The bytes of a file with its transfer encoding taken off, counted without taking it off. */
function sizeOf(raw: string, part: RawPart): number {
  const { start, end } = part.body;
  const encoding = effective(part);
  if (encoding === "identity") return end - start;
  if (encoding === "quoted-printable") return untransfer(raw, part.body, encoding).bytes.length;
  let letters = 0;
  for (let at = start; at < end; at++) {
    const unit = raw.charCodeAt(at);
    if (unit > 0x20 && unit !== 0x3d) letters++;
  }
  return (letters * 3) >>> 2;
}

function headersOf(raw: string, { fields, fieldCount, header, type }: typeof NO_PART, oddities: Oddities): Headers {
  const charset = encodingNamed(type.params["charset"] ?? "");
  const mailboxes = (name: string): readonly Mailbox[] => {
    const found: Mailbox[] = [];
    for (const field of fields) {
      if (field.name !== name) continue;
      const {
        mailboxes: more,
        malformedAt,
        stoppedAt,
      } = readAddresses(raw, field.at, {
        charset,
        addressesMax: limits.addressesMax - found.length,
      });
      if (malformedAt) oddities.add("address-malformed", malformedAt);
      if (stoppedAt) oddities.add("addresses-many", stoppedAt);
      for (const each of more) found.push(each);
    }
    return found;
  };
  tellMessageIds(fields, oddities);
  tellEncodedWords(fields, oddities);
  return {
    fields,
    fieldCount,
    isDraft: isDraft(fields),
    from: mailboxes("from"),
    sender: mailboxes("sender"),
    replyTo: mailboxes("reply-to"),
    to: mailboxes("to"),
    cc: mailboxes("cc"),
    date: dateOf(fields, oddities),
    sizeBytes: header.end - header.start,
  };
}

function dateOf(fields: readonly HeaderField[], oddities: Oddities): Headers["date"] {
  const field = fields.find(({ name }) => name === "date");
  if (!field) return undefined;
  const read = readDate(field.value);
  if (!read) oddities.add("date-malformed", field.at);
  else if (read.isObsolete) oddities.add("date-obsolete", field.at);
  return { epochMs: read?.epochMs, at: field.at };
}
