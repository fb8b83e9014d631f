import * as v from "valibot";
import type { Check, Hit, Sight } from "../../model/check.ts";
import type { DnsType } from "../../model/dns.ts";
import type { Gap } from "../../model/document.ts";
import type {
  AskedServer,
  ComparedQuestion,
  PropagationPart,
  RememberedAnswer,
  ServedAnswer,
} from "../../model/domain/propagation.ts";
import { excerpt } from "../../model/excerpt.ts";
import { meaningOf } from "../../parse/records/meaning.ts";
import { asWritten, noParams, params } from "../params.ts";

type NoParams = Readonly<Record<string, never>>;

/** Finds names for which servers of the zone say different things. */
export const servedAnswersDiffer: Check<"propagation", NoParams> = {
  name: "served-answers-differ",
  part: "propagation",
  facts: ["name", "type", "servers", "answer", "others", "otherAnswer", "serials"],
  parseParams: noParams,
  run: (part) => {
    const serials = serialsOf(part);
    const hits = part.questions.flatMap((question) => differenceIn(question, serials));
    const isOpen = part.questions.some(({ silent }) => silent.length > 0);
    return hits.length === 0 && isOpen ? "lookup-failed" : surely(part, hits);
  },
};

function differenceIn({ name, type, served: [most, other] }: ComparedQuestion, serials: string): readonly Hit[] {
  if (!most || !other) return [];
  const facts = { servers: serversOf(most), answer: answerOf(most), others: serversOf(other), otherAnswer: answerOf(other) };
  return [{ facts: { name, type, ...facts, serials } }];
}

/** Serial numbers by server where they are not all the same: the lower one has yet to be brought up to date. */
function serialsOf({ servers }: PropagationPart): string {
  const serving = servers.filter(({ serial }) => serial !== undefined);
  if (new Set(serving.map(({ serial }) => serial)).size < 2) return "";
  return excerpt(serving.map(({ host, serial }) => `${host} ${serial}`).join(", "));
}

function serversOf({ servers }: ServedAnswer): string {
  return excerpt(servers.join(", "));
}

/** A set of records in few words; `-` for none, which rules have a word for. */
function answerOf({ values }: Pick<ServedAnswer, "values">): string {
  return values.length === 0 ? "-" : excerpt(values.join(" · "));
}

/** Finds name servers that answer and do not speak for the zone (RFC 9499, 7: lame). */
export const nameServerLame: Check<"propagation", NoParams> = {
  name: "name-server-lame",
  part: "propagation",
  facts: ["name", "host", "address", "rcode"],
  parseParams: noParams,
  run: (part) =>
    surely(
      part,
      part.servers
        .filter(({ state }) => state === "lame")
        .map(({ host, address, rcode }) => ({ facts: { name: part.zone, host, address, rcode } })),
    ),
};

interface WayParams {
  readonly way: "tcp" | "edns";
}

const waySchema: v.GenericSchema<unknown, WayParams> = v.strictObject({ way: v.picklist(["tcp", "edns"]) });

/** Finds servers of the zone that do not take a way of asking that others do. */
export const nameServerWay: Check<"propagation", WayParams> = {
  name: "name-server-way",
  part: "propagation",
  facts: ["name", "host", "address"],
  parseParams: params(waySchema, asWritten),
  run: (part, { way }) => {
    const serving = part.servers.filter(({ state }) => state === "serving");
    const hits = serving
      .filter((server) => server[way] === "missing")
      .map(({ host, address }) => ({ facts: { name: part.zone, host, address } }));
    // Where nobody could be reached so, the way may be closed on our side.
    if (hits.length > 0 && !part.open[way]) return "lookup-failed";
    return surely(part, hits);
  },
};

/** Finds names of name servers that the zone above gives and the zone does not, or the other way round. */
export const delegationDiffers: Check<"propagation", NoParams> = {
  name: "delegation-differs",
  part: "propagation",
  facts: ["name", "host", "side"],
  parseParams: noParams,
  run: ({ zone, delegation, ownHosts, servers }) => {
    if (delegation === undefined || ownHosts.length === 0) return "lookup-failed";
    const { hosts } = delegation;
    const above = hosts.filter((host) => !ownHosts.includes(host)).map((host) => ({ host, side: "above" }));
    const own = ownHosts.filter((host) => !hosts.includes(host)).map((host) => ({ host, side: "own" }));
    // Of a lame server another rule tells.
    const lame = new Set(servers.filter(({ state }) => state === "lame").map(({ host }) => host));
    return [...above, ...own].filter(({ host }) => !lame.has(host)).map((facts) => ({ facts: { name: zone, ...facts } }));
  },
};

