import { limits } from "../../model/limits.ts";
import { encodingNamed } from "../charset/decode.ts";
import { type RawField, type RawHeader, readField, readHeader, trimmed } from "./fields.ts";
import type { Oddities } from "./oddities.ts";
import { type Parameterised, readParameters } from "./parameters.ts";
import { readable } from "./raw.ts";
import { fieldPlace, isEncoded, isMessagePart, type RawPart } from "./raw-part.ts";

/** A part that the scan is in. */
interface Open {
  readonly index: number;
  readonly path: string;
  /** Of a multipart; undefined for what has no delimiters. */
  readonly boundary: string | undefined;
  readonly bodyStart: number;
  /** Parts found in it, or in the message it is. */
  children: number;
  /** Where the parts of a multipart begin; undefined until the first delimiter. */
  firstAt: number | undefined;
  /** Nested deeper than is read. */
  readonly isDeep: boolean;
  readonly mark: RawPart;
}

/** A delimiter line (RFC 2046, 5.1.1). */
interface Delimiter {
  readonly lineStart: number;
  readonly next: number;
  /** How many of the open parts stay open: up to the multipart whose delimiter it is. */
  readonly depth: number;
  readonly isLast: boolean;
}

/**
 * Finds the parts of a message in one pass: header, then delimiters of every open multipart, innermost first, without
 * recursion. A part nested too deep, or past the number that is read, stays one part with what is in it.
 */
export function readStructure(raw: string, oddities: Oddities): readonly RawPart[] {
  return new Scan(raw, oddities).all();
}

class Scan {
  private readonly raw: string;
  private readonly oddities: Oddities;
  private readonly parts: RawPart[] = [];
  private readonly open: Open[] = [];
  private fieldsRead = 0;
  /** Depths of the open multiparts by boundary; several where one is used twice. */
  private readonly depths = new Map<string, number[]>();
  /** Behind the last delimiter of a multipart, until the next delimiter of another. */
  private epilogue: { readonly start: number; readonly multipart: Open } | undefined;

  constructor(raw: string, oddities: Oddities) {
    this.raw = raw;
    this.oddities = oddities;
  }

  all(): readonly RawPart[] {
    const isMarked = this.raw.startsWith(BYTE_ORDER_MARK);
    if (isMarked) this.oddities.add("byte-order-mark", { start: 0, end: BYTE_ORDER_MARK.length });
    let at = this.enter(isMarked ? BYTE_ORDER_MARK.length : 0, undefined);
    while (this.depths.size > 0) {
      const delimiter = this.nextDelimiter(at);
      if (!delimiter) break;
      at = this.pass(delimiter);
    }
    this.closeEpilogue(this.raw.length);
    this.closeDownTo(0, this.raw.length);
    return this.parts;
  }

  private closeEpilogue(end: number): void {
    if (this.epilogue) this.outside("epilogue-text", this.epilogue.start, end, this.epilogue.multipart);
    this.epilogue = undefined;
  }

  /** Closes what a delimiter ends, and enters the part behind it. Gives the place to go on from. */
  private pass({ lineStart, next, depth, isLast }: Delimiter): number {
    const multipart = this.open[depth - 1];
    if (!multipart) return next;
    this.closeEpilogue(lineStart);
    const textEnd = beforeLineEnd(this.raw, lineStart, multipart.bodyStart);
    if (multipart.firstAt === undefined) this.outside("preamble-text", multipart.bodyStart, textEnd, multipart);
    this.closeDownTo(depth, textEnd);
    multipart.firstAt ??= lineStart;
    if (isLast) {
      this.forget(multipart);
      this.open.pop();
      this.put(multipart, next);
      this.epilogue = { start: next, multipart };
      return next;
    }
    if (this.parts.length >= limits.partsMax) {
      this.oddities.add("parts-many", { start: lineStart, end: next });
      this.depths.clear();
      return next;
    }
    return this.enter(next, multipart);
  }

