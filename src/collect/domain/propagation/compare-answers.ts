import type { DnsRecord } from "../../../model/dns.ts";
import type { AskedServer, ComparedQuestion, RememberedAnswer, ServedAnswer } from "../../../model/domain/propagation.ts";
import { limits } from "../../../model/limits.ts";
import { textOf } from "../../../model/record-value.ts";
import type { ServerAnswer, ServerReply, Servers, ServerWay } from "../../../model/servers.ts";
import { meaningOf } from "../../../parse/records/meaning.ts";
import { readSoa } from "../../../parse/records/soa.ts";
import { isAtOrBelow } from "../../../parse/zone/names.ts";
import { askOne, wayTo } from "./zone-servers.ts";

/** A name, and the type that is asked for there. */
export type MailQuestion = Pick<ComparedQuestion, "name" | "type">;

/** Asks every server that speaks for a zone, and every resolver, the same questions; each of them one after another. */
export async function compareAnswers(
  servers: Servers,
  zone: string,
  serving: readonly AskedServer[],
  questions: readonly MailQuestion[],
): Promise<readonly ComparedQuestion[]> {
  const [replies, resolved] = await Promise.all([
    Promise.all(serving.map((server) => inOrder(servers, server.address, wayTo(server), questions))),
    Promise.all(servers.resolvers.map((each) => inOrder(servers, each, "resolver", questions))),
  ]);
  return questions.map((question, at) => {
    const said = serving.map(({ host, address }, index) => ({ host, address, reply: replies[index]?.[at] }));
    const served = servedAnswers(question, said);
    const remembered = servers.resolvers.map((resolver, index) =>
      rememberedBy(resolver, resolved[index]?.[at], question, served),
    );
    return { ...question, served, silent: silentHosts(question, zone, said), remembered };
  });
}

/** A server that was silent a few times is not waited for any longer: what is left has no answer. */
async function inOrder(
  servers: Servers,
  server: string,
  way: ServerWay,
  questions: readonly MailQuestion[],
): Promise<readonly ServerReply[]> {
  const replies: ServerReply[] = [];
  let timeouts = 0;
  for (const question of questions) {
    if (timeouts >= limits.serverTimeoutsMax) break;
    const reply = await askOne(servers, server, { ...question, way });
    if (reply.status === "failed" && reply.because === "timeout") timeouts++;
    replies.push(reply);
  }
  return replies;
}

interface Said {
  readonly host: string;
  readonly address: string;
  readonly reply: ServerReply | undefined;
}

/** A name that the zone has given away is not spoken for: its answers are left out. */
function servedAnswers(question: MailQuestion, said: readonly Said[]): readonly ServedAnswer[] {
  const byMeaning = new Map<string, { values: readonly string[]; servers: string[]; ttlSeconds: number }>();
  for (const { host, address, reply } of said) {
    if (!isServed(reply)) continue;
    const server = `${host} (${address})`;
    const { values, meaning } = saidBy(reply, question);
    const same = byMeaning.get(meaning);
    if (same) same.servers.push(server);
    else byMeaning.set(meaning, { values, servers: [server], ttlSeconds: ttlOf(reply, question) });
  }
  return [...byMeaning.values()].sort((one, other) => other.servers.length - one.servers.length);
}

/** One address of a host that answers is enough; where a name was given away there is nothing to answer. */
function silentHosts({ name }: MailQuestion, zone: string, said: readonly Said[]): readonly string[] {
  const heard = said.filter(({ reply }) => isServed(reply) || isReferral(reply, zone, name));
  const hosts = new Set(said.map(({ host }) => host));
  for (const { host } of heard) hosts.delete(host);
  return [...hosts];
}

function rememberedBy(
  resolver: string,
  reply: ServerReply | undefined,
  question: MailQuestion,
  served: readonly ServedAnswer[],
): RememberedAnswer {
  if (!isResolved(reply, question)) return { resolver, state: "unknown", values: [], ttlSeconds: 0 };
  const { values, meaning } = saidBy(reply, question);
  const isSame = served.some((each) => meaningIn(each.values, question) === meaning);
  const state = served.length === 0 ? "unheld" : isSame ? "same" : "old";
  return { resolver, state, values, ttlSeconds: ttlOf(reply, question) };
}

function isSure(reply: ServerReply | undefined): reply is ServerAnswer {
  return reply?.status === "answered" && (reply.rcode === "NOERROR" || reply.rcode === "NXDOMAIN");
}

function isServed(reply: ServerReply | undefined): reply is ServerAnswer {
  return isSure(reply) && reply.isAuthoritative;
}

/** The name is in a zone below, of which these servers only know who serves it. */
function isReferral(reply: ServerReply | undefined, zone: string, name: string): boolean {
  const cuts = isSure(reply) ? reply.authority.filter(({ type }) => type === "NS") : [];
  return cuts.some((cut) => cut.name !== zone && isAtOrBelow(cut.name, zone) && isAtOrBelow(name, cut.name));
}

/** That nothing is there is the word of the zone (SOA, AA), or of one who asks others (RA); anything else knows nothing of it. */
function isResolved(reply: ServerReply | undefined, question: MailQuestion): reply is ServerAnswer {
  if (!isSure(reply)) return false;
  const isToldAbsent = reply.isAuthoritative || reply.isRecursive || reply.authority.some(({ type }) => type === "SOA");
  return isToldAbsent || ownRecords(reply, question).length > 0;
}

/** What is said, and what that means: the same for all who mean the same. */
interface Saying {
  readonly values: readonly string[];
  readonly meaning: string;
}

/** What stands at the name itself, an alias or records of the type; what means the same is told once. */
function saidBy(reply: ServerAnswer, question: MailQuestion): Saying {
  const byMeaning = new Map<string, string>();
  for (const record of ownRecords(reply, question)) {
    const value = valueOf(record, question);
    byMeaning.set(meaningOf(question.type, value), value);
  }
  const values = [...byMeaning.values()].sort();
  return { values, meaning: meaningIn(values, question) };
}

function meaningIn(values: readonly string[], question: MailQuestion): string {
  return JSON.stringify(values.map((value) => meaningOf(question.type, value)).sort());
}

function ownRecords({ answers }: ServerAnswer, { name, type }: MailQuestion): readonly DnsRecord[] {
  return answers.filter((record) => record.name === name && (record.type === type || record.type === "CNAME"));
}

/** An alias in the place of what was asked for says so. */
function valueOf(record: DnsRecord, { type }: MailQuestion): string {
  const text = textOf(record.value);
  if (record.type === "TXT") return text;
  return record.type === type ? text.toLowerCase() : `${record.type} ${text.toLowerCase()}`;
}

/** The shortest time of the records; of none, for how long that is remembered (RFC 2308, 5). */
function ttlOf(reply: ServerAnswer, question: MailQuestion): number {
  const own = ownRecords(reply, question);
  const times = own.length > 0 ? own.map(({ ttlSeconds }) => ttlSeconds) : absentTimes(reply);
  return times.length === 0 ? 0 : Math.min(...times);
}

function absentTimes({ authority }: ServerAnswer): readonly number[] {
  const soa = authority.find(({ type }) => type === "SOA");
  if (!soa) return [];
  const minimum = readSoa(textOf(soa.value))?.minimumSeconds;
  return minimum === undefined ? [soa.ttlSeconds] : [soa.ttlSeconds, minimum];
}
