import type { Gap } from "../model/document.ts";
import type { ConnectionsPart } from "../model/domain/connections.ts";
import type { SenderDkim, SenderDmarc, SenderRow, SenderSpf, SendersPart } from "../model/domain/senders.ts";
import type { SpfEvaluation } from "../model/spf-evaluation.ts";

/** The sender matrix as the published schema describes it. */
export function jsonSenders({ rows }: SendersPart): readonly object[] {
  return rows.map(jsonRow);
}

/** Each connection with the whole trace of its evaluation. */
export function jsonConnections({ connections }: ConnectionsPart): readonly object[] {
  return connections.map(({ ip, helo, mailFrom, spf, heloSpf }) => ({
    ip,
    helo,
    mailFrom,
    spf,
    heloSpf: typeof heloSpf === "string" ? { because: heloSpf } : heloSpf,
  }));
}

function jsonRow({ sender, spf, dkim, dmarc, cells, causes }: SenderRow): object {
  const { name, provider, fromDomain, mailFrom, purpose } = sender;
  return {
    name,
    provider,
    from: fromDomain,
    mailFrom,
    purpose,
    spf: jsonSpf(spf),
    dkim: jsonDkim(dkim),
    dmarc: { rfc9989: jsonDmarc(dmarc.rfc9989), rfc7489: jsonDmarc(dmarc.rfc7489) },
    cells,
    causes,
  };
}

/** The trace is told of connections that were named; here what came of each address. */
function jsonSpf({ domain, result, checks }: SenderSpf): object {
  return { domain, result, checks: checks.map(({ ip, evaluation }) => ({ ip, ...shortOf(evaluation) })) };
}

function shortOf({ result, problem, lookups, voidLookups }: SpfEvaluation): object {
  return { result, problem: problem?.kind, lookups, voidLookups };
}

function jsonDkim({ name, domain, state, key }: SenderDkim): object {
  return { name, domain, state, type: key?.type, bits: key?.bits };
}

function jsonDmarc(verdict: SenderDmarc | Gap): object {
  return typeof verdict === "string" ? { because: verdict } : verdict;
}
