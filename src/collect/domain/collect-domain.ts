import type { Dns } from "../../model/dns.ts";
import type { Document, Gap, Parts } from "../../model/document.ts";
import type { DomainQuestion } from "../../model/domain/question.ts";
import { Asking, type DomainPart, type Slice } from "./asking.ts";
import { collectDkim } from "./dkim.ts";
import { collectDmarc } from "./dmarc.ts";
import { collectTlsRpt } from "./tls-rpt.ts";

/**
 * Asks the DNS all that rules may want to know of a domain. Never rejects: a part that rests on a failed lookup is a gap.
 * The slices go one after another, so that the same answers give the same document; one line a kind of record.
 */
export async function collectDomain(question: DomainQuestion, dns: Dns): Promise<Document> {
  const asking = new Asking(question, dns);
  asking.prefetch(firstQuestions(question.domain));
  const taken: Taken = { parts: {}, gaps: {} };
  await take(taken, "dkim", collectDkim, asking);
  await take(taken, "dmarc", collectDmarc, asking);
  await take(taken, "tlsRpt", collectTlsRpt, asking);
  taken.parts.lookups = asking.lookups();
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
    [`_dmarc.${domain}`, "TXT"],
    [`_smtp._tls.${domain}`, "TXT"],
    [`_mta-sts.${domain}`, "TXT"],
    [`default._bimi.${domain}`, "TXT"],
    [domain, "NS"],
  ];
}
