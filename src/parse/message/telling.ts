import type { HeaderField } from "../../model/message.ts";
import type { Range } from "../../model/place.ts";
import { decodeWords } from "./encoded-words.ts";
import { fileNameOf } from "./file-name.ts";
import type { Oddities } from "./oddities.ts";
import { hasHighByte } from "./raw.ts";
import type { RawPart } from "./raw-part.ts";

/** A text part as it stands and as it reads. */
interface ReadText {
  readonly raw: string;
  readonly part: RawPart;
  readonly text: string;
  readonly isAscii: boolean;
  /** WHATWG name of what is declared. */
  readonly charset: string | undefined;
}

/** A base64 text this short may be so for a signature's sake or by habit, and costs nothing. */
const NEEDLESS_UNITS_MIN = 200;

/** Tells what is odd about how a text is written down: its charset, its transfer encoding, files inside it. */
export function tellText({ raw, part, text, isAscii, charset }: ReadText, oddities: Oddities): void {
  const { body, path, type, transferEncoding } = part;
  if (transferEncoding === "base64" && isAscii && text.length >= NEEDLESS_UNITS_MIN)
    oddities.add("base64-needless", beginning(body), path);
  const label = (type.params["charset"] ?? "").trim();
  const fault =
    label === "" ? isNeeded({ part, text, isAscii }) && "charset-missing" : isUnknown(label, charset) && "charset-unknown";
  if (fault) oddities.add(fault, typeField(part), path);
  const file = uuencodedAt(text);
  if (file !== undefined) oddities.add("uuencoded", placeOf(raw, body, file), path);
}

/** Where a part says what it is, else its header. */
function typeField({ fields, header }: RawPart): Range {
  return fields.find(({ name }) => name === "content-type")?.at ?? header;
}

/** What mailers write for a charset they do not know is no name that should be known (RFC 1428). */
function isUnknown(label: string, charset: string | undefined): boolean {
  return charset === undefined && !/^(?:unknown-8bit|x-unknown|default|_?autodetect)/i.test(label);
}

/** True for a text that is one because no delimiter of its boundary comes: that is told, and what follows from it is not. */
export function wasMultipart({ type }: Pick<RawPart, "type">): boolean {
  return type.params["boundary"] !== undefined;
}

/** HTML may say its charset in a `meta` (HTML standard, 4.2.5.4), which most readers honour. */
function isNeeded({ part, text, isAscii }: Pick<ReadText, "part" | "text" | "isAscii">): boolean {
  return (
    !isAscii && !wasMultipart(part) && !(part.type.value === "text/html" && /<meta[^>]{0,200}charset/i.test(text.slice(0, 4_096)))
  );
}

/** The first line of a file inside the text: `begin 644 name`, and behind it a line as long as it says. */
function uuencodedAt(text: string): string | undefined {
  const begin = /^begin [0-7]{3,4} [^\r\n]{1,255}\r?\n([ -`])([ -`]{1,80})\r?$/gm;
  for (let found = begin.exec(text); found; found = begin.exec(text)) {
    const [whole, length = "", data = ""] = found;
    const bytes = (length.charCodeAt(0) - 0x20) & 0x3f;
    // Blanks at a line's end may have been taken off on the way.
    if (bytes > 0 && data.length <= Math.ceil(bytes / 3) * 4 + 1 && data.length >= bytes) return whole.split(/\r?\n/, 1)[0];
  }
  return undefined;
}

/** Where a line of the text stands, where it is written as it reads; else where the text begins. */
function placeOf(raw: string, body: Range, line: string): Range {
  const at = raw.slice(body.start, body.end).indexOf(line);
  return at === -1 ? beginning(body) : { start: body.start + at, end: body.start + at + line.length };
}

function beginning({ start, end }: Range): Range {
  return { start, end: Math.min(end, start + 76) };
}

/** Tells what is odd about a part of any kind. */
export function tellPart(part: RawPart, oddities: Oddities): void {
  const { type, disposition, fields, path } = part;
  const dispositionField = fields.find(({ name }) => name === "content-disposition");
  if (disposition?.isMalformed && dispositionField) oddities.add("parameter-malformed", dispositionField.at, path);
  const isTnef = /^application\/(?:ms|vnd\.ms)-tnef$/.test(type.value) || fileNameOf(part)?.toLowerCase() === "winmail.dat";
  if (isTnef) oddities.add("tnef", typeField(part), path);
}

/** `<left@right>` (RFC 5322, 3.6.4), the obsolete blanks and comments around it let through. */
const MESSAGE_ID = /^\s{0,99}<[^\s<>@()]{1,998}@[^\s<>@()]{1,998}>\s{0,99}(?:\([^()]{0,998}\))?$/;

/** Tells Message-IDs that are none; a long one is told by its length. */
export function tellMessageIds(fields: readonly HeaderField[], oddities: Oddities): void {
  for (const { name, value, at } of fields) {
    if (name !== "message-id" || value === "") continue;
    const isOne = value.length <= 2_000 && (MESSAGE_ID.test(value) || isQuotedId(value));
    if (!isOne && !hasHighByte(value)) oddities.add("message-id-malformed", at);
  }
}

/** Fields of addresses, numbers and dates, where no encoded word may stand but in a comment (RFC 2047, 5). */
const WITHOUT_WORDS =
  /^(?:list-(?:unsubscribe|unsubscribe-post|help|subscribe|post|owner|archive)|date|references|in-reply-to|mime-version|return-path)$/;

/** Tells encoded words that decode to what may end a field or steer a terminal, and those that stand where none may. */
export function tellEncodedWords(fields: readonly HeaderField[], oddities: Oddities): void {
  for (const { name, value, at } of fields) {
    for (const _ of decodeWords(value).controls) oddities.add("encoded-word-controls", at);
    if (!WITHOUT_WORDS.test(name)) continue;
    const written = value.replace(/\([^()]{0,998}\)/g, "");
    if (decodeWords(written).text !== written) oddities.add("encoded-word-misplaced", at);
  }
}

/** The left side may be quoted (obsolete, RFC 5322, 4.5.4), as Exchange once did. */
function isQuotedId(value: string): boolean {
  return /^<"[^"]{1,998}"@[^\s<>@]{1,998}>$/.test(value);
}
