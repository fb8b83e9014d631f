import type { DnsRecord, DnsType } from "../../../model/dns.ts";
import type { AskedServer, ComparedQuestion, RememberedAnswer, ServedAnswer } from "../../../model/domain/propagation.ts";
import type { ServerAnswer, ServerReply, Servers, ServerWay } from "../../../model/servers.ts";
import { askOne, wayTo } from "./zone-servers.ts";

/** A name, and the type that is asked for there. */
export type MailQuestion = Pick<ComparedQuestion, "name" | "type">;

/** Asks every server that speaks for the zone, then every resolver, the same questions; each of them one after another. */
export async function compareAnswers(
  servers: Servers,
  serving: readonly AskedServer[],
  questions: readonly MailQuestion[],
): Promise<readonly ComparedQuestion[]> {
  const replies = await Promise.all(serving.map((server) => inOrder(servers, server.address, wayTo(server), questions)));
  const resolved = await Promise.all(servers.resolvers.map((each) => inOrder(servers, each, "resolver", questions)));
  return questions.map((question, at) => {
    const said = serving.map(({ host, address }, index) => ({ server: `${host} (${address})`, reply: replies[index]?.[at] }));
    const served = servedAnswers(question, said);
    const remembered = servers.resolvers.map((resolver, index) =>
      rememberedBy(resolver, resolved[index]?.[at], question, served),
    );
    return { ...question, served, remembered };
  });
}

async function inOrder(
  servers: Servers,
  server: string,
  way: ServerWay,
  questions: readonly MailQuestion[],
): Promise<readonly ServerReply[]> {
  const replies: ServerReply[] = [];
  for (const question of questions) replies.push(await askOne(servers, server, { ...question, way }));
  return replies;
}

interface Said {
  readonly server: string;
  readonly reply: ServerReply | undefined;
}

/** A name that the zone has given away is not spoken for: its answers are left out. */
function servedAnswers(question: MailQuestion, said: readonly Said[]): readonly ServedAnswer[] {
  const byMeaning = new Map<string, { values: readonly string[]; servers: string[]; ttlSeconds: number }>();
  for (const { server, reply } of said) {
    if (!isSure(reply) || !reply.isAuthoritative) continue;
    const values = valuesIn(reply, question);
    const same = byMeaning.get(meaningOf(values));
    if (same) same.servers.push(server);
    else byMeaning.set(meaningOf(values), { values, servers: [server], ttlSeconds: ttlOf(reply, question) });
  }
  return [...byMeaning.values()].sort((one, other) => other.servers.length - one.servers.length);
}

function rememberedBy(
  resolver: string,
  reply: ServerReply | undefined,
  question: MailQuestion,
  served: readonly ServedAnswer[],
): RememberedAnswer {
  if (!isSure(reply)) return { resolver, state: "unknown", values: [], ttlSeconds: 0 };
  const values = valuesIn(reply, question);
  const isServed = served.some((each) => meaningOf(each.values) === meaningOf(values));
  const state = served.length === 0 ? "unknown" : isServed ? "same" : "old";
  return { resolver, state, values, ttlSeconds: ttlOf(reply, question) };
}

function isSure(reply: ServerReply | undefined): reply is ServerAnswer {
  return reply?.status === "answered" && (reply.rcode === "NOERROR" || reply.rcode === "NXDOMAIN");
}

/** Sets of values that mean the same have the same text. */
function meaningOf(values: readonly string[]): string {
  return JSON.stringify(values);
}

/** What stands at the name itself, an alias or records of the type, in an order and a case that say nothing. */
function valuesIn(reply: ServerAnswer, question: MailQuestion): readonly string[] {
  const values = ownRecords(reply, question).map((record) => valueOf(record, question.type));
  return [...new Set(values)].sort();
}

function ownRecords({ answers }: ServerAnswer, { name, type }: MailQuestion): readonly DnsRecord[] {
  return answers.filter((record) => record.name === name && (record.type === type || record.type === "CNAME"));
}

function valueOf({ type, value }: DnsRecord, asked: DnsType): string {
  if (type === "TXT") return typeof value === "string" ? value : value.join("");
  const text = (typeof value === "string" ? value : value.join(" ")).toLowerCase();
  return type === asked ? text : `${type} ${text}`;
}

/** The shortest time of the records; of none, for how long that is remembered (RFC 2308, 5). */
function ttlOf(reply: ServerAnswer, question: MailQuestion): number {
  const own = ownRecords(reply, question);
  const records = own.length > 0 ? own : reply.authority.filter(({ type }) => type === "SOA");
  return records.length === 0 ? 0 : Math.min(...records.map(({ ttlSeconds }) => ttlSeconds));
}
