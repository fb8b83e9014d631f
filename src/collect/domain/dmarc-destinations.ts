import type { DmarcStep, DmarcUri, ReportDestination } from "../../model/domain/dmarc.ts";
import { limits } from "../../model/limits.ts";
import { isDmarcRecord } from "../../parse/records/dmarc.ts";
import { organisationOf } from "../../parse/text/organisation.ts";
import type { Asking } from "./asking.ts";

/** The mailboxes that a record has reports sent to: whether each agreed (RFC 9990, 4), and takes mail. Each domain once. */
export async function destinationsOf(asking: Asking, { domain, records }: DmarcStep): Promise<readonly ReportDestination[]> {
  const destinations = new Map<string, ReportDestination>();
  for (const { record, value } of records)
    for (const uri of [...(value?.rua ?? []), ...(value?.ruf ?? [])]) {
      if (uri.domain === undefined || destinations.has(uri.domain) || destinations.size >= limits.dmarcDestinationsMax) continue;
      destinations.set(uri.domain, await destination(asking, domain, { uri, domain: uri.domain, source: record.source }));
    }
  return [...destinations.values()];
}

interface Named {
  readonly uri: DmarcUri;
  readonly domain: string;
  readonly source: number;
}

async function destination(asking: Asking, policyDomain: string, named: Named): Promise<ReportDestination> {
  const leaveName = `${policyDomain}._report._dmarc.${named.domain}`;
  const isOwn = organisationOf(named.domain) === organisationOf(policyDomain);
  const leave = isOwn ? "own" : await leaveAt(asking, leaveName);
  return { ...named, leaveName, leave, mail: await mailAt(asking, named.domain) };
}

async function leaveAt(asking: Asking, name: string): Promise<ReportDestination["leave"]> {
  const texts = await asking.textsAt(name, "TXT");
  if (typeof texts === "string") return "lookup-failed";
  return texts.some(({ text }) => isDmarcRecord(text)) ? "given" : "absent";
}

/** Whether a domain takes mail: by MX, else by its address (RFC 5321, 5.1), unless it says that it takes none (RFC 7505). */
async function mailAt(asking: Asking, domain: string): Promise<ReportDestination["mail"]> {
  const answers = [];
  for (const type of ["MX", "A", "AAAA"] as const) {
    const answer = await asking.lookup(domain, type);
    if (answer.status === "found")
      return type === "MX" && answer.records.every(({ value }) => /^\d+ \.?$/.test(String(value))) ? "refused" : "taken";
    answers.push(answer.status);
  }
  return answers.includes("failed") ? "lookup-failed" : "absent";
}
