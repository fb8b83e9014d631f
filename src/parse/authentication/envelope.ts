import type { Envelope } from "../../model/authentication.ts";
import type { Headers } from "../../model/message.ts";
import { addressIn } from "../zone/addresses.ts";

/**
 * Reads the envelope out of the newest Received field that says where the message came from, and Return-Path: for
 * whoever trusts the server that wrote them. Steps inside one network are passed over, since whoever took them wrote the
 * field below. Undefined when the field names no address.
 */
export function receivedEnvelope({ fields }: Headers): Envelope | undefined {
  for (const { name, value } of fields) {
    if (name !== "received" || !/^from\s/i.test(value)) continue;
    const from = fromClause(value);
    const ip = clientAddress(from);
    if (ip === undefined) return undefined;
    if (INSIDE.test(ip)) continue;
    const path = /\benvelope-from\s+<?([^\s<>();]*)>?/i.exec(value)?.[1] ?? returnPath(fields);
    return { ip, helo: greeting(from), mailFrom: path };
  }
  return undefined;
}

/** Addresses of the machine itself and of private networks (RFC 1918, 4193, 4291). */
const INSIDE = /^(?:127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|::1$|f[cd][\da-f]{2}:|fe[89ab][\da-f]:)/i;

/** An address: in brackets, or bare. */
const ADDRESS = /\[[\da-fipv:.]{2,60}\]|(?<![\w.:-])(?:(?:\d{1,3}\.){3}\d{1,3}|[\da-f]{0,4}:[\da-f:.]{1,45})(?![\w.:-])/gi;

/** Longer clauses are not written by servers. */
const CLAUSE_UNITS_MAX = 1_000;

/** What stands between `from` and `by`, comments included. */
function fromClause(received: string): string {
  const clause = received.slice(0, CLAUSE_UNITS_MAX).replace(/^from\s+/i, "");
  const by = /\sby\s/i.exec(clause);
  return by ? clause.slice(0, by.index) : clause;
}

/** The address the server saw stands in its comment; one in place of the name is what the client said, or what exim saw. */
function clientAddress(from: string): string | undefined {
  const [said = "", ...seen] = from.split("(");
  for (const text of [...seen, said])
    for (const [literal] of text.matchAll(ADDRESS)) {
      const address = addressIn(literal);
      if (address !== undefined) return address;
    }
  return undefined;
}

/** The name the client gave: in `helo=` or `HELO` where the server puts another name first, else the first word. */
function greeting(from: string): string | undefined {
  const told = /\bhelo[= ]\s*([^\s()[\]]+|\[[^\]\s]+\])/i.exec(from)?.[1];
  const word = told ?? /^[^\s()]+/.exec(from)?.[0];
  return word === undefined || word.toLowerCase() === "unknown" ? undefined : word;
}

function returnPath(fields: Headers["fields"]): string | undefined {
  const value = fields.find(({ name }) => name === "return-path")?.value;
  return value === undefined ? undefined : (/<([^<>]*)>/.exec(value)?.[1]?.trim() ?? value.trim());
}
