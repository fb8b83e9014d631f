import type { Svg, SvgAttribute, SvgElement, SvgFault } from "../../model/domain/bimi.ts";
import { limits } from "../../model/limits.ts";
import type { RecordFault, RecordReading } from "../../model/record.ts";

/**
 * Reads a logo as XML without ever expanding anything: a file that declares entities is not read, nor one that is not
 * well-formed (XML 1.0, 2.1), and the first fault ends the reading. What SVG Tiny PS allows is for checks to say.
 */
export function readSvg(text: string): RecordReading<Svg, SvgFault> {
  const sizeBytes = new TextEncoder().encode(text).length;
  if (text.length > limits.logoUnitsMax) {
    const fault = faultAt("too-large", 0, 0, String(sizeBytes));
    return { value: undefined, faults: [fault], repaired: undefined };
  }
  const reader = new SvgReader(text);
  reader.read();
  const { elements, faults } = reader;
  const isRead = faults.every(({ kind }) => kind === "stylesheet");
  return { value: isRead ? { sizeBytes, elements } : undefined, faults, repaired: undefined };
}

type Fault = RecordFault<SvgFault>;

function faultAt(kind: SvgFault, start: number, end: number, written: string): Fault {
  return { kind, at: { start, end }, written, suggestion: "" };
}

const NAME = /[A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?/y;
const ATTRIBUTE = /\s+([A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/y;
const TAG_END = /\s*(\/?)>/y;
/** The five that XML knows without declaration, and characters by number. */
const REFERENCE = /&(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[\da-f]{1,6});/giu;

interface Open {
  readonly element: number;
  readonly name: string;
  readonly contentStart: number;
  /** It, or one around it, is `metadata`. */
  readonly isMetadata: boolean;
}

class SvgReader {
  readonly elements: SvgElement[] = [];
  readonly faults: Fault[] = [];
  private readonly text: string;
  private readonly open: Open[] = [];
  private position = 0;
  private isEnded = false;

  constructor(text: string) {
    this.text = text;
    this.position = text.startsWith("\uFEFF") ? 1 : 0;
  }

  read(): void {
    while (this.position < this.text.length && this.isGoing()) {
      const angle = this.text.indexOf("<", this.position);
      const end = angle === -1 ? this.text.length : angle;
      this.readText(this.position, end);
      this.position = end;
      if (angle !== -1 && this.isGoing()) this.readMarkup();
    }
    if (this.isGoing() && (this.open.length > 0 || this.elements.length === 0)) this.broken(this.text.length, this.text.length);
  }

  private isGoing(): boolean {
    return !this.isEnded;
  }

  private end(kind: SvgFault, start: number, end: number): undefined {
    const at = { start, end: Math.min(end, this.text.length) };
    this.faults.push(faultAt(kind, at.start, at.end, this.text.slice(at.start, Math.min(at.end, at.start + 80))));
    this.isEnded = true;
  }

  private broken(start: number, end: number): undefined {
    this.end("malformed", start, end);
  }

  private readText(start: number, end: number): void {
    const content = this.text.slice(start, end);
    const isOutside = this.open.length === 0 && content.trim() !== "";
    if (isOutside || content.replace(REFERENCE, "").includes("&")) this.broken(start, end);
  }

  private readMarkup(): void {
    const start = this.position;
    if (this.text.startsWith("<!--", start)) this.pass("-->", 4);
    else if (this.text.startsWith("<![CDATA[", start) && this.open.length > 0) this.pass("]]>", 9);
    else if (this.text.startsWith("<?", start)) this.readInstruction();
    else if (/^<!doctype/i.test(this.text.slice(start, start + 9)) && this.elements.length === 0) this.readDoctype();
    else if (this.text.startsWith("</", start)) this.readEnd();
    else this.readStart();
  }

  private pass(closer: string, openerUnits: number): void {
    const end = this.text.indexOf(closer, this.position + openerUnits);
    if (end === -1) this.broken(this.position, this.text.length);
    else this.position = end + closer.length;
  }

  private readInstruction(): void {
    const start = this.position;
    this.pass("?>", 2);
    // One is enough to say so, and a file may have thousands.
    if (this.faults.length === 0 && this.text.startsWith("<?xml-stylesheet", start))
      this.faults.push(faultAt("stylesheet", start, this.position, this.text.slice(start, this.position)));
  }

  /** The declaration alone does no harm; what stands in its brackets may. */
  private readDoctype(): void {
    const start = this.position;
    const end = this.text.indexOf(">", start);
    const bracket = this.text.indexOf("[", start);
    if (bracket !== -1 && (end === -1 || bracket < end)) this.end("entities", start, bracket + 1);
    else this.pass(">", 9);
  }

  private readEnd(): void {
    const start = this.position;
    const close = this.text.indexOf(">", start);
    const last = this.open.pop();
    const name = this.text.slice(start + 2, close === -1 ? start + 2 : close).trimEnd();
    if (close === -1 || last?.name !== name) {
      this.broken(start, close === -1 ? this.text.length : close + 1);
      return;
    }
    this.position = close + 1;
    const element = this.elements[last.element];
    if (name === "title" && element)
      this.elements[last.element] = { ...element, text: this.text.slice(last.contentStart, start).trim() };
  }

  private readStart(): void {
    const start = this.position;
    NAME.lastIndex = start + 1;
    const [name] = NAME.exec(this.text) ?? [];
    const isSecondRoot = this.open.length === 0 && this.elements.length > 0;
    if (name === undefined || isSecondRoot || this.open.length >= limits.nestingMax) {
      this.broken(start, start + 1);
      return;
    }
    const attributes = this.readAttributes(start + 1 + name.length);
    if (attributes === undefined) return;
    const isMetadata = this.open.at(-1)?.isMetadata ?? false;
    const at = { start, end: start + 1 + name.length };
    this.elements.push({ name, at, attributes: attributes.list, depth: this.open.length, isMetadata, text: "" });
    if (!attributes.isEmpty)
      this.open.push({
        element: this.elements.length - 1,
        name,
        contentStart: this.position,
        isMetadata: isMetadata || name === "metadata",
      });
  }

  /** Undefined when the tag is broken; else the position is behind it. */
  private readAttributes(from: number): { readonly list: readonly SvgAttribute[]; readonly isEmpty: boolean } | undefined {
    const list: SvgAttribute[] = [];
    const names = new Set<string>();
    let end = from;
    ATTRIBUTE.lastIndex = end;
    for (let match = ATTRIBUTE.exec(this.text); match; match = ATTRIBUTE.exec(this.text)) {
      const [whole, name = "", double, single] = match;
      const value = double ?? single ?? "";
      const start = end + whole.indexOf(name);
      end = ATTRIBUTE.lastIndex;
      if (names.has(name) || value.replace(REFERENCE, "").includes("&")) return (this.broken(start, end), undefined);
      names.add(name);
      list.push({ name, value, at: { start, end } });
    }
    TAG_END.lastIndex = end;
    const close = TAG_END.exec(this.text);
    if (!close) return (this.broken(end, end + 1), undefined);
    this.position = TAG_END.lastIndex;
    return { list, isEmpty: close[1] === "/" };
  }
}
