import type { Dns, DnsAnswer, DnsFailure, DnsType } from "../../model/dns.ts";
import { limits } from "../../model/limits.ts";
import { plainName } from "../../parse/zone/names.ts";
import { AnswerCache, type Kept } from "./cache.ts";
import { DnsClient } from "./client.ts";
import { type Endpoint, systemEndpoints } from "./endpoint.ts";
import { isAskable } from "./question.ts";
import { type Reading, readAnswer } from "./read-answer.ts";

/** Whom to ask, and how. Everything has a default. */
export interface LiveDnsOptions {
  /** Resolvers, the first of which is asked as long as it answers; those of this machine by default. */
  readonly servers?: readonly Endpoint[];
  /** Milliseconds for the first try of a question. */
  readonly timeoutMs?: number;
  /** A clock that never goes back, in milliseconds; answers are remembered by it. */
  readonly nowMs?: () => number;
}

const nameInvalid: Promise<DnsAnswer> = Promise.resolve({ status: "failed", because: "name-invalid" });

/** Asks resolvers over the network, each question once as long as its answer holds. */
export function liveDns(options: LiveDnsOptions = {}): Dns {
  const { servers = systemEndpoints(), timeoutMs = limits.dnsTimeoutMs, nowMs = () => performance.now() } = options;
  const client = new DnsClient({ endpoints: servers, timeoutMs });
  const cache = new AnswerCache(nowMs);
  return {
    lookup: (written, type) => {
      const name = plainName(written);
      return isAskable(name) ? cache.get(`${type} ${name}`, () => resolved(client, name, type)) : nameInvalid;
    },
  };
}

/** Asks on for as long as answers end in an alias: servers that know one zone alone leave that to who asks. */
async function resolved(client: DnsClient, name: string, type: DnsType): Promise<Kept> {
  const aliases: string[] = [];
  let ttlSeconds: number = limits.dnsFoundSecondsMax;
  let isAuthenticated = true;
  for (let asked = name; ; ) {
    const reading = await client.ask({
      name: asked,
      type,
      recursion: "desired",
      read: (message) => readAnswer(message, asked, type),
    });
    if (reading.status === "failed") return failed(reading.because);
    if (reading.status === "endless" || reading.aliases.some((alias) => alias === name || aliases.includes(alias)))
      return endless;
    aliases.push(...reading.aliases);
    if (aliases.length > limits.dnsAliasesMax) return endless;
    ttlSeconds = Math.min(ttlSeconds, reading.ttlSeconds);
    isAuthenticated &&= reading.isAuthenticated;
    if (reading.status !== "alias")
      return { answer: answerOf({ ...reading, isAuthenticated }, aliases, ttlSeconds), seconds: ttlSeconds };
    asked = aliases.at(-1) ?? asked;
  }
}

function failed(because: DnsFailure): Kept {
  return { answer: { status: "failed", because }, seconds: limits.dnsFailedSeconds };
}

const endless: Kept = failed("server-failed");

function answerOf(
  reading: Exclude<Reading, { readonly status: "alias" | "endless" | "failed" }>,
  followed: readonly string[],
  ttlSeconds: number,
): DnsAnswer {
  const aliases = followed.length > 0 ? { aliases: followed } : {};
  if (reading.status === "absent") return { status: "absent", kind: reading.kind, ...aliases };
  const records = followed.length > 0 ? reading.records.map((record) => ({ ...record, ttlSeconds })) : reading.records;
  return { status: "found", records, isAuthenticated: reading.isAuthenticated, ...aliases };
}