  /** Reads the header of a part, and of the message in it where it is one. Gives where its body begins. */
  private enter(from: number, parent: Open | undefined): number {
    let at = from;
    let around = parent;
    for (;;) {
      const fieldsMax = Math.min(limits.headerFieldsMax, limits.partFieldsMax - this.fieldsRead);
      const isDelimiter = (start: number, end: number): boolean => this.isDelimiter(start, end);
      const header = readHeader(this.raw, at, { isDelimiter, fieldsMax }, this.oddities);
      this.fieldsRead += header.fields.length;
      const index = this.parts.length;
      const part = this.describe(header, at, around);
      this.parts.push(part);
      if (!header.isEnded) this.oddities.add("header-end-missing", { start: header.bodyStart, end: header.bodyStart }, part.path);
      const isDeep = this.open.length >= limits.partsNestingMax;
      const boundary = part.isContainer ? part.type.params["boundary"] : undefined;
      const opened = {
        index,
        path: part.path,
        boundary,
        bodyStart: header.bodyStart,
        children: 0,
        firstAt: undefined,
        isDeep,
        mark: part,
      };
      this.open.push(opened);
      at = header.bodyStart;
      const isMessage = part.type.value === "message/rfc822" || part.type.value === "message/global";
      if (isDeep && (part.isContainer || isMessage)) {
        this.oddities.add("parts-nested-deep", part.header, part.path);
        return at;
      }
      if (part.isContainer) this.remember(opened, part);
      if (!isMessage || isEncoded(part.transferEncoding)) return at;
      around = opened;
    }
  }

  private remember({ boundary }: Open, part: RawPart): void {
    if (boundary === undefined || boundary === "") {
      this.oddities.add("boundary-missing", fieldPlace(part, "content-type"), part.path);
      return;
    }
    if (boundary.length > BOUNDARY_UNITS_MAX || boundary.endsWith(" "))
      this.oddities.add("boundary-malformed", fieldPlace(part, "content-type"), part.path);
    const key = boundary.trimEnd();
    const known = this.depths.get(key);
    if (known) known.push(this.open.length);
    else this.depths.set(key, [this.open.length]);
  }

  private forget({ boundary }: Open): void {
    const key = boundary?.trimEnd() ?? "";
    const known = this.depths.get(key);
    known?.pop();
    if (known?.length === 0) this.depths.delete(key);
  }

  private isDelimiter(start: number, end: number): boolean {
    return this.depths.size > 0 && this.raw.startsWith("--", start) && this.delimiterAt(start, end) !== undefined;
  }

  private nextDelimiter(from: number): Delimiter | undefined {
    const { raw } = this;
    for (let at = from; at < raw.length; ) {
      if (!raw.startsWith("--", at) || (at > 0 && raw.charCodeAt(at - 1) !== 0x0a)) {
        const found = raw.indexOf("\n--", at);
        if (found === -1) return undefined;
        at = found + 1;
      }
      const feed = raw.indexOf("\n", at);
      const next = feed === -1 ? raw.length : feed + 1;
      const found = this.delimiterAt(at, feed === -1 ? raw.length : feed);
      if (found) return { ...found, lineStart: at, next };
      at = next;
    }
    return undefined;
  }

  private delimiterAt(start: number, end: number): { readonly depth: number; readonly isLast: boolean } | undefined {
    const line = this.raw.slice(start + 2, Math.min(end, start + 2 + DELIMITER_UNITS_MAX)).trimEnd();
    const depth = this.depths.get(line)?.at(-1);
    if (depth !== undefined) return { depth, isLast: false };
    if (!line.endsWith("--")) return undefined;
    const last = this.depths.get(line.slice(0, -2).trimEnd())?.at(-1);
    return last === undefined ? undefined : { depth: last, isLast: true };
  }

  /** Ends every part that is deeper than a depth. */
  private closeDownTo(depth: number, end: number): void {
    for (let opened = this.open.at(-1); opened && this.open.length > depth; opened = this.open.at(-1)) {
      this.open.pop();
      const { boundary, firstAt, mark } = opened;
      if (boundary !== undefined && this.depths.has(boundary.trimEnd())) {
        const kind = firstAt === undefined ? "boundary-missing" : "boundary-unclosed";
        this.oddities.add(kind, fieldPlace(mark, "content-type"), mark.path);
        this.forget(opened);
      }
      this.put(opened, end);
    }
  }

  private put({ index, bodyStart, firstAt, isDeep }: Open, end: number): void {
    const part = this.parts[index];
    if (!part) return;
    const body = { start: bodyStart, end: Math.max(bodyStart, end) };
    // A multipart without delimiters is read as the text it is, as most clients show it.
    const isText = part.isContainer && firstAt === undefined && !isDeep;
    const asText = { isContainer: false, type: { ...part.type, value: "text/plain" }, path: part.path === "" ? "1" : part.path };
    this.parts[index] = { ...part, ...(isText && asText), body };
  }

  private outside(kind: "preamble-text" | "epilogue-text", start: number, end: number, { path }: Open): void {
    const text = this.raw.slice(start, Math.min(end, start + 4_096)).trim();
    if (text !== "" && !USUAL_PREAMBLE.test(text)) this.oddities.add(kind, { start, end: Math.max(start, end) }, path);
  }

