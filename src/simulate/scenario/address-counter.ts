import { limits } from "../../model/limits.ts";
import type { AddressCount } from "./address-count.ts";
import { addressAt, DomainTable, plainLineEnd } from "./address-domain.ts";

const TAB = 0x09;
const LINE_FEED = 0x0a;
const RETURN = 0x0d;
const BLANK = 0x20;
const QUOTE = 0x22;
const AT = 0x40;
const COMMA = 0x2c;
const SEMICOLON = 0x3b;
/** The bytes of a byte order mark in UTF-8. */
const MARK = [0xef, 0xbb, 0xbf];

/** Where in a line the next byte stands. */
type State = "start" | "column" | "quoted" | "quote-seen" | "field-start" | "field" | "field-quoted" | "field-quote-seen";

/**
 * Counts addresses by provider, in bytes of UTF-8 as they come, cut anywhere: plain lines, or the first column of a CSV
 * (RFC 4180; parted by commas, semicolons or tabs). Blank lines are passed over, and a first line without an `@` is taken
 * for a heading. Keeps no address: only the column that is being read.
 */
export class AddressCounter {
  private readonly table: DomainTable;
  private readonly column = new Uint8Array(limits.addressBytesMax + 1);
  private length = 0;
  private state: State = "start";
  private line = 1;
  private isOdd = false;
  private wasReturn = false;
  private marks = 0;
  private fieldBytes = 0;
  private addresses = 0;
  private broken = 0;
  private readonly brokenLines: number[] = [];

  /** Providers' ids by the domains of their addresses, in lower case. */
  constructor(providersByDomain: ReadonlyMap<string, string>) {
    this.table = new DomainTable(providersByDomain);
  }

  /** Reads on. */
  push(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; ) {
      const feed = this.line > 1 && this.state === "start" ? plainLineEnd(bytes, at) : -1;
      if (feed === -1) this.take(bytes[at++] ?? 0);
      else {
        this.takePlainLine(bytes, at, feed);
        at = feed + 1;
      }
    }
  }

  /** What was counted, the last line included. */
  end(): AddressCount {
    if (this.state !== "start" || this.length > 0) this.endLine();
    const { addresses, broken, brokenLines } = this;
    return { addresses, providers: this.table.counts(), broken, brokenLines: [...brokenLines] };
  }

  /** A line of an address alone, which most are, is counted where it stands. */
  private takePlainLine(bytes: Uint8Array, start: number, feed: number): void {
    const end = bytes[feed - 1] === RETURN ? feed - 1 : feed;
    this.addresses++;
    this.table.count(bytes, bytes.indexOf(AT, start) + 1, end);
    this.line++;
    this.wasReturn = false;
  }

  private take(byte: number): void {
    if (this.marks < MARK.length) {
      if (byte === MARK[this.marks]) {
        this.marks++;
        return;
      }
      this.marks = MARK.length;
    }
    if (byte === LINE_FEED || byte === RETURN) this.takeLineEnd(byte);
    else this.state = this.next(byte);
  }

  private takeLineEnd(byte: number): void {
    const isSecond = byte === LINE_FEED && this.wasReturn;
    this.wasReturn = byte === RETURN;
    if (isSecond) return;
    // A field behind the first may go over several lines; a column of addresses does not.
    if (this.state === "field-quoted" && this.fieldBytes < limits.csvFieldBytesMax) this.line++;
    else this.endLine();
  }

  private next(byte: number): State {
    this.wasReturn = false;
    if (this.state === "start") return this.atStart(byte);
    if (this.state === "column") return this.inColumn(byte);
    if (this.state === "quoted") return byte === QUOTE ? "quote-seen" : this.keep(byte, "quoted");
    return this.state === "quote-seen" ? this.afterQuote(byte) : this.inField(byte);
  }

  private atStart(byte: number): State {
    if (byte === BLANK) return "start";
    return byte === QUOTE ? "quoted" : this.inColumn(byte);
  }

  private inColumn(byte: number): State {
    return isDelimiter(byte) ? "field-start" : this.keep(byte, "column");
  }

  /** Behind a quote in the first column: a second one stands for itself, and other bytes have no place there. */
  private afterQuote(byte: number): State {
    if (byte === QUOTE) return this.keep(byte, "quoted");
    if (isDelimiter(byte)) return "field-start";
    if (byte !== BLANK) this.isOdd = true;
    return "quote-seen";
  }

  /** Fields behind the first, of which only the end matters. */
  private inField(byte: number): State {
    if (this.state === "field-quoted") {
      this.fieldBytes++;
      return byte === QUOTE ? "field-quote-seen" : "field-quoted";
    }
    if (byte !== QUOTE) return isDelimiter(byte) ? "field-start" : "field";
    if (this.state === "field-start") this.fieldBytes = 0;
    return this.state === "field" ? "field" : "field-quoted";
  }

  private keep(byte: number, state: State): State {
    if (this.length < this.column.length) this.column[this.length++] = byte;
    return state;
  }

  private endLine(): void {
    let { length } = this;
    // A column that is full is too long for an address, whatever it ends in.
    if (length < this.column.length) while (length > 0 && this.column[length - 1] === BLANK) length--;
    const isBlank = length === 0 && this.state === "start";
    if (!isBlank) this.judge(length);
    this.line++;
    this.length = 0;
    this.isOdd = false;
    this.state = "start";
  }

  private judge(length: number): void {
    const at = this.isOdd ? -1 : addressAt(this.column, length);
    const isHeading = this.line === 1 && !this.column.subarray(0, length).includes(AT);
    if (at !== -1) {
      this.addresses++;
      this.table.count(this.column, at + 1, length);
    } else if (!isHeading) {
      this.broken++;
      if (this.brokenLines.length < limits.addressFaultsToldMax) this.brokenLines.push(this.line);
    }
  }
}

function isDelimiter(byte: number): boolean {
  return byte === COMMA || byte === SEMICOLON || byte === TAB;
}
