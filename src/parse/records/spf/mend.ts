import type { Range } from "../../../model/place.ts";
import type { SpfFaultKind, SpfTerm } from "../../../model/spf.ts";
import { didYouMean } from "../../../model/suggest.ts";
import { isTopLabel } from "./macros.ts";
import { addressOf } from "./networks.ts";
import { readTerm, type TermFault, type Word } from "./terms.ts";

/** A stretch of a record, and what is to stand there. */
export interface Edit {
  readonly at: Range;
  readonly text: string;
}

/** Something wrong in a record's text, and how to mend the whole. */
export interface Fault {
  readonly kind: SpfFaultKind;
  readonly at: Range;
  /** What to write at its place; undefined where nobody can tell. */
  readonly suggestion: string | undefined;
  /** In the order of their places; undefined where nobody can tell. */
  readonly edits: readonly Edit[] | undefined;
}

const MECHANISMS = ["all", "include", "a", "mx", "ptr", "ip4", "ip6", "exists"] as const;

/** Why a word is no term, as its writer is told: what it looks most like decides. */
export function mendTerm(word: Word, fault: TermFault, joins: readonly number[]): Fault {
  const joined = joinedAt(word, joins) ?? separatedAt(word);
  if (joined !== undefined) return joined;
  const address = bareAddress(word.text) ?? addressForName(word.text);
  if (address !== undefined) return replacing("address-wrong", wholeOf(word), isSound(address) ? address : undefined);
  if (fault.kind !== "mechanism-unknown") return replacing(fault.kind, fault.at, fault.suggestion);
  const trimmed = /^(.{0,500}?[a-z\d])[^a-z\d]{1,9}$/i.exec(word.text)?.[1];
  if (isSound(trimmed)) return replacing("syntax", fault.at, trimmed);
  const meant = mechanismMeant(word.text);
  return replacing("mechanism-unknown", fault.at, isSound(meant) ? meant : undefined);
}

function wholeOf({ text, start }: Word): Range {
  return { start, end: start + text.length };
}

/** An address where a name should stand. */
function addressForName(text: string): string | undefined {
  const [, sign = "", value] = /^([+\-~?]?)(?:a|mx|ptr|include|exists):([\da-f:.]{2,45}(?:\/\d{1,3})?)$/i.exec(text) ?? [];
  const meant = value === undefined ? undefined : bareAddress(value);
  return meant === undefined ? undefined : `${sign === "+" ? "" : sign}${meant}`;
}

/** What a term that the grammar allows will not do as it was meant to. */
export function mistakesIn(word: Word, term: SpfTerm, joins: readonly number[]): readonly Fault[] {
  const joined = joinedAt(word, joins) ?? separatedAt(word);
  if (joined !== undefined) return [joined];
  if (term.kind === "other") return modifierMistake(word, term.name);
  const isTurned = term.kind === "include" && (term.qualifier === "-" || term.qualifier === "~");
  return isTurned ? [replacing("qualifier-misused", term.at, word.text.slice(1))] : [];
}

/** A term that a blank parts in two words, of which one at least is none: `include: x`, `ip4 :x`, `- all`. */
export function partedTerm(word: Word, next: Word): Fault | undefined {
  const meant = [`${word.text}${next.text}`, `${word.text}:${next.text}`].find(isKnownTerm);
  const isParted = /^[+\-~?]$|[:=]$|^[+\-~?]?(?:include|exists|ip4|ip6)$/i.test(word.text) || /^[:=]/.test(next.text);
  if (!isParted || meant === undefined || (isSound(word.text) && isSound(next.text))) return undefined;
  return replacing("syntax", { start: word.start, end: next.start + next.text.length }, meant);
}

function isKnownTerm(text: string): boolean {
  const term = readTerm({ text, start: 0 });
  return !("suggestion" in term) && term.kind !== "other";
}

function replacing(kind: SpfFaultKind, at: Range, suggestion: string | undefined): Fault {
  return { kind, at, suggestion, edits: suggestion === undefined ? undefined : [{ at, text: suggestion }] };
}

/** Receivers pass over modifiers they do not know: a mechanism with `=` authorises nobody. */
function modifierMistake({ text, start }: Word, name: string): readonly Fault[] {
  const at = { start, end: start + text.length };
  const value = text.slice(name.length + 1);
  if (name === "v" && /^spf/i.test(value)) return [replacing("version-repeated", at, "")];
  if (MECHANISMS.some((each) => each === name)) {
    const meant = value === "" ? name : `${name}:${value}`;
    return [replacing("modifier-mistaken", at, isSound(meant) ? meant : undefined)];
  }
  const known = didYouMean(name, ["redirect", "exp", "include", "exists", "ip4", "ip6"]);
  if (known === undefined || name.length < 3) return [];
  const meant = known === "redirect" || known === "exp" ? `${known}=${value}` : `${known}:${value}`;
  return isSound(meant) ? [replacing("modifier-mistaken", at, meant)] : [];
}

