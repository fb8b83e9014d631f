import type { DnsRecord, DnsType } from "../../model/dns.ts";
import { dnsTypes } from "../../model/dns.ts";
import { limits } from "../../model/limits.ts";
import type { ServerAnswer, ServerQuestion, ServerReply } from "../../model/servers.ts";
import { plainName } from "../../parse/zone/names.ts";
import { DnsClient } from "./client.ts";
import type { Endpoint } from "./endpoint.ts";
import { CLASS_IN, type Frame, readMessage, type WireMessage } from "./message.ts";
import { Chance, echoOf, encodeQuestion, isAskable } from "./question.ts";
import { askTcp } from "./tcp.ts";
import { nameAt, typeNumbers, valueOf } from "./values.ts";

/** The question for one server, and how long it is waited for. */
export interface TimedQuestion extends Omit<ServerQuestion, "way"> {
  /** `udp` where it is not said. */
  readonly way?: ServerQuestion["way"];
  /** Milliseconds for the first try; over TCP, the only one. */
  readonly timeoutMs?: number;
}

/** Asks one server without remembering; for what itself knows, but for a resolver. Whatever it answers is an answer. */
export async function askServer(endpoint: Endpoint, question: TimedQuestion): Promise<ServerReply> {
  const { timeoutMs = limits.dnsTimeoutMs, type, way = "udp" } = question;
  const name = plainName(question.name);
  if (way === "tcp") return overTcp(endpoint, name, type, timeoutMs);
  const client = new DnsClient({ endpoints: [endpoint], timeoutMs, edns: way === "plain" ? "without" : "with" });
  const recursion = way === "resolver" ? "desired" : "not-desired";
  const answer = await client.ask({ name, type, recursion, read: wholeOf });
  client.close();
  return answer;
}

async function overTcp(endpoint: Endpoint, name: string, type: DnsType, timeoutMs: number): Promise<ServerReply> {
  if (!isAskable(name)) return { status: "failed", because: "name-invalid" };
  const chance = new Chance();
  const sent = encodeQuestion(name, type, { recursion: "not-desired", edns: "with", letters: "lower" }, chance);
  sent.writeUInt16BE(chance.twoBytes(), 0);
  const answer = await askTcp(endpoint, sent, timeoutMs);
  if (typeof answer === "string") return { status: "failed", because: answer };
  const message = echoOf(answer, sent) === "none" ? undefined : readMessage(answer);
  return message ? wholeOf(message) : { status: "failed", because: "malformed" };
}

function wholeOf(message: WireMessage): ServerAnswer {
  const { bytes, rcode, isAuthoritative, isRecursive, hasEdns } = message;
  const recordsOf = (frames: readonly Frame[]) => frames.flatMap((frame) => recordOf(bytes, frame));
  return {
    status: "answered",
    rcode: rcodes[rcode] ?? `RCODE${rcode}`,
    isAuthoritative,
    isRecursive,
    hasEdns,
    answers: recordsOf(message.answers),
    authority: recordsOf(message.authority),
    additional: recordsOf(message.additional),
  };
}

/** Names of the codes (IANA, DNS RCODEs). */
const rcodes: Readonly<Record<number, string>> = {
  0: "NOERROR",
  1: "FORMERR",
  2: "SERVFAIL",
  3: "NXDOMAIN",
  4: "NOTIMP",
  5: "REFUSED",
  9: "NOTAUTH",
};

function recordOf(bytes: Buffer, frame: Frame): readonly DnsRecord[] {
  const type = dnsTypes.find((each) => typeNumbers[each] === frame.type);
  const name = nameAt(bytes, frame.nameAt)?.toLowerCase();
  if (type === undefined || name === undefined || frame.class !== CLASS_IN) return [];
  const value = valueOf(bytes, frame, type);
  return value === undefined ? [] : [{ type, name, ttlSeconds: frame.ttlSeconds, value }];
}