  private describe(header: RawHeader, at: number, around: Open | undefined): RawPart {
    if (around) around.children++;
    const type = this.typeOf(header, around);
    const isContainer = type.value.startsWith("multipart/");
    const charset = encodingNamed(type.params["charset"] ?? "");
    const fields = header.fields.map((field) => readField(this.raw, field, charset, this.oddities));
    return {
      path: this.pathFor(around, isContainer),
      parent: around?.index,
      inMessage: around && (isMessagePart(around.mark) ? around.index : around.mark.inMessage),
      fields,
      fieldCount: header.fieldCount,
      type,
      isDeclared: type.isDeclared,
      disposition: this.parameters(fieldNamed(header, "content-disposition")),
      transferEncoding: fields
        .find(({ name }) => name === "content-transfer-encoding")
        ?.value.replace(/\([^()]*\)/g, "")
        .trim()
        .toLowerCase(),
      header: { start: at, end: Math.max(at, header.bodyStart) },
      body: { start: header.bodyStart, end: this.raw.length },
      isContainer,
    };
  }

  /** What a part says it is, or is by default (RFC 2045, 5.2; RFC 2046, 5.1.5). */
  private typeOf(header: RawHeader, around: Open | undefined): Parameterised & { readonly isDeclared: boolean } {
    const field = fieldNamed(header, "content-type");
    const read = this.parameters(field) ?? { value: "", params: {}, isMalformed: false };
    const isDeclared = MEDIA_TYPE.test(read.value);
    if (field && !isDeclared) this.oddities.add("content-type-malformed", trimmed(this.raw, field.value), around?.path);
    else if (field && read.isMalformed) this.oddities.add("parameter-malformed", trimmed(this.raw, field.value), around?.path);
    const byDefault = around?.mark.type.value === "multipart/digest" ? "message/rfc822" : "text/plain";
    return { ...read, value: isDeclared ? read.value : byDefault, isDeclared };
  }

  private parameters(field: RawField | undefined): Parameterised | undefined {
    if (!field) return undefined;
    const written = this.raw.slice(field.value.start, Math.min(field.value.end, field.value.start + STRUCTURED_UNITS_MAX));
    return readParameters(readable(written.replace(/\r?\n(?=[ \t])/g, "").trim(), undefined));
  }

  /** As IMAP counts (RFC 9051, 6.4.5.1): a message's only part is 1; `TEXT` is a multipart that is a message's body. */
  private pathFor(around: Open | undefined, isContainer: boolean): string {
    if (!around) return isContainer ? "" : "1";
    const prefix = around.path === "" || around.path.endsWith("TEXT") ? around.path.replace(/\.?TEXT$/, "") : around.path;
    if (isMessagePart(around.mark) && isContainer) return `${around.path}.TEXT`;
    return prefix === "" ? String(around.children) : `${prefix}.${around.children}`;
  }
}

/** U+FEFF in UTF-8, as editors put it before a text; in a raw text each byte is a unit. */
const BYTE_ORDER_MARK = "\u00EF\u00BB\u00BF";
/** RFC 2045, 5.1, with the names of RFC 6838, 4.2. */
const MEDIA_TYPE = /^[!#$&^\w.+-]{1,127}\/[!#$&^\w.+-]{1,127}$/;
/** RFC 2046, 5.1.1. */
const BOUNDARY_UNITS_MAX = 70;
/** A boundary past its limit is still met, and blanks behind it. */
const DELIMITER_UNITS_MAX = 500;
/** A Content-Type or Content-Disposition is read this far. */
const STRUCTURED_UNITS_MAX = 65_536;
/** What mailers say to readers that know no MIME. */
const USUAL_PREAMBLE =
  /^(?:this is a (?:multi-?part|cryptographically|mime)|this is an? (?:openpgp|s\/mime)|if you|multipart|mime)/i;

function fieldNamed({ fields }: RawHeader, wanted: string): RawField | undefined {
  return fields.find(({ name }) => name === wanted);
}

/** The line end before a delimiter belongs to the delimiter (RFC 2046, 5.1.1). */
function beforeLineEnd(raw: string, lineStart: number, from: number): number {
  if (lineStart - 1 < from || raw.charCodeAt(lineStart - 1) !== 0x0a) return Math.max(from, lineStart);
  const end = lineStart - 1;
  return end - 1 >= from && raw.charCodeAt(end - 1) === 0x0d ? end - 1 : end;
}
