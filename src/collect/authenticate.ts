import type { Authentication, Author, Envelope } from "../model/authentication.ts";
import type { Dns } from "../model/dns.ts";
import type { Gap } from "../model/document.ts";
import type { Headers } from "../model/message.ts";
import { readClaims } from "../parse/authentication/results.ts";
import { readSignatures } from "../parse/authentication/signatures.ts";
import { compare } from "./authentication/compare.ts";
import type { Known, Proof } from "./authentication/prove.ts";

/** What a message is authenticated with. */
export interface AuthenticateOptions {
  /** Undefined to judge from the header alone. */
  readonly dns: Dns | undefined;
  readonly nowMs: number;
  readonly envelope: Envelope | undefined;
}

/**
 * Says who sent a message, as far as it can be proved. Without DNS only what the header itself shows is known. Never
 * throws; the libraries that verify are loaded when they are first needed.
 */
export async function authenticate(bytes: Uint8Array, headers: Headers, options: AuthenticateOptions): Promise<Authentication> {
  const { dns, nowMs, envelope } = options;
  const { isDraft } = headers;
  const signatures = readSignatures(headers, nowMs);
  const claims = readClaims(headers);
  const known: Known = { bytes, headers, nowMs, isDraft, signatures, envelope };
  const { proof, fault } = dns ? await proofOf(known, dns) : { proof: unproved(known, "offline"), fault: undefined };
  return { nowMs, isDraft, author: authorOf(headers), ...proof, claims, ...compare(claims, proof), fault };
}

/** What a library of strangers throws costs its own verdicts and no other. */
async function proofOf(known: Known, dns: Dns): Promise<{ readonly proof: Proof; readonly fault: string | undefined }> {
  const { prove } = await import("./authentication/prove.ts");
  try {
    return { proof: await prove(known, dns), fault: undefined };
  } catch (fault) {
    return { proof: unproved(known, "check-failed"), fault: String(fault) };
  }
}

function unproved({ signatures }: Known, gap: Gap): Proof {
  return {
    signatures: signatures.map((facts) => ({ ...facts, verification: gap })),
    spf: { mailFrom: gap, helo: gap },
    dmarc: { rfc9989: gap, rfc7489: gap, fault: gap },
    arc: gap,
  };
}

function authorOf({ fields, from }: Headers): Author {
  const fromFields = fields.filter(({ name }) => name === "from");
  const domains = from.map(({ domain }) => domain).filter((domain) => domain !== "");
  return { fromFields: fromFields.length, addresses: from.length, domains: [...new Set(domains)], at: fromFields[0]?.at };
}
