import { type Witness, withAuthentication } from "../collect/authenticated.ts";
import { judge } from "../engine/judge.ts";
import type { UserOverrides } from "../engine/ruleset.ts";
import { rejectedReport } from "../engine/summarize.ts";
import type { Envelope } from "../model/authentication.ts";
import type { Dns } from "../model/dns.ts";
import { type MailType, mailTypes } from "../model/mail-type.ts";
import type { Report } from "../model/report.ts";
import { failed, ok, type Result } from "../model/result.ts";
import type { Waiver } from "../model/waiver.ts";
import { givenEnvelope } from "../parse/authentication/given-envelope.ts";
import { parseMessage } from "../parse/message/parse-message.ts";
import { openDns } from "./dns-source.ts";
import { bytesOf, type MailSource, optionText, rulesetOf, unknownWord, waivingFor, wrongNames, wrongRules } from "./options.ts";
import { toolFault } from "./problems.ts";

/** How a message is judged. Everything has a default. */
export interface CheckMessageOptions {
  /** The name in the report; `message` by default. */
  readonly file?: string;
  /** `tencent-ses` by default. */
  readonly profile?: string;
  /** What the mail is for; else inferred, else `marketing`. */
  readonly type?: MailType;
  /** Changes to rules, by id or `area/*`. */
  readonly rules?: UserOverrides;
  /** What may stay broken for a time. */
  readonly waivers?: readonly Waiver[];
  /** Whom to ask about the sender: `live`, `zone:FILE`, `replay:FILE`, or a source of your own; nobody by default. */
  readonly dns?: string | Dns;
  /** The connection the message came over, for SPF. */
  readonly envelope?: { readonly ip: string; readonly helo?: string; readonly mailFrom?: string };
  /** Whether the newest `Received` field is believed where no envelope is given. */
  readonly trustReceived?: boolean;
  /**
   * Whether the message is as sent, so that what servers add is missed. Where an envelope is given or `trustReceived` is
   * set, it is; else one that no server has touched is a draft.
   */
  readonly sent?: boolean;
  /** The moment to judge at, in milliseconds since 1970; now by default. */
  readonly nowMs?: number;
}

/** Every option, so that the compiler asks for a new one here. */
const optionNames: Readonly<Record<keyof CheckMessageOptions, true>> = {
  file: true,
  profile: true,
  type: true,
  rules: true,
  dns: true,
  envelope: true,
  trustReceived: true,
  sent: true,
  waivers: true,
  nowMs: true,
};

/**
 * Judges one raw message, as it goes over the wire; a text stands for its UTF-8. Never throws: what cannot be read is a
 * report with an `error`, and so is a wrong option, since a report is what the caller can handle.
 */
export async function checkMessage(source: MailSource, options: CheckMessageOptions = {}): Promise<Report> {
  const wrong = wrongNames(options, Object.keys(optionNames), optionText);
  const { file = "message", profile = "tencent-ses", type } = wrong ? {} : options;
  const setting = { profile, type: type ?? "marketing", typeFrom: type ? "given" : "default" } as const;
  try {
    const report = wrong ? failed(wrong) : await judged(source, file, profile, options);
    return report.ok ? report.value : rejectedReport(file, setting, report.problem, "message");
  } catch (fault) {
    return { ...rejectedReport(file, setting, toolFault(file), "message"), faults: [String(fault)] };
  }
}

async function judged(source: MailSource, file: string, profile: string, options: CheckMessageOptions): Promise<Result<Report>> {
  const { type, rules = {}, nowMs = Date.now() } = options;
  const bytes = bytesOf(source);
  if (!bytes.ok) return bytes;
  if (type !== undefined && !mailTypes.includes(type))
    return failed(unknownWord({ en: "mail type", zh: "邮件类型" }, type, mailTypes));
  const wrong = await wrongRules(rules);
  if (wrong) return failed(wrong);
  const waiving = await waivingFor(file, { ...options, nowMs });
  if (!waiving.ok) return waiving;
  const ruleset = await rulesetOf(profile, rules);
  if (!ruleset.ok) return ruleset;
  const witness = await witnessOf(options, nowMs);
  if (!witness.ok) return witness;
  const document = parseMessage({ name: file, bytes: bytes.value, isSent: isSent(options) });
  if (!document.ok) return document;
  return ok(judge(await withAuthentication(document.value, witness.value), ruleset.value, type, waiving.value));
}

/** Who says how a message came says that it was sent. */
function isSent({ sent = false, trustReceived = false, envelope }: CheckMessageOptions): boolean {
  return sent || trustReceived || envelope !== undefined;
}

async function witnessOf(
  { dns, envelope: given, trustReceived = false }: CheckMessageOptions,
  nowMs: number,
): Promise<Result<Witness>> {
  const envelope = given === undefined ? ok(undefined) : envelopeOf(given);
  if (!envelope.ok) return envelope;
  const source = typeof dns === "string" ? await openDns(dns) : ok(dns);
  if (!source.ok) return source;
  return ok({ dns: source.value, nowMs, envelope: envelope.value, trustsReceived: trustReceived });
}

/** Callers without types may leave out the address, or call the sender otherwise. */
function envelopeOf(given: NonNullable<CheckMessageOptions["envelope"]>): Result<Envelope> {
  const wrong = wrongNames(given, ["ip", "helo", "mailFrom"], { en: "key of the envelope", zh: "信封的键" });
  if (wrong) return failed(wrong);
  const values: readonly unknown[] = Object.values(given);
  const isTexts = values.every((value) => value === undefined || typeof value === "string");
  const { ip }: { readonly ip?: string } = given;
  return givenEnvelope(isTexts && ip !== undefined ? { ...given, ip } : { ip: "" });
}
