import { authenticate } from "../../src/collect/authenticate.ts";
import type { Authentication, Envelope } from "../../src/model/authentication.ts";
import type { Dns } from "../../src/model/dns.ts";
import type { Headers } from "../../src/model/message.ts";
import { parseMessage } from "../../src/parse/message/parse-message.ts";

/** The bytes of a message written with LF, one a unit. */
export function messageBytes(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text.replace(/\r?\n/g, "\r\n"), "latin1"));
}

const noHeaders: Headers = {
  fields: [],
  fieldCount: 0,
  isDraft: true,
  from: [],
  sender: [],
  replyTo: [],
  to: [],
  cc: [],
  date: undefined,
  sizeBytes: 0,
};

/** The header of a message; one without a field for a message that is empty. */
export function headersOf(bytes: Uint8Array): Headers {
  const document = parseMessage({ name: "test.eml", bytes });
  return (document.ok ? document.value.parts.headers : undefined) ?? noHeaders;
}

/** How a test has a message authenticated. */
export interface Asking {
  readonly dns?: Dns;
  readonly nowMs?: number;
  readonly envelope?: Envelope;
}

/** Authenticates a message at noon of the first day of 2026, unless told otherwise. */
export function authenticated(message: string | Uint8Array, asking: Asking = {}): Promise<Authentication> {
  const bytes = typeof message === "string" ? messageBytes(message) : message;
  const { dns, nowMs = Date.UTC(2026, 0, 1, 12), envelope } = asking;
  return authenticate(bytes, headersOf(bytes), { dns, nowMs, envelope });
}
