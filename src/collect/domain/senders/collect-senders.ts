import type { DomainQuestion } from "../../../model/domain/question.ts";
import type { Sender } from "../../../model/domain/sender.ts";
import type { SenderRow } from "../../../model/domain/senders.ts";
import { limits } from "../../../model/limits.ts";
import { isAtOrBelow } from "../../../parse/zone/names.ts";
import type { Asking, Slice } from "../asking.ts";
import { causesOf } from "./causes.ts";
import { cellsOf } from "./cells.ts";
import { senderDkim } from "./dkim.ts";
import { senderDmarc } from "./dmarc.ts";
import { senderSpf } from "./spf.ts";

/** What receivers make of each declared source of the domain's mail. */
export const collectSenders: Slice<"senders"> = async (asking) => {
  const senders = sendersFor(asking.question);
  if (senders.length === 0) return asking.question.senders.length > 0 ? "senders-of-others" : "senders-not-given";
  const rows: SenderRow[] = [];
  for (const sender of senders) rows.push(await rowOf(asking, sender));
  return { domain: asking.domain, table: asking.question.requirements, rows };
};

/** Those that write in the name of the domain, or of one below it. */
export function sendersFor({ senders, domain }: DomainQuestion): readonly Sender[] {
  return senders.filter(({ fromDomain }) => isAtOrBelow(fromDomain, domain)).slice(0, limits.sendersMax);
}

async function rowOf(asking: Asking, sender: Sender): Promise<SenderRow> {
  const spf = await senderSpf(asking, sender);
  const dkim = await senderDkim(asking, sender);
  const dmarc = await senderDmarc(asking, sender.fromDomain, { spf, dkim });
  const judged = { spf, dkim, dmarc };
  const cells = cellsOf(judged, asking.question.requirements);
  return { sender, ...judged, cells, causes: causesOf(judged, sender.fromDomain, asking.domain) };
}
