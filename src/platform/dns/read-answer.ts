import type { DnsFailure, DnsRecord, DnsType } from "../../model/dns.ts";
import { limits } from "../../model/limits.ts";
import { isAtOrBelow } from "../../parse/zone/names.ts";
import { CLASS_IN, type Frame, type WireMessage } from "./message.ts";
import { nameAt, typeNumbers, valueOf } from "./values.ts";

/** What one message says of a question. */
export type Reading =
  | (Followed & { readonly status: "found"; readonly records: readonly DnsRecord[] })
  | (Followed & { readonly status: "absent"; readonly kind: "name" | "type" })
  /** The message ends in an alias, of whose target it says nothing. */
  | (Followed & { readonly status: "alias" })
  /** The aliases lead in a circle, or are too many: another server would say the same. */
  | { readonly status: "endless" }
  | { readonly status: "failed"; readonly because: DnsFailure };

interface Followed {
  /** In order; empty where there was none. */
  readonly aliases: readonly string[];
  /** How long this holds: the shortest time on the way. */
  readonly ttlSeconds: number;
  readonly isAuthenticated: boolean;
}

const RCODE_NONE = 0;
const RCODE_NAME_ABSENT = 3;
const RCODE_REFUSED = 5;

/**
 * Reads the answer to a question. Only records of the chain of aliases that begins at the name are taken: whatever else
 * a server adds, nobody asked for.
 */
export function readAnswer(message: WireMessage, name: string, type: DnsType): Reading {
  const { rcode } = message;
  if (rcode !== RCODE_NONE && rcode !== RCODE_NAME_ABSENT)
    return { status: "failed", because: rcode === RCODE_REFUSED ? "refused" : "server-failed" };
  return followed(message, name, type, setsOf(message, type));
}

function followed(message: WireMessage, name: string, type: DnsType, sets: ReadonlyMap<string, RecordSet>): Reading {
  const { isAuthenticated } = message;
  const aliases: string[] = [];
  let owner = name;
  let ttlSeconds: number = limits.dnsFoundSecondsMax;
  for (;;) {
    const set = sets.get(owner);
    if (set && set.asked.length > 0)
      return found({ aliases, ttlSeconds, isAuthenticated }, owner, type, message.bytes, set.asked);
    if (!set?.alias) return unfound(message, owner, { aliases, ttlSeconds, isAuthenticated });
    const target = valueOf(message.bytes, set.alias, "CNAME");
    if (typeof target !== "string" || target === "") return { status: "failed", because: "malformed" };
    if (target === name || aliases.includes(target) || aliases.length >= limits.dnsAliasesMax) return { status: "endless" };
    aliases.push(target);
    ttlSeconds = Math.min(ttlSeconds, set.alias.ttlSeconds);
    owner = target;
  }
}

interface RecordSet {
  readonly asked: Frame[];
  alias: Frame | undefined;
}

/** Records of the type asked for, and aliases, by the owner's name. */
function setsOf({ bytes, answers }: WireMessage, type: DnsType): ReadonlyMap<string, RecordSet> {
  const sets = new Map<string, RecordSet>();
  for (const frame of answers) {
    const isAsked = frame.type === typeNumbers[type];
    if (frame.class !== CLASS_IN || !(isAsked || frame.type === typeNumbers.CNAME)) continue;
    const owner = nameAt(bytes, frame.nameAt)?.toLowerCase();
    if (owner === undefined) continue;
    const set = sets.get(owner) ?? { asked: [], alias: undefined };
    sets.set(owner, set);
    if (isAsked) set.asked.push(frame);
    else set.alias ??= frame;
  }
  return sets;
}

function found(way: Followed, name: string, type: DnsType, bytes: Buffer, frames: readonly Frame[]): Reading {
  const ttlSeconds = Math.min(way.ttlSeconds, ...frames.map((frame) => frame.ttlSeconds));
  const records = new Map<string, DnsRecord>();
  for (const frame of frames) {
    const value = valueOf(bytes, frame, type);
    if (value === undefined) return { status: "failed", because: "malformed" };
    // RFC 2181, 5: a set holds each value once.
    const key = typeof value === "string" ? value : JSON.stringify(value);
    if (!records.has(key)) records.set(key, { type, name, ttlSeconds, value });
  }
  return { ...way, status: "found", records: [...records.values()], ttlSeconds };
}

/** Absent is what the zone itself says (SOA, AA) or a resolver (RA); anything else is a server that knows nothing of it. */
function unfound(message: WireMessage, name: string, way: Followed): Reading {
  const seconds = absentSeconds(message, name);
  // Records of other names only, or of names that do not end: what is said of this one is not to be known.
  if (seconds === undefined && way.aliases.length === 0 && isBesideThePoint(message, name))
    return { status: "failed", because: "malformed" };
  const isAnswered = seconds !== undefined || message.isAuthoritative || message.isRecursive;
  const ttlSeconds = Math.min(way.ttlSeconds, seconds ?? limits.dnsFailedSeconds);
  if (message.rcode === RCODE_NAME_ABSENT && isAnswered) return { ...way, status: "absent", kind: "name", ttlSeconds };
  if (way.aliases.length > 0 && seconds === undefined) return { ...way, status: "alias" };
  if (!isAnswered) return { status: "failed", because: "server-failed" };
  return { ...way, status: "absent", kind: "type", ttlSeconds };
}

/** Whether there are records in the answer, and none of them is the name's own. */
function isBesideThePoint({ bytes, answers }: WireMessage, name: string): boolean {
  const isOwn = (frame: Frame): boolean => frame.class === CLASS_IN && nameAt(bytes, frame.nameAt)?.toLowerCase() === name;
  return answers.length > 0 && !answers.some(isOwn);
}

/** How long a name or type stays absent (RFC 2308, 5); undefined where no zone above the name says so. */
function absentSeconds({ bytes, authority }: WireMessage, name: string): number | undefined {
  for (const frame of authority) {
    if (frame.type !== typeNumbers.SOA || frame.class !== CLASS_IN) continue;
    const zone = nameAt(bytes, frame.nameAt)?.toLowerCase();
    const value = valueOf(bytes, frame, "SOA");
    if (zone === undefined || typeof value !== "string" || !(zone === "" || isAtOrBelow(name, zone))) continue;
    const minimum = Number(value.slice(value.lastIndexOf(" ") + 1));
    return Math.min(frame.ttlSeconds, minimum, limits.dnsAbsentSecondsMax);
  }
  return undefined;
}
