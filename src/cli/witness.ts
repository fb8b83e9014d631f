import type { Witness } from "../collect/authenticated.ts";
import type { Envelope } from "../model/authentication.ts";
import type { Dns } from "../model/dns.ts";
import type { Document } from "../model/document.ts";
import type { Text } from "../model/language.ts";
import { failed, ok, type Problem, type Result } from "../model/result.ts";
import { addressIn } from "../parse/zone/addresses.ts";
import { openDns } from "../platform/dns-source.ts";

/** Flags about where messages came from, and whom to ask about it. */
export interface WitnessFlags {
  readonly dns?: string;
  readonly ip?: string;
  readonly helo?: string;
  readonly mailFrom?: string;
  readonly trustReceived?: boolean;
  readonly now?: string;
}

/** A {@link Witness} as plain data, which can be sent to a worker: its source of answers by name. */
export interface WitnessPlan extends Omit<Witness, "dns"> {
  readonly dns: string | undefined;
}

/** Makes of flags what messages are authenticated with; the clock is read once, where none is given. */
export async function witnessFor(flags: WitnessFlags): Promise<Result<WitnessPlan>> {
  const nowMs = flags.now === undefined ? Date.now() : Date.parse(flags.now);
  if (Number.isNaN(nowMs))
    return failed(
      wrong(
        { en: `"${flags.now?.slice(0, 60)}" is no moment.`, zh: `“${flags.now?.slice(0, 60)}”不是时刻。` },
        { en: "Write it as 2026-01-31T12:00:00Z.", zh: "请写作 2026-01-31T12:00:00Z。" },
      ),
    );
  const envelope = envelopeOf(flags);
  if (!envelope.ok) return envelope;
  // A problem with the source is told before anything is judged.
  const dns = flags.dns === undefined ? ok(undefined) : await opened(flags.dns);
  if (!dns.ok) return dns;
  return ok({ dns: flags.dns, nowMs, envelope: envelope.value, trustsReceived: flags.trustReceived === true });
}

/** Sources that were opened, by name: one for all messages of a thread. */
const sources = new Map<string, Promise<Result<Dns>>>();

function opened(name: string): Promise<Result<Dns>> {
  const source = sources.get(name) ?? openDns(name);
  sources.set(name, source);
  return source;
}

/** A message with what can be proved of its sender; what does that is loaded for messages only. */
export async function authenticated(document: Document, { dns: name, ...plan }: WitnessPlan): Promise<Document> {
  if (document.kind !== "message") return document;
  const dns = name === undefined ? ok(undefined) : await opened(name);
  // The main thread has opened it before, so that a problem with it now is a fault.
  if (!dns.ok) throw new Error(dns.problem.message.en);
  const { withAuthentication } = await import("../collect/authenticated.ts");
  return withAuthentication(document, { ...plan, dns: dns.value });
}

function envelopeOf({ ip, helo, mailFrom }: WitnessFlags): Result<Envelope | undefined> {
  if (ip === undefined && (helo !== undefined || mailFrom !== undefined))
    return failed(
      wrong(
        { en: "The address that the messages came from is missing.", zh: "缺少邮件来源的地址。" },
        {
          en: "Give it with --ip, or take it from the messages with --trust-received.",
          zh: "请用 --ip 指定，或用 --trust-received 从邮件中读取。",
        },
      ),
    );
  if (ip === undefined) return ok(undefined);
  const address = addressIn(ip);
  if (address === undefined)
    return failed(
      wrong(
        { en: `"${ip.slice(0, 60)}" is no IP address.`, zh: `“${ip.slice(0, 60)}”不是 IP 地址。` },
        { en: "Write one such as 192.0.2.1 or 2001:db8::1.", zh: "例如 192.0.2.1 或 2001:db8::1。" },
      ),
    );
  return ok({ ip: address, helo, mailFrom: mailFrom?.replace(/^<(.*)>$/, "$1") });
}

function wrong(message: Text, hint: Text): Problem {
  return { code: "usage-wrong", message, hint };
}
