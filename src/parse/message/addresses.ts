import { limits } from "../../model/limits.ts";
import type { Mailbox } from "../../model/message.ts";
import type { Range } from "../../model/place.ts";
import { behindComment } from "./comments.ts";
import { decodeWords } from "./encoded-words.ts";
import { readable } from "./raw.ts";

/** The addresses of a field, and the first stretch of it that is none. */
export interface Addresses {
  readonly mailboxes: readonly Mailbox[];
  readonly malformedAt: Range | undefined;
  /** Where reading stopped, because there are more than are read. */
  readonly stoppedAt: Range | undefined;
}

type Mark = "," | ";" | ":" | "<" | ">" | "@";

/** A stretch of an address list that means something. */
type Token =
  | { readonly kind: "text" | "quoted" | "literal"; readonly text: string; readonly start: number; readonly end: number }
  | { readonly kind: "mark"; readonly text: Mark; readonly start: number; readonly end: number };

/** How addresses are to be read. */
export interface AddressesOptions {
  /** WHATWG name of what raw 8-bit is written in where it is not UTF-8. */
  readonly charset: string | undefined;
  readonly addressesMax: number;
}

/**
 * Reads an address list as it stands in a header (RFC 5322, 3.4, with the obsolete forms of 4.4): display names, groups,
 * comments, quoted local parts, domain literals, source routes. Never fails: what is no address is told.
 */
export function readAddresses(raw: string, { start, end }: Range, { charset, addressesMax }: AddressesOptions): Addresses {
  const reader = new AddressReader(raw, charset);
  for (const token of tokensIn(raw, start, end)) {
    if (reader.mailboxes.length >= addressesMax)
      return { mailboxes: reader.mailboxes, malformedAt: reader.malformedAt, stoppedAt: { start: token.start, end } };
    reader.take(token);
  }
  reader.finish();
  return { mailboxes: reader.mailboxes, malformedAt: reader.malformedAt, stoppedAt: undefined };
}

/** Gathers tokens until an address is whole. */
class AddressReader {
  readonly mailboxes: Mailbox[] = [];
  malformedAt: Range | undefined;
  private readonly raw: string;
  private readonly charset: string | undefined;
  private before: Token[] = [];
  private hasSign = false;
  private inside: Token[] | undefined;
  private isClosed = false;
  /** Behind the bracket that closed the address. */
  private closedAt = 0;
  private group: string | undefined;

  constructor(raw: string, charset: string | undefined) {
    this.raw = raw;
    this.charset = charset;
  }

  take(token: Token): void {
    if (token.kind !== "mark") this.gather(token);
    else MARKS[token.text](this, token);
  }

  open(token: Token): void {
    if (this.inside || this.isClosed) this.wrong(token);
    else this.inside = [];
  }

  close(token: Token): void {
    if (!this.inside || this.isClosed) this.wrong(token);
    this.isClosed = this.inside !== undefined;
    this.closedAt = token.end;
  }

  /** Ends a group; outside one many mailers part addresses by it. */
  semicolon(token: Token): void {
    const isPending = this.before.length + (this.inside?.length ?? 0) > 0;
    if (this.group === undefined && isPending) this.wrong(token);
    this.finish();
    this.group = undefined;
  }

  /** Parts addresses; in a source route it parts hosts. */
  comma(token: Token): void {
    if (this.inside && !this.isClosed) this.gather(token);
    else this.finish();
  }

  gather(token: Token): void {
    const tokens = this.inside ?? this.before;
    if (this.isClosed || tokens.length >= limits.addressTokensMax) return this.wrong(token);
    if (isAt(token)) this.hasSign = true;
    tokens.push(token);
  }

  colon(token: Token): void {
    if (this.inside && !this.isClosed) {
      // `<@a,@b:user@host>`: the route is obsolete and leads nowhere.
      this.inside = [];
    } else if (this.group === undefined && !this.inside && !this.hasSign) {
      this.group = this.phrase(this.before);
      this.before = [];
    } else this.wrong(token);
  }

  /** Ends an address, if there is one. */
  finish(): void {
    const { before, inside, isClosed, closedAt } = this;
    this.before = [];
    this.hasSign = false;
    this.inside = undefined;
    this.isClosed = false;
    const at = stretchOf([...before, ...(inside ?? [])], isClosed ? closedAt : 0);
    if (!at) return;
    const spec = specOf(inside ?? before);
    const isWrong = spec.isBroken || (inside !== undefined && !isClosed);
    // `Name <>` says that there is no address, which some fields may.
    if (isWrong && inside?.length !== 0) this.wrong(at);
    const name = inside || !spec.hasSign ? this.phrase(before) : "";
    this.mailboxes.push({ ...this.addressOf(spec, inside !== undefined), name, group: this.group, at: { source: 0, ...at } });
  }

  private addressOf({ localPart, domain, hasSign }: Spec, isInside: boolean): Pick<Mailbox, "address" | "localPart" | "domain"> {
    const local = readable(localPart, this.charset);
    if (!hasSign) return { address: isInside ? local : "", localPart: "", domain: "" };
    const host = readable(domain, this.charset);
    return { address: `${local}@${host}`, localPart: local, domain: host.toLowerCase() };
  }

