import type { Witness } from "../collect/authenticated.ts";
import type { Envelope } from "../model/authentication.ts";
import type { Dns } from "../model/dns.ts";
import type { Document } from "../model/document.ts";
import type { Text } from "../model/language.ts";
import { failed, ok, type Problem, type Result } from "../model/result.ts";
import { givenEnvelope, senderHint } from "../parse/authentication/given-envelope.ts";
import { openDns } from "../platform/dns-source.ts";

/** Flags about where messages came from, and whom to ask about it. */
export interface WitnessFlags {
  readonly dns?: string;
  readonly ip?: string;
  readonly helo?: string;
  readonly mailFrom?: string;
  readonly trustReceived?: boolean;
  readonly sent?: boolean;
  readonly now?: string;
}

/** A {@link Witness} as plain data, which can be sent to a worker: its source of answers by name. */
export interface WitnessPlan extends Omit<Witness, "dns"> {
  readonly dns: string | undefined;
  /** Whether messages are as sent: said so, or by saying how they came. Else those that no server has touched are drafts. */
  readonly isSent: boolean;
}

/** Makes of flags what messages are authenticated with; the clock is read once, where none is given. */
export async function witnessFor(flags: WitnessFlags): Promise<Result<WitnessPlan>> {
  const nowMs = flags.now === undefined ? Date.now() : momentOf(flags.now);
  if (nowMs === undefined)
    return failed(
      wrong(
        { en: `"${flags.now?.slice(0, 60)}" is no moment.`, zh: `“${flags.now?.slice(0, 60)}”不是时刻。` },
        {
          en: "Write a day that exists, a time and its zone: 2026-01-31T12:00:00Z, or +08:00 in place of Z.",
          zh: "请写存在的日期、时间和时区：2026-01-31T12:00:00Z，或用 +08:00 代替 Z。",
        },
      ),
    );
  const envelope = envelopeOf(flags);
  if (!envelope.ok) return envelope;
  // A problem with the source is told before anything is judged.
  const dns = flags.dns === undefined ? ok(undefined) : await opened(flags.dns);
  if (!dns.ok) return dns;
  const trustsReceived = flags.trustReceived === true;
  const isSent = flags.sent === true || trustsReceived || envelope.value !== undefined;
  return ok({ dns: flags.dns, nowMs, envelope: envelope.value, trustsReceived, isSent });
}

/** Sources that were opened, by name: one for all messages of a thread. */
const sources = new Map<string, Promise<Result<Dns>>>();

function opened(name: string): Promise<Result<Dns>> {
  const source = sources.get(name) ?? openDns(name);
  sources.set(name, source);
  return source;
}

/** A message with what can be proved of its sender; what does that is loaded for messages only. */
export async function authenticated(document: Document, plan: WitnessPlan): Promise<Document> {
  if (document.kind !== "message") return document;
  const dns = plan.dns === undefined ? ok(undefined) : await opened(plan.dns);
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
  if (mailFrom === "") return failed(wrong({ en: "The sender of the envelope is empty.", zh: "信封发件人为空。" }, senderHint));
  return givenEnvelope({ ip, helo, mailFrom });
}

/** A date, a time and a zone (RFC 3339): without a zone it would be another moment on another machine. */
const MOMENT = /^(\d{4}-\d\d-\d\d)T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)$/i;

/** Milliseconds since 1970; undefined for what is no moment. `Date` takes the 30th of February for a day in March. */
function momentOf(written: string): number | undefined {
  const day = MOMENT.exec(written)?.[1];
  const midnight = new Date(`${day}T00:00:00Z`);
  if (day === undefined || Number.isNaN(midnight.getTime()) || midnight.toISOString().slice(0, 10) !== day) return undefined;
  const moment = Date.parse(written.toUpperCase());
  return Number.isNaN(moment) ? undefined : moment;
}

function wrong(message: Text, hint: Text): Problem {
  return { code: "usage-wrong", message, hint };
}