function isSound(text: string | undefined): boolean {
  return text !== undefined && !("suggestion" in readTerm({ text, start: 0 }));
}

/** A bare address is a mechanism that lost its name. */
function bareAddress(text: string): string | undefined {
  const sign = /^[-~?]/.exec(text)?.[0] ?? "";
  const value = text.replace(/^[+\-~?]/, "");
  const address = addressOf(value.replace(/\/\d{1,3}$/, ""));
  return address === undefined ? undefined : `${sign}ip${address.family}:${value}`;
}

/** The mechanism that a mistyped one was meant to be. */
function mechanismMeant(text: string): string | undefined {
  const end = text.search(/[:/]/);
  const head = end < 0 ? text : text.slice(0, end);
  const rest = text.slice(head.length);
  const sign = /^[+\-~?]/.exec(head)?.[0] ?? "";
  const name = head.slice(sign.length).toLowerCase();
  const family = addressOf(rest.slice(1).replace(/\/\d{1,3}$/, ""))?.family;
  if (family !== undefined && ADDRESS_NAMES.test(name)) return `${sign}ip${family}${rest}`;
  if (rest === "" && isName(name)) return `${sign}include:${name}`;
  const known = didYouMean(name, name.length < 3 && rest === "" ? ["all"] : LONGER_MECHANISMS);
  return known === undefined ? undefined : `${sign}${known}${rest}`;
}

/** What is written for `ip4` and `ip6`. */
const ADDRESS_NAMES = /^(?:ip|ipaddr|host|addr|ip[46v]{1,3})$/;

/** One letter is close to any other. */
const LONGER_MECHANISMS = MECHANISMS.filter((each) => each.length > 1);

function isName(text: string): boolean {
  const labels = text.split(".");
  return labels.length > 1 && labels.every((label) => /^[a-z\d_-]{1,63}$/.test(label)) && isTopLabel(labels.at(-1) ?? "");
}

/** How a term begins that the word before ran into. */
const BEGINS =
  /^[+\-~?]?(?:(?:ip4|ip6|include|exists|a|mx|ptr):|(?:redirect|exp)=|(?:all|mx|a|ptr)$)|^[+\-~?](?:all|mx|a|ptr)\b/i;

/** Two strings of a record are joined without a blank: where the second begins a term, one was forgotten. */
function joinedAt({ text, start }: Word, joins: readonly number[]): Fault | undefined {
  for (const join of joins) {
    const offset = join - start;
    if (offset <= 0 || offset >= text.length || !BEGINS.test(text.slice(offset))) continue;
    // A word that the join cuts in two by chance reads as a term; halves that both do were two.
    if (!isSound(text.slice(0, offset))) continue;
    return spaced("strings-joined", { text, start }, [offset, offset]);
  }
  return undefined;
}

/** A comma, a semicolon or nothing at all between two terms, or after the last. */
function separatedAt(word: Word): Fault | undefined {
  const { text } = word;
  if (text.includes("%{")) return undefined;
  const [marks] = text.matchAll(/[,;]+/g);
  const run = marks ?? RUN_ON.exec(text);
  if (!run) return undefined;
  const from = run.index;
  const to = marks ? from + run[0].length : from;
  const isApart = marks !== undefined && from === 0;
  const isBehind = isTerm(text.slice(0, from)) && (to === text.length || beginsTerm(text.slice(to)));
  return isApart || isBehind ? spaced("separator-wrong", word, [from, to]) : undefined;
}

function isTerm(text: string): boolean {
  return isSound(text) || bareAddress(text) !== undefined;
}

function beginsTerm(text: string): boolean {
  return BEGINS.test(text) || bareAddress(text) !== undefined;
}

/** A term with a name in it that another ran into: a colon stands in no name. */
const RUN_ON =
  /[+\-~?](?:all$|(?:ip4|ip6|include|exists|mx|a):)|(?<=[\da-f./])(?:ip4|ip6|include):|(?<=\.[a-z]{2,10})(?:ip4|ip6|include|exists):/i;

function spaced(kind: SpfFaultKind, { text, start }: Word, [from, to]: readonly [number, number]): Fault {
  const at = { start, end: start + text.length };
  const parts = [text.slice(0, from), text.slice(to)].filter((part) => part !== "");
  const suggestion = parts.map((part) => bareAddress(part) ?? part).join(" ");
  return { kind, at, suggestion, edits: [{ at, text: suggestion }] };
}
