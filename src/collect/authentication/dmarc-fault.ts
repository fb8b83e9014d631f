import type { DmarcFault } from "../../model/authentication.ts";
import type { Dns } from "../../model/dns.ts";
import type { Gap } from "../../model/document.ts";
import { textOf } from "../../model/record-value.ts";
import { dmarcFaultOf } from "../../parse/authentication/dmarc-fault.ts";
import { isMeantForDmarc } from "../../parse/records/dmarc.ts";
import { organisationOf } from "../../parse/text/organisation.ts";
import { plainName } from "../../parse/zone/names.ts";

/** What is wrong with the record that the author's domain, or else its organisation, publishes. */
export async function dmarcFault(authorDomain: string, dns: Dns): Promise<DmarcFault | Gap | undefined> {
  const author = plainName(authorDomain);
  for (const domain of new Set([author, organisationOf(author)])) {
    const name = `_dmarc.${domain}`;
    const answer = await dns.lookup(name, "TXT");
    if (answer.status === "failed" && answer.because !== "name-invalid") return "lookup-failed";
    if (answer.status !== "found") continue;
    const texts = answer.records.map(({ value }) => textOf(value));
    if (!texts.some(isMeantForDmarc)) continue;
    const fault = dmarcFaultOf(texts);
    return fault && { domain: name, ...fault };
  }
  return undefined;
}
