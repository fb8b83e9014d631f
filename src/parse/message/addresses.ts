import { limits } from "../../model/limits.ts";
import type { Mailbox } from "../../model/message.ts";
import type { Range } from "../../model/place.ts";
import { decodeWords } from "./encoded-words.ts";
import { readable } from "./raw.ts";

/** The addresses of a field, and the first stretch of it that is none. */
export interface Addresses {
  readonly mailboxes: readonly Mailbox[];
  readonly malformedAt: Range | undefined;
  /** Where reading stopped, because there are more than are read. */
  readonly stoppedAt: Range | undefined;
}

/** A stretch of an address list that means something. */
type Token =
  | { readonly kind: "text" | "quoted" | "literal"; readonly text: string; readonly start: number; readonly end: number }
  | { readonly kind: "mark"; readonly text: "," | ";" | ":" | "<" | ">" | "@"; readonly start: number; readonly end: number };

/**
 * Reads an address list as it stands in a header (RFC 5322, 3.4, with the obsolete forms of 4.4): display names, groups,
 * comments, quoted local parts, domain literals, source routes. Never fails: what is no address is told.
 */
export function readAddresses(raw: string, { start, end }: Range, charset: string | undefined): Addresses {
  const reader = new AddressReader(raw, charset);
  for (const token of tokensIn(raw, start, end)) {
    if (reader.mailboxes.length >= limits.addressesMax)
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
  private inside: Token[] | undefined;
  private isClosed = false;
  private group: string | undefined;

  constructor(raw: string, charset: string | undefined) {
    this.raw = raw;
    this.charset = charset;
  }

  take(token: Token): void {
    if (token.kind !== "mark") {
      this.gather(token);
      return;
    }
    switch (token.text) {
      case "<":
        if (this.inside || this.isClosed) this.wrong(token);
        else this.inside = [];
        return;
      case ">":
        if (!this.inside || this.isClosed) this.wrong(token);
        this.isClosed = this.inside !== undefined;
        return;
      case ":":
        this.colon(token);
        return;
      case ";":
        // Outside a group many mailers part addresses by it.
        if (this.group === undefined && this.before.length + (this.inside?.length ?? 0) > 0) this.wrong(token);
        this.finish();
        this.group = undefined;
        return;
      case ",":
        // In a source route a comma parts hosts.
        if (this.inside && !this.isClosed) this.gather(token);
        else this.finish();
        return;
      case "@":
        this.gather(token);
    }
  }

  private gather(token: Token): void {
    if (this.isClosed) this.wrong(token);
    else (this.inside ?? this.before).push(token);
  }

  private colon(token: Token): void {
    if (this.inside && !this.isClosed) {
      // `<@a,@b:user@host>`: the route is obsolete and leads nowhere.
      this.inside = [];
    } else if (this.group === undefined && !this.inside && !this.before.some(isAt)) {
      this.group = this.phrase(this.before);
      this.before = [];
    } else this.wrong(token);
  }

  /** Ends an address, if there is one. */
  finish(): void {
    const { before, inside, isClosed } = this;
    this.before = [];
    this.inside = undefined;
    this.isClosed = false;
    const all = [...before, ...(inside ?? [])];
    const [first] = all;
    const last = all.at(-1);
    if (!first || !last) {
      return;
    }
    const at = { source: 0, start: first.start, end: last.end };
    const spec = inside ?? before;
    const sign = spec.findLastIndex(isAt);
    const name = inside ? this.phrase(before) : sign === -1 ? this.phrase(before) : "";
    const localPart = sign === -1 ? "" : written(spec.slice(0, sign));
    const domain = sign === -1 ? "" : written(spec.slice(sign + 1)).toLowerCase();
    const isEmptyAngle = inside?.length === 0;
    if ((localPart === "" || domain === "" || (inside && !isClosed) || isBroken(spec, sign)) && !isEmptyAngle)
      this.wrong(first, last);
    const address =
      sign === -1 ? (inside ? written(inside) : "") : `${localPart}@${domain === "" ? "" : written(spec.slice(sign + 1))}`;
    this.mailboxes.push({
      name: readable(name, this.charset),
      address: readable(address, this.charset),
      localPart: readable(localPart, this.charset),
      domain: readable(domain, this.charset),
      group: this.group,
      at,
    });
  }

  private phrase(tokens: readonly Token[]): string {
    let text = "";
    let behind = 0;
    for (const token of tokens) {
      const isApart = text !== "" && token.start > behind;
      text += (isApart ? " " : "") + token.text;
      behind = token.end;
    }
    return decodeWords(text).text;
  }

  private wrong(first: Token, last: Token = first): void {
    this.malformedAt ??= { start: first.start, end: Math.min(last.end, this.raw.length) };
  }
}

function isAt(token: Token): boolean {
  return token.kind === "mark" && token.text === "@";
}

/** Text of tokens as an address writes it: a quoted local part keeps its quotes where it needs them. */
function written(tokens: readonly Token[]): string {
  return tokens
    .map(({ kind, text }) => (kind === "quoted" && !/^[\w.!#$%&'*+/=?^`{|}~-]+$/.test(text) ? `"${text}"` : text))
    .join("");
}

/** Blanks inside an address that no rule allows, such as `john doe@example.com`. */
function isBroken(spec: readonly Token[], sign: number): boolean {
  if (sign === -1) return false;
  const parts = [spec.slice(0, sign), spec.slice(sign + 1)];
  return parts.some((part) =>
    part.some(
      (token, at) =>
        at > 0 && token.start > (part[at - 1]?.end ?? 0) && !/^\.|\.$/.test(`${token.text}${part[at - 1]?.text ?? ""}`),
    ),
  );
}

function* tokensIn(raw: string, from: number, to: number): Generator<Token> {
  for (let at = from; at < to; ) {
    const unit = raw.charAt(at);
    if (unit === " " || unit === "\t" || unit === "\r" || unit === "\n") at++;
    else if (unit === "(") at = behindComment(raw, at, to);
    else if (unit === '"') {
      const { text, end } = quotedAt(raw, at, to);
      yield { kind: "quoted", text, start: at, end };
      at = end;
    } else if (unit === "[") {
      const close = raw.indexOf("]", at);
      const end = close === -1 || close >= to ? to : close + 1;
      yield { kind: "literal", text: raw.slice(at, end), start: at, end };
      at = end;
    } else if (unit === "," || unit === ";" || unit === ":" || unit === "<" || unit === ">" || unit === "@") {
      yield { kind: "mark", text: unit, start: at, end: at + 1 };
      at++;
    } else {
      const end = behindWord(raw, at, to);
      yield { kind: "text", text: raw.slice(at, end), start: at, end };
      at = end;
    }
  }
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

/** Comments nest (RFC 5322, 3.2.2); one that is not closed takes the rest. */
function behindComment(raw: string, from: number, to: number): number {
  let depth = 0;
  for (let at = from; at < to; at++) {
    const unit = raw.charAt(at);
    if (unit === "\\") at++;
    else if (unit === "(") depth++;
    else if (unit === ")" && --depth === 0) return at + 1;
  }
  return to;
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
