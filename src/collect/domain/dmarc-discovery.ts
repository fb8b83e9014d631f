import type { DmarcDiscovery, DmarcPolicies, DmarcRecord, DmarcStep } from "../../model/domain/dmarc.ts";
import { limits } from "../../model/limits.ts";
import { isDmarcRecord, isMeantForDmarc, readDmarc } from "../../parse/records/dmarc.ts";
import { isPublicSuffix } from "../../parse/text/organisation.ts";
import type { Asking } from "./asking.ts";

/** What stands at the `_dmarc` name of a domain. */
export async function stepAt(asking: Asking, domain: string): Promise<DmarcStep> {
  const texts = await asking.textsAt(`_dmarc.${domain}`, "TXT");
  if (typeof texts === "string") return { domain, found: "lookup-failed", records: [], otherTexts: [] };
  const records = texts.filter(({ text }) => isMeantForDmarc(text)).map((record) => ({ record, ...readDmarc(record.text) }));
  const counting = texts.filter(({ text }) => isDmarcRecord(text)).length;
  const found = counting === 0 ? "none" : counting === 1 ? "record" : "several";
  return { domain, found, records, otherTexts: texts.filter(({ text }) => !isMeantForDmarc(text)) };
}

/** The walk of RFC 9989, 4.10: from a domain up to the root, or to a record that says where the organisation ends. */
export async function walk(asking: Asking, from: string): Promise<readonly DmarcStep[]> {
  const steps: DmarcStep[] = [];
  const names = walkedNames(from);
  asking.prefetch(names.map((domain) => [`_dmarc.${domain}`, "TXT"]));
  for (const domain of names) {
    const step = await stepAt(asking, domain);
    steps.push(step);
    if (recordOf(step) && recordOf(step)?.psd !== "u") break;
  }
  return steps;
}

/** The names asked: the domain, and its parents of seven labels or fewer; at most `limits.dmarcStepsMax`. */
export function walkedNames(domain: string): readonly string[] {
  const labels = domain.split(".");
  const from = Math.max(1, labels.length - (limits.dmarcStepsMax - 1));
  return [domain, ...labels.slice(from).map((_, at) => labels.slice(from + at).join("."))];
}

/** The one record of a step that counts; undefined also for one that cannot be read. */
export function recordOf({ found, records }: DmarcStep): DmarcRecord | undefined {
  return found === "record" ? records.find(({ record }) => isDmarcRecord(record.text))?.value : undefined;
}

/** The tag of a record further up that is meant for a domain: another one for names that do not exist (RFC 9989, 4.7). */
export async function inheritedTag(asking: Asking, domain: string): Promise<"sp" | "np"> {
  const answer = await asking.lookup(domain, "TXT");
  return answer.status === "absent" && answer.kind === "name" ? "np" : "sp";
}

/** What the walk finds for its first name. Undefined where a lookup failed that may have found it. */
export function byTree(steps: readonly DmarcStep[], tag: "sp" | "np"): DmarcDiscovery | undefined {
  const [own, ...above] = steps;
  // What a zone or recording does not cover above the registered names is most likely nothing.
  if (!own || above.some(({ found, domain }) => found === "lookup-failed" && !isPublicSuffix(domain))) return undefined;
  const organizationalDomain = organisationIn(steps);
  if (own.found === "record")
    return { organizationalDomain, policyDomain: own.domain, ...applied(recordOf(own)?.byRfc9989, recordOf(own), "p") };
  const inherited =
    steps.find(({ domain, found }) => domain === organizationalDomain && found === "record") ??
    above.find((step) => recordOf(step)?.psd === "y");
  if (!inherited) return { organizationalDomain, ...nothing };
  const record = recordOf(inherited);
  const policies = record?.byRfc9989;
  return { organizationalDomain, policyDomain: inherited.domain, ...applied(policies, record, tag) };
}

/** Which domain is the organisation (RFC 9989, 4.10.2). */
function organisationIn(steps: readonly DmarcStep[]): string {
  const [own, ...above] = steps;
  const bounded = steps.find((step) => recordOf(step)?.psd === "n");
  if (bounded) return bounded.domain;
  const suffix = above.find((step) => recordOf(step)?.psd === "y");
  if (suffix) return steps[steps.indexOf(suffix) - 1]?.domain ?? suffix.domain;
  return steps.findLast(({ found }) => found === "record")?.domain ?? own?.domain ?? "";
}

/** What the public suffix list finds (RFC 7489, 6.6.3): the domain's own record, else that of its organisation. */
export function bySuffix(own: DmarcStep, organisation: DmarcStep): DmarcDiscovery | undefined {
  const organizationalDomain = organisation.domain;
  if (own.found === "record")
    return { organizationalDomain, policyDomain: own.domain, ...applied(recordOf(own)?.byRfc7489, recordOf(own), "p") };
  if (organisation.found === "lookup-failed") return undefined;
  if (organisation.found !== "record" || organisation.domain === own.domain) return { organizationalDomain, ...nothing };
  const record = recordOf(organisation);
  return { organizationalDomain, policyDomain: organisation.domain, ...applied(record?.byRfc7489, record, "sp") };
}

const nothing = { policyDomain: undefined, policy: undefined, tag: undefined } as const;

/** The policy that a wanted tag gives, and the tag that stands in where it is not written. */
function applied(
  policies: DmarcPolicies | undefined,
  record: DmarcRecord | undefined,
  wanted: "p" | "sp" | "np",
): Pick<DmarcDiscovery, "policy" | "tag"> {
  if (!policies || !record) return { policy: undefined, tag: undefined };
  const order = { p: ["p"], sp: ["sp", "p"], np: ["np", "sp", "p"] } as const;
  const tag = order[wanted].find((name) => record.tags.some((each) => each.name === name));
  const policy = { p: policies.domain, sp: policies.subdomains, np: policies.absentSubdomains }[wanted];
  return { policy, tag: tag ?? "p" };
}
