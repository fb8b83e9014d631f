import * as v from "valibot";
import { type Dns, type DnsAnswer, dnsFailures, dnsTypes } from "../model/dns.ts";
import { type Policies, policyFailures } from "../model/policy.ts";
import { failed, ok, type Result } from "../model/result.ts";
import { schemaWords } from "../model/schema-words.ts";
import { isIpv4, isIpv6 } from "../parse/zone/addresses.ts";
import { nameFault, plainName } from "../parse/zone/names.ts";

/** A time to live has 32 bits (RFC 2181, 8, leaves the first unused). */
const TTL_MAX = 4_294_967_295;

const record = v.pipe(
  v.strictObject({
    type: v.picklist(dnsTypes),
    name: v.optional(v.string()),
    ttlSeconds: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(TTL_MAX)), 0),
    value: v.union([v.string(), v.array(v.string())]),
  }),
  v.check(({ type, value }) => type !== "A" || isAddress(value, isIpv4), "the value of an A record is no IPv4 address"),
  v.check(({ type, value }) => type !== "AAAA" || isAddress(value, isIpv6), "the value of an AAAA record is no IPv6 address"),
);

function isAddress(value: string | readonly string[], test: (text: string) => boolean): boolean {
  return typeof value === "string" && test(value);
}

const question = { name: v.string(), type: v.picklist(dnsTypes) };

const aliases = v.exactOptional(v.array(v.string()));

const answer = v.variant("status", [
  v.strictObject({
    ...question,
    status: v.literal("found"),
    records: v.pipe(v.array(record), v.minLength(1)),
    aliases,
    isAuthenticated: v.exactOptional(v.boolean()),
  }),
  v.strictObject({ ...question, status: v.literal("absent"), kind: v.optional(v.picklist(["name", "type"]), "name"), aliases }),
  v.strictObject({ ...question, status: v.literal("failed"), because: v.picklist(dnsFailures) }),
]);

const host = { host: v.string() };

const policy = v.variant("status", [
  v.strictObject({ ...host, status: v.literal("found"), text: v.string(), contentType: v.optional(v.string(), "text/plain") }),
  v.strictObject({ ...host, status: v.literal("absent"), httpStatus: v.optional(v.number(), 404) }),
  v.strictObject({ ...host, status: v.literal("failed"), because: v.picklist(policyFailures) }),
]);

const recording = v.strictObject({
  version: v.literal(1),
  answers: v.array(answer),
  policies: v.optional(v.array(policy), []),
});

/** What a recording answers. */
export interface Replay {
  readonly dns: Dns;
  readonly policies: Policies;
}

/**
 * Answers from a recording: `{"version":1,"answers":[{"name","type","status", …}]}`, where `status` is `found` with
 * `records` (each `type`, `value`, and `ttlSeconds` where known), `absent` with `kind` (`name` or `type`), or `failed`
 * with `because`. The later of two answers to one question holds; a question that is not in it has no answer. MTA-STS
 * policies may stand beside: `"policies":[{"host","status", …}]`, where `status` is `found` with `text` and
 * `contentType`, `absent` with `httpStatus`, or `failed` with `because`.
 */
export function replay(value: unknown): Result<Replay> {
  const parsed = v.safeParse(recording, value);
  if (!parsed.success) return failed(unfit(parsed.issues[0]));
  const answers = new Map<string, DnsAnswer>();
  for (const { name, type, ...rest } of parsed.output.answers) {
    const asked = plainName(name);
    answers.set(`${type} ${asked}`, rest.status === "found" ? { ...rest, records: rest.records.map(named(asked)) } : rest);
  }
  const lookup: Dns["lookup"] = (name, type) => {
    const asked = plainName(name);
    if (nameFault(asked) !== undefined) return Promise.resolve({ status: "failed", because: "name-invalid" });
    return Promise.resolve(answers.get(`${type} ${asked}`) ?? { status: "failed", because: "not-recorded" });
  };
  const policies = new Map(parsed.output.policies.map(({ host: name, ...rest }) => [plainName(name), rest]));
  const fetch: Policies["fetch"] = (name) =>
    Promise.resolve(policies.get(plainName(name)) ?? { status: "failed", because: "not-recorded" });
  return ok({ dns: { lookup }, policies: { fetch } });
}

/** The DNS of a {@link replay} alone. */
export function replayDns(value: unknown): Result<Dns> {
  const replayed = replay(value);
  return replayed.ok ? ok(replayed.value.dns) : replayed;
}

function named(asked: string) {
  return ({ name, ...rest }: v.InferOutput<typeof record>) => ({ ...rest, name: name === undefined ? asked : plainName(name) });
}

const FORM = '{"version":1,"answers":[{"name":"example.com","type":"TXT","status":"found","records":[…]}]}';

function unfit(issue: v.BaseIssue<unknown>) {
  const path = (issue.path ?? []).map(({ key }) => String(key)).join(".");
  const where = path === "" ? "" : `${path}: `;
  const { expected, received } = issue;
  const zh = expected === null ? issue.message : `应为 ${schemaWords(expected).zh}，实际为 ${schemaWords(received).zh}`;
  return {
    code: "data-invalid",
    message: {
      en: `The recording of DNS answers cannot be used: ${where}${issue.message}.`,
      zh: `无法使用 DNS 应答记录：${where}${zh}。`,
    },
    hint: { en: `It has the form ${FORM}.`, zh: `格式为 ${FORM}。` },
  } as const;
}
