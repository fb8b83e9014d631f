import { type DnsRecord, type DnsType, dnsTypes } from "../../model/dns.ts";
import type { Text } from "../../model/language.ts";
import { limits } from "../../model/limits.ts";
import { lineStarts, positionOf } from "../../model/lines.ts";
import type { Range } from "../../model/place.ts";
import type { Zone } from "../../model/zone.ts";
import { absoluteName } from "./absolute-name.ts";
import { type Entry, readEntries, type Token } from "./tokens.ts";
import { isFlattened, isPassedOver } from "./types.ts";
import { readValue, secondsOf } from "./values.ts";
import {
  emptyZone,
  faultTexts,
  noDirective,
  noInclude,
  noOwner,
  noTime,
  noType,
  otherClass,
  type Said,
  tooMany,
  tooManyIncludes,
  wrongType,
} from "./zone-texts.ts";

/** A text that zones are read from, and its name where it has one. */
export interface ZoneText {
  readonly file?: string;
  readonly text: string;
}

/** What in a master file could not be taken, where, and what to do. */
export interface ZoneProblem {
  readonly message: Text;
  readonly hint: Text;
  /** In the text of {@link source}: an included file has its own. */
  readonly at: Range;
  readonly source: ZoneText;
}

/** Brings a file that `$INCLUDE` names, as seen from the file that it stands in; or says why not. */
export type Include = (path: string, from: string | undefined) => ZoneText | Said;

export interface ZoneReading {
  readonly zone: Zone;
  /** None when all of the file was taken. */
  readonly problems: readonly ZoneProblem[];
}

/** Problems that are told; the first is what a reader mends first. */
const PROBLEMS_MAX = 20;

/**
 * Reads a master file (RFC 1035, 5), or a list of lines `name TYPE value`. Records say where they are written when the
 * text has a name. Without a reader of other files, `$INCLUDE` is a problem. Never throws.
 */
export function readZone(written: string | ZoneText, include?: Include): ZoneReading {
  const reader = new ZoneReader(typeof written === "string" ? { text: written } : written, include);
  reader.read();
  reader.end();
  return { zone: reader.zone(), problems: reader.problems };
}

/** The state that entries of a master file share: origin, owner, time to live. */
class ZoneReader {
  readonly problems: ZoneProblem[] = [];
  private readonly records: DnsRecord[] = [];
  private readonly names = new Set<string>();
  private readonly flattened = new Set<string>();
  private readonly origins = new Set<string>();
  private readonly apexes = new Set<string>();
  private origin: string | undefined;
  private owner: string | undefined;
  private defaultTtl = 0;
  private source: ZoneText;
  private starts: readonly number[];
  private depth = 0;
  private includes = 0;
  private readonly include: Include | undefined;

  constructor(source: ZoneText, include: Include | undefined) {
    this.source = source;
    this.starts = lineStarts(source.text);
    this.include = include;
  }

  /** Reads the text at hand to its end. */
  read(): void {
    for (const entry of readEntries(this.source.text)) {
      this.take(entry);
      if (this.isFull()) return;
    }
  }

  isFull(): boolean {
    return this.problems.length >= PROBLEMS_MAX || this.records.length > limits.zoneRecordsMax;
  }

  zone(): Zone {
    const { records, names } = this;
    const covered = this.apexes.size > 0 ? this.apexes : this.origins.size > 0 ? this.origins : names;
    return { records, names: [...names], covered: [...covered], flattened: [...this.flattened] };
  }

  private take({ tokens, isIndented, fault }: Entry): void {
    if (fault) return this.problem(...faultTexts[fault.kind], fault.at);
    const [first] = tokens;
    if (!first) return;
    if (first.raw.startsWith("$") && !first.isQuoted) this.directive(first, tokens.slice(1));
    else this.record(tokens, isIndented);
    if (this.records.length > limits.zoneRecordsMax) this.problem(...tooMany, first);
  }

  /** A file that says nothing is a mistake; one that only says what it covers is not. */
  end(): void {
    const saysNothing = this.names.size === 0 && this.origins.size === 0 && this.problems.length === 0;
    if (saysNothing) this.problem(...emptyZone, { start: 0, end: 0 });
  }