/** Finds addresses of name servers that the zone above gives and the zone does not have (glue). */
export const glueDiffers: Check<"propagation", NoParams> = {
  name: "glue-differs",
  part: "propagation",
  facts: ["name", "host", "above", "own"],
  parseParams: noParams,
  run: ({ zone, delegation, servers, glue }) => {
    if (delegation === undefined || !servers.some(({ state }) => state === "serving")) return "lookup-failed";
    return glue.map(({ host, above, own }) => ({
      facts: { name: zone, host, above: above.join(", "), own: own.length === 0 ? "-" : own.join(", ") },
    }));
  },
};

/** Finds resolvers that still say what no server of the zone says. */
export const resolverOld: Check<"propagation", NoParams> = {
  name: "resolver-old",
  part: "propagation",
  facts: ["name", "type", "resolver", "answer", "served", "ttlSeconds"],
  parseParams: noParams,
  run: (part) => {
    const all = part.questions.flatMap((question) => question.remembered.map((remembered) => ({ question, remembered })));
    const hits = all.filter(({ remembered }) => remembered.state === "old").map(oldAnswer);
    if (hits.length > 0) return hits;
    const isOpen = all.some(
      ({ question, remembered: { state } }) => state === "unknown" || (state === "unheld" && isUnsaid(part, question)),
    );
    return all.length === 0 || isOpen ? "lookup-failed" : [];
  },
};

/** Nothing is said that could be: of a name in a zone below, servers of this one have nothing to say. */
function isUnsaid({ servers }: PropagationPart, { silent }: ComparedQuestion): boolean {
  return silent.length > 0 || servers.every(({ state }) => state !== "serving");
}

/** Finds records of which resolvers do not all say the same, where no server of the zone says which is right. */
export const resolversDiffer: Check<"propagation", NoParams> = {
  name: "resolvers-differ",
  part: "propagation",
  facts: ["name", "type", "resolver", "answer", "otherResolver", "otherAnswer"],
  parseParams: noParams,
  run: (part) => {
    const hits = part.questions.flatMap(unheldDifferences);
    if (hits.length > 0) return hits;
    const all = part.questions.flatMap(({ remembered }) => remembered);
    return all.length === 0 || all.some(({ state }) => state === "unknown") ? "lookup-failed" : [];
  },
};

/** Each resolver that says something else than the first. */
function unheldDifferences({ name, type, remembered }: ComparedQuestion): readonly Hit[] {
  const [first, ...others] = remembered.filter(({ state }) => state === "unheld");
  if (!first) return [];
  return others
    .filter((other) => meaningIn(other, type) !== meaningIn(first, type))
    .map((other) => ({
      facts: {
        name,
        type,
        resolver: first.resolver,
        answer: answerOf(first),
        otherResolver: other.resolver,
        otherAnswer: answerOf(other),
      },
    }));
}

function meaningIn({ values }: RememberedAnswer, type: DnsType): string {
  return JSON.stringify(values.map((value) => meaningOf(type, value)).sort());
}

function oldAnswer({
  question,
  remembered,
}: {
  readonly question: ComparedQuestion;
  readonly remembered: RememberedAnswer;
}): Hit {
  const { name, type, served } = question;
  const { resolver, ttlSeconds } = remembered;
  const [most] = served;
  return {
    facts: {
      name,
      type,
      resolver,
      answer: answerOf(remembered),
      served: most ? answerOf(most) : "-",
      ttlSeconds: ttlSeconds === 0 ? "" : ttlSeconds,
    },
  };
}

/** Nothing found is sure only where every name server was reached at one address at least. */
function surely(part: PropagationPart, hits: readonly Hit[]): Sight {
  return hits.length > 0 ? hits : (gapOf(part.servers) ?? []);
}

function gapOf(servers: readonly AskedServer[]): Gap | undefined {
  const reached = new Set(servers.filter(({ state }) => state === "serving" || state === "lame").map(({ host }) => host));
  return servers.every(({ host }) => reached.has(host)) ? undefined : "lookup-failed";
}