  private phrase(tokens: readonly Token[]): string {
    let text = "";
    let behind = 0;
    for (const token of tokens) {
      const isApart = text !== "" && token.start > behind;
      text += (isApart ? " " : "") + token.text;
      behind = token.end;
    }
    // Raw bytes first: what encoded words say is text already.
    return decodeWords(readable(text, this.charset)).text;
  }

  private wrong({ start, end }: Range): void {
    this.malformedAt ??= { start, end: Math.min(end, this.raw.length) };
  }
}

/** From the first token to behind the last, or to behind the bracket that closed it; undefined for no token. */
function stretchOf(tokens: readonly Token[], closedAt: number): Range | undefined {
  const [first] = tokens;
  const last = tokens.at(-1);
  return first && last && { start: first.start, end: Math.max(closedAt, last.end) };
}

const MARKS: { readonly [M in Mark]: (reader: AddressReader, token: Token) => void } = {
  "<": (reader, token) => reader.open(token),
  ">": (reader, token) => reader.close(token),
  ":": (reader, token) => reader.colon(token),
  ";": (reader, token) => reader.semicolon(token),
  ",": (reader, token) => reader.comma(token),
  "@": (reader, token) => reader.gather(token),
};

function isAt(token: Token): boolean {
  return token.kind === "mark" && token.text === "@";
}

/** What stands before and behind the last `@`; all of it before where there is none. */
interface Spec {
  readonly localPart: string;
  readonly domain: string;
  readonly hasSign: boolean;
  /** True when one side is missing, a second `@` is not quoted, or blanks part what belongs together: `john doe@example.com`. */
  readonly isBroken: boolean;
}

function specOf(tokens: readonly Token[]): Spec {
  const sign = tokens.findLastIndex(isAt);
  if (sign === -1) return { localPart: written(tokens), domain: "", hasSign: false, isBroken: true };
  const before = tokens.slice(0, sign);
  const behind = tokens.slice(sign + 1);
  const isBroken = before.length === 0 || behind.length === 0 || before.some(isAt) || [before, behind].some(isParted);
  return { localPart: written(before), domain: written(behind), hasSign: true, isBroken };
}

/** Tokens as an address writes them: a quoted local part keeps its quotes where it needs them. */
function written(tokens: readonly Token[]): string {
  return tokens
    .map(({ kind, text }) => (kind === "quoted" && !/^[\w.!#$%&'*+/=?^`{|}~-]+$/.test(text) ? `"${text}"` : text))
    .join("");
}

/** True for words with a blank between them and no dot beside it (RFC 5322, 4.4 lets blanks stand around dots). */
function isParted(tokens: readonly Token[]): boolean {
  return tokens.some((token, at) => {
    const before = tokens[at - 1];
    return before !== undefined && token.start > before.end && !token.text.startsWith(".") && !before.text.endsWith(".");
  });
}

function* tokensIn(raw: string, from: number, to: number): Generator<Token> {
  for (let at = from; at < to; ) {
    const unit = raw.charAt(at);
    if (isBlank(unit)) at++;
    else if (unit === "(") at = behindComment(raw, at, to);
    else {
      const token = isMark(unit) ? { kind: "mark" as const, text: unit, start: at, end: at + 1 } : wordAt(raw, at, to);
      yield token;
      at = token.end;
    }
  }
}

function wordAt(raw: string, start: number, to: number): Token {
  const unit = raw.charAt(start);
  if (unit === '"') return { kind: "quoted", start, ...quotedAt(raw, start, to) };
  const close = unit === "[" ? raw.slice(start, Math.min(to, start + LITERAL_UNITS_MAX)).indexOf("]") : -1;
  const end = close === -1 ? behindWord(raw, start, to) : start + close + 1;
  return { kind: close === -1 ? "text" : "literal", text: raw.slice(start, end), start, end };
}

/** A domain literal holds an address: RFC 5321, 4.1.3. */
const LITERAL_UNITS_MAX = 255;

function isBlank(unit: string): boolean {
  return unit === " " || unit === "\t" || unit === "\r" || unit === "\n";
}

function isMark(unit: string): unit is Mark {
  return Object.hasOwn(MARKS, unit);
}

function behindWord(raw: string, from: number, to: number): number {
  const stop = /[\s(",;:<>@[]/g;
  stop.lastIndex = from + 1;
  // An encoded word may hold any of these where senders are careless; it ends with its own mark.
  const word = /=\?[^?\s]{1,60}\?[bBqQ]\?[^?\r\n]{0,1000}\?=/y;
  word.lastIndex = from;
  const found = word.exec(raw);
  if (found && from + found[0].length <= to) return from + found[0].length;
  const end = stop.exec(raw)?.index ?? to;
  return Math.min(end, to);
}

function quotedAt(raw: string, from: number, to: number): { readonly text: string; readonly end: number } {
  let text = "";
  for (let at = from + 1; at < to; at++) {
    const unit = raw.charAt(at);
    if (unit === "\\" && at + 1 < to) text += raw.charAt(++at);
    else if (unit === '"') return { text, end: at + 1 };
    else if (unit !== "\r" && unit !== "\n") text += unit;
  }
  return { text, end: to };
}
