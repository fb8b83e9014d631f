import type { Dns } from "../../model/dns.ts";
import type { Document, Gap, Parts } from "../../model/document.ts";
import type { DomainQuestion } from "../../model/domain/question.ts";
import type { Policies } from "../../model/policy.ts";
import type { Servers } from "../../model/servers.ts";
import { collectAliases } from "./aliases.ts";
import { Asking, type DomainPart, type Slice } from "./asking.ts";
import { collectBimi } from "./bimi.ts";
import { collectCaa } from "./caa.ts";
import { collectDkim } from "./dkim.ts";
import { collectDmarc } from "./dmarc.ts";
import { collectDnssec } from "./dnssec.ts";
import { collectExpected } from "./expected/collect-expected.ts";
import { collectHosts } from "./hosts.ts";
import { collectListings } from "./listings.ts";
import { collectMailTtls } from "./mail-ttls.ts";
import { collectMtaSts } from "./mta-sts.ts";
import { collectMx } from "./mx.ts";
import { collectNameServers, collectSoa } from "./name-servers.ts";
import { collectPropagation } from "./propagation/collect-propagation.ts";
import { collectSenders } from "./senders/collect-senders.ts";
import { collectConnections } from "./senders/connections.ts";
import { collectSpf } from "./spf.ts";
import { collectTlsRpt } from "./tls-rpt.ts";
import { collectTlsa } from "./tlsa.ts";
import { collectWildcard } from "./wildcard.ts";
import { collectZoneFile } from "./zone-file.ts";

/**
 * Asks the DNS all that rules may want to know of a domain. Never rejects: a part that rests on a failed lookup is a gap.
 * The slices go one after another, so that the same answers give the same document; one line a kind of record.
 */
export async function collectDomain(
  question: DomainQuestion,
  dns: Dns,
  policies?: Policies,
  servers?: Servers,
): Promise<Document> {
  const asking = new Asking(question, dns, policies, servers);
  asking.prefetch(firstQuestions(question.domain));
  const taken: Taken = { parts: {}, gaps: {} };
  await take(taken, "spf", collectSpf, asking);
  await take(taken, "dkim", collectDkim, asking);
  await take(taken, "dmarc", collectDmarc, asking);
  await take(taken, "mx", collectMx, asking);
  await take(taken, "expected", collectExpected, asking);
  await take(taken, "mtaSts", collectMtaSts, asking);
  await take(taken, "tlsRpt", collectTlsRpt, asking);
  await take(taken, "bimi", collectBimi, asking);
  await take(taken, "dnssec", collectDnssec, asking);
  await take(taken, "tlsa", collectTlsa, asking);
  await take(taken, "nameServers", collectNameServers, asking);
  await take(taken, "soa", collectSoa, asking);
  await take(taken, "mailTtls", collectMailTtls, asking);
  await take(taken, "wildcard", collectWildcard, asking);
  await take(taken, "aliases", collectAliases, asking);
  await take(taken, "caa", collectCaa, asking);
  await take(taken, "zoneFile", collectZoneFile, asking);
  await take(taken, "hosts", collectHosts, asking);
  await take(taken, "listings", collectListings, asking);
  await take(taken, "senders", collectSenders, asking);
  await take(taken, "connections", collectConnections, asking);
  await take(taken, "propagation", collectPropagation, asking);
  taken.parts.lookups = await asking.lookups();
  return { name: question.domain, kind: "domain", sources: asking.sources, ...taken };
}

interface Taken {
  readonly parts: { -readonly [P in DomainPart]?: Parts[P] };
  readonly gaps: { -readonly [P in DomainPart]?: Gap };
}

async function take<P extends DomainPart>({ parts, gaps }: Taken, name: P, slice: Slice<P>, asking: Asking): Promise<void> {
  const part = await slice(asking);
  if (typeof part === "string") gaps[name] = part;
  else parts[name] = part;
}

function firstQuestions(domain: string): Parameters<Asking["prefetch"]>[0] {
  return [
    [domain, "TXT"],
    [domain, "MX"],
    [`_domainkey.${domain}`, "TXT"],
    [`_dmarc.${domain}`, "TXT"],
    [`_smtp._tls.${domain}`, "TXT"],
    [`_mta-sts.${domain}`, "TXT"],
    [`default._bimi.${domain}`, "TXT"],
    [domain, "NS"],
  ];
}