  /** RFC 1035, 5.1: what the other file says of origin and owner ends with it. */
  private included(first: Token, [path, origin]: readonly Token[]): void {
    if (!this.include || !path) return this.problem(...noInclude, first);
    if (this.depth >= limits.zoneIncludeNestingMax || ++this.includes > limits.zoneIncludesMax)
      return this.problem(...tooManyIncludes, path);
    const source = this.include(path.text, this.source.file);
    if (!("text" in source)) return this.problem(...source, path);
    const before = { origin: this.origin, owner: this.owner, source: this.source, starts: this.starts };
    if (origin) this.origin = this.nameOf(origin) ?? this.origin;
    this.source = source;
    this.starts = lineStarts(source.text);
    this.depth++;
    this.read();
    this.depth--;
    this.origin = before.origin;
    this.owner = before.owner;
    this.source = before.source;
    this.starts = before.starts;
  }

  private directive(first: Token, rest: readonly Token[]): void {
    const [value] = rest;
    const name = first.raw.toUpperCase();
    if (name === "$ORIGIN" && value) {
      const origin = this.nameOf(value);
      if (origin === undefined) return;
      this.origin = origin;
      this.origins.add(origin);
    } else if (name === "$TTL" && value) {
      const seconds = secondsOf(value.text);
      if (seconds === undefined) this.problem(...noTime, value);
      else this.defaultTtl = seconds;
    } else if (name === "$INCLUDE") this.included(first, rest);
    else this.problem(...noDirective(first.raw), first);
  }

  private record(tokens: readonly Token[], isIndented: boolean): void {
    const [first] = tokens;
    if (!first) return;
    if (!isIndented) this.owner = this.nameOf(first);
    const { owner } = this;
    if (owner === undefined) {
      if (isIndented) this.problem(...noOwner, first);
      return;
    }
    const body = isIndented ? tokens : tokens.slice(1);
    const { at, ttlSeconds, hasOtherClass } = head(body, this.defaultTtl);
    const typeToken = body[at];
    if (hasOtherClass) return this.problem(...otherClass, body[0] ?? first);
    if (!typeToken) return this.problem(...noType, first);
    this.typed(owner, typeToken, body.slice(at + 1), ttlSeconds);
  }

  private typed(name: string, typeToken: Token, rest: readonly Token[], ttlSeconds: number): void {
    const written = typeToken.text.toUpperCase();
    const type = typeNamed(written);
    if (type === undefined) {
      if (isFlattened(written)) this.flattened.add(name);
      if (isPassedOver(written)) this.names.add(name);
      else this.problem(...wrongType(typeToken.text), typeToken);
      return;
    }
    const before = this.problems.length;
    const read = readValue(type, rest, (token) => this.nameOf(token));
    if (this.problems.length > before) return;
    if (!read.ok) return this.problem(read.message, read.hint, rest[read.token] ?? typeToken);
    this.names.add(name);
    if (type === "SOA") this.apexes.add(name);
    const bare = type === "TXT" && rest.every(({ isQuoted }) => !isQuoted) ? { isUnquoted: true as const } : {};
    this.records.push({ type, name, ttlSeconds, value: read.value, ...bare, ...this.placeOf(typeToken) });
  }

  private placeOf({ start }: Range): Pick<DnsRecord, "writtenAt"> {
    const { file, text } = this.source;
    return file === undefined ? {} : { writtenAt: { file, line: positionOf(this.starts, start, text).line } };
  }

  private nameOf(token: Token): string | undefined {
    const name = absoluteName(token, this.origin);
    if (typeof name === "string") return name;
    this.problem(name.message, name.hint, token);
    return undefined;
  }

  private problem(message: Text, hint: Text, { start, end }: Range): void {
    if (this.problems.length < PROBLEMS_MAX) this.problems.push({ message, hint, at: { start, end }, source: this.source });
  }
}

interface Head {
  /** Where the type stands. */
  readonly at: number;
  readonly ttlSeconds: number;
  readonly hasOtherClass: boolean;
}

/** Time to live and class stand before the type, in either order, or not at all. */
function head(tokens: readonly Token[], defaultTtl: number): Head {
  let ttlSeconds = defaultTtl;
  let hasOtherClass = false;
  let at = 0;
  for (; at < 2; at++) {
    const word = tokens[at]?.text.toUpperCase() ?? "";
    const seconds = secondsOf(word);
    if (seconds !== undefined) ttlSeconds = seconds;
    else if (/^(?:CH|HS|CS|ANY)$/.test(word)) hasOtherClass = true;
    else if (word !== "IN") break;
  }
  return { at, ttlSeconds, hasOtherClass };
}

function typeNamed(written: string): DnsType | undefined {
  return dnsTypes.find((type) => type === written);
}
