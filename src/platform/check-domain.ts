import { collectDomain } from "../collect/domain/collect-domain.ts";
import { domainQuestion } from "../collect/domain/question.ts";
import { judge } from "../engine/judge.ts";
import type { UserOverrides } from "../engine/ruleset.ts";
import { rejectedReport } from "../engine/summarize.ts";
import type { Dns } from "../model/dns.ts";
import type { Document } from "../model/document.ts";
import type { DeclaredSender } from "../model/domain/sender.ts";
import { limits } from "../model/limits.ts";
import type { Report } from "../model/report.ts";
import { failed, ok, type Problem, type Result } from "../model/result.ts";
import type { Waiver } from "../model/waiver.ts";
import { domainName, notName } from "../parse/zone/domain-name.ts";
import { openWorld, type World } from "./dns-source.ts";
import { wrongDomainOption } from "./domain-options.ts";
import { optionText, rulesetOf, unknownWord, waivingFor, wrongNames, wrongRules } from "./options.ts";
import { toolFault } from "./problems.ts";
import { shippedDomainTables } from "./rule-book.ts";
import { sendersFrom } from "./senders.ts";

/** How a domain is judged. Everything has a default. */
export interface CheckDomainOptions {
  /** `tencent-ses` by default. */
  readonly profile?: string;
  /** Changes to rules, by id or `area/*`. */
  readonly rules?: UserOverrides;
  /** What may stay broken for a time. */
  readonly waivers?: readonly Waiver[];
  /** Whom to ask: `live` by default, `zone:FILE`, `replay:FILE`, or a source of your own. */
  readonly dns?: string | Dns;
  /** Resolvers to ask in place of this machine's: `IP`, `IP:PORT`, `[IP]:PORT`, or `https://…` for DNS over HTTPS. */
  readonly servers?: readonly string[];
  /** A zone file whose records are taken for published, whatever else answers. */
  readonly overlay?: string;
  /** DKIM selectors that the domain uses. */
  readonly selectors?: readonly string[];
  /** Addresses that mail is sent from. */
  readonly ips?: readonly string[];
  /** The name that the sending hosts greet with. */
  readonly helo?: string;
  /** The envelope's sender of those addresses, the empty string for the null sender. */
  readonly mailFrom?: string;
  /** Block lists to ask, by zone; all that are known where `ips` are given, else none. */
  readonly lists?: readonly string[];
  /** Ids of providers that mail is sent through, such as `tencent-ses`. */
  readonly esps?: readonly string[];
  /** An answer of a provider's API that says which records it expects. */
  readonly expected?: unknown;
  /** Sources of the domain's mail, as a file of senders declares them. */
  readonly senders?: readonly DeclaredSender[];
  /** The text of the logo for BIMI. */
  readonly logo?: string;
  /** The certificate of the logo, in PEM. */
  readonly markCertificate?: string;
  /** The moment to judge at, in milliseconds since 1970; now by default. */
  readonly nowMs?: number;
}

/** Every option, so that the compiler asks for a new one here. */
const optionNames: Readonly<Record<keyof CheckDomainOptions, true>> = {
  profile: true,
  rules: true,
  waivers: true,
  dns: true,
  servers: true,
  overlay: true,
  selectors: true,
  ips: true,
  helo: true,
  mailFrom: true,
  lists: true,
  esps: true,
  expected: true,
  senders: true,
  logo: true,
  markCertificate: true,
  nowMs: true,
};

/**
 * Judges a domain by what the DNS says of it. Never throws: what is no domain is a report with an `error`, and so is a
 * wrong option. A lookup that failed leaves unjudged what rests on it.
 */
export async function checkDomain(name: string, options: CheckDomainOptions = {}): Promise<Report> {
  const wrong = wrongNames(options, Object.keys(optionNames), optionText) ?? wrongDomainOption(options) ?? wrongName(name);
  const { profile = "tencent-ses" } = wrong ? {} : options;
  const setting = { profile, type: "marketing", typeFrom: "default" } as const;
  const file = asText(name);
  try {
    const report = wrong ? failed(wrong) : await judged(file, profile, options);
    return report.ok ? report.value : rejectedReport(file, setting, report.problem, "domain");
  } catch (fault) {
    return { ...rejectedReport(file, setting, toolFault(file), "domain"), faults: [String(fault)] };
  }
}

function wrongName(name: unknown): Problem | undefined {
  return typeof name === "string" ? undefined : notName(asText(name));
}

/** Callers without types may give anything: what is no text is no domain either. */
function asText(name: unknown): string {
  return typeof name === "string" ? name : String(name).slice(0, limits.excerptUnitsMax);
}

async function judged(name: string, profile: string, options: CheckDomainOptions): Promise<Result<Report>> {
  const { rules = {}, nowMs = Date.now() } = options;
  const domain = domainName(name);
  if (!domain.ok) return domain;
  const wrong = await wrongRules(rules);
  if (wrong) return failed(wrong);
  const waiving = await waivingFor(name, { ...options, nowMs });
  if (!waiving.ok) return waiving;
  const ruleset = await rulesetOf(profile, rules);
  if (!ruleset.ok) return ruleset;
  const document = await collected(domain.value, { ...options, nowMs });
  return document.ok ? ok(judge(document.value, ruleset.value, undefined, waiving.value)) : document;
}

async function collected(domain: string, options: CheckDomainOptions & { readonly nowMs: number }): Promise<Result<Document>> {
  const tables = await shippedDomainTables();
  if (!tables.ok) return tables;
  const ids = tables.value.esps.map(({ id }) => id);
  const unknown = options.esps?.find((id) => !ids.includes(id));
  if (unknown !== undefined) return failed(unknownWord({ en: "provider", zh: "服务商" }, unknown, ids));
  const senders = sendersFrom(options.senders ?? [], ids);
  if (!senders.ok) return senders;
  const world = await worldOf(options);
  if (!world.ok) return world;
  const { dns, policies, zone } = world.value;
  const given = { ...options, senders: senders.value, pasted: options.expected };
  return ok(await collectDomain(domainQuestion(domain, given, tables.value, zone), dns, policies));
}

async function worldOf({ dns = "live", ...options }: CheckDomainOptions): Promise<Result<Pick<World, "dns"> & Partial<World>>> {
  return typeof dns === "string" ? openWorld(dns, options) : ok({ dns });
}
