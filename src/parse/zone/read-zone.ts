import { type DnsRecord, type DnsType, dnsTypes } from "../../model/dns.ts";
import type { Text } from "../../model/language.ts";
import { limits } from "../../model/limits.ts";
import type { Range } from "../../model/place.ts";
import type { Zone } from "../../model/zone.ts";
import { absoluteName } from "./absolute-name.ts";
import { type Entry, readEntries, type Token } from "./tokens.ts";
import { isPassedOver } from "./types.ts";
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
  tooMany,
  wrongType,
} from "./zone-texts.ts";

/** What in a master file could not be taken, where, and what to do. */
export interface ZoneProblem {
  readonly message: Text;
  readonly hint: Text;
  readonly at: Range;
}

export interface ZoneReading {
  readonly zone: Zone;
  /** None when all of the file was taken. */
  readonly problems: readonly ZoneProblem[];
}

/** Problems that are told; the first is what a reader mends first. */
const PROBLEMS_MAX = 20;

/** Reads a master file (RFC 1035, 5), or a list of lines `name TYPE value`. Never throws. */
export function readZone(text: string): ZoneReading {
  const reader = new ZoneReader();
  for (const entry of readEntries(text)) {
    reader.take(entry);
    if (reader.isFull()) break;
  }
  reader.end();
  return { zone: reader.zone(), problems: reader.problems };
}

/** The state that entries of a master file share: origin, owner, time to live. */
class ZoneReader {
  readonly problems: ZoneProblem[] = [];
  private readonly records: DnsRecord[] = [];
  private readonly names = new Set<string>();
  private readonly origins = new Set<string>();
  private readonly apexes = new Set<string>();
  private origin: string | undefined;
  private owner: string | undefined;
  private defaultTtl = 0;

  isFull(): boolean {
    return this.problems.length >= PROBLEMS_MAX || this.records.length > limits.zoneRecordsMax;
  }

  zone(): Zone {
    const { records, names } = this;
    const covered = this.apexes.size > 0 ? this.apexes : this.origins.size > 0 ? this.origins : names;
    return { records, names: [...names], covered: [...covered] };
  }

  take({ tokens, isIndented, fault }: Entry): void {
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
    } else if (name === "$INCLUDE") this.problem(...noInclude, first);
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
    this.records.push({ type, name, ttlSeconds, value: read.value });
  }

  private nameOf(token: Token): string | undefined {
    const name = absoluteName(token, this.origin);
    if (typeof name === "string") return name;
    this.problem(name.message, name.hint, token);
    return undefined;
  }

  private problem(message: Text, hint: Text, { start, end }: Range): void {
    if (this.problems.length < PROBLEMS_MAX) this.problems.push({ message, hint, at: { start, end } });
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
