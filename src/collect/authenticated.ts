import type { Envelope } from "../model/authentication.ts";
import type { Dns } from "../model/dns.ts";
import type { Document } from "../model/document.ts";
import { receivedEnvelope } from "../parse/authentication/envelope.ts";
import { bytesIn } from "../parse/message/raw.ts";
import { authenticate } from "./authenticate.ts";

/** What is known of how messages came, and whom to ask about their senders. */
export interface Witness {
  /** Undefined to ask nobody. */
  readonly dns: Dns | undefined;
  readonly nowMs: number;
  readonly envelope: Envelope | undefined;
  /** Whether what the newest Received field says is believed where no envelope is given. */
  readonly trustsReceived: boolean;
}

/** A message with what can be proved of its sender; any other document as it is. */
export async function withAuthentication(document: Document, witness: Witness): Promise<Document> {
  const { headers } = document.parts;
  const raw = document.sources[0]?.text;
  if (document.kind !== "message" || !headers || raw === undefined) return document;
  const { dns, nowMs, trustsReceived } = witness;
  const envelope = witness.envelope ?? (trustsReceived ? receivedEnvelope(headers) : undefined);
  const bytes = dns ? bytesIn(raw, { start: 0, end: raw.length }) : new Uint8Array();
  const authentication = await authenticate(bytes, headers, { dns, nowMs, envelope });
  const { authentication: _, ...gaps } = document.gaps;
  return { ...document, parts: { ...document.parts, authentication }, gaps };
}
