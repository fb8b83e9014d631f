import { type Witness, withAuthentication } from "../collect/authenticated.ts";
import { judge } from "../engine/judge.ts";
import type { UserOverrides } from "../engine/ruleset.ts";
import { rejectedReport } from "../engine/summarize.ts";
import type { Dns } from "../model/dns.ts";
import { type MailType, mailTypes } from "../model/mail-type.ts";
import type { Report } from "../model/report.ts";
import { failed, ok, type Result } from "../model/result.ts";
import type { Waiver } from "../model/waiver.ts";
import { parseMessage } from "../parse/message/parse-message.ts";
import { openDns } from "./dns-source.ts";
import { bytesOf, rulesetOf, unknownWord, waivingFor, wrongRules } from "./options.ts";
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
  /** The moment to judge at, in milliseconds since 1970; now by default. */
  readonly nowMs?: number;
}

/**
 * Judges one raw message, as it goes over the wire; a text stands for its UTF-8. Never throws: what cannot be read is a
 * report with an `error`, and so is a wrong option, since a report is what the caller can handle.
 */
export async function checkMessage(source: string | Uint8Array, options: CheckMessageOptions = {}): Promise<Report> {
  const { file = "message", profile = "tencent-ses", type } = options;
  const setting = { profile, type: type ?? "marketing", typeFrom: type ? "given" : "default" } as const;
  try {
    const report = await judged(bytesOf(source), file, profile, options);
    return report.ok ? report.value : rejectedReport(file, setting, report.problem, "message");
  } catch (fault) {
    return { ...rejectedReport(file, setting, toolFault(file), "message"), faults: [String(fault)] };
  }
}

async function judged(bytes: Uint8Array, file: string, profile: string, options: CheckMessageOptions): Promise<Result<Report>> {
  const { type, rules = {}, nowMs = Date.now() } = options;
  if (type !== undefined && !mailTypes.includes(type))
    return failed(unknownWord({ en: "mail type", zh: "邮件类型" }, type, mailTypes));
  const wrong = await wrongRules(rules);
  if (wrong) return failed(wrong);
  const waiving = await waivingFor(file, { ...options, nowMs });
  if (!waiving.ok) return waiving;
  const ruleset = await rulesetOf(profile, rules);
  if (!ruleset.ok) return ruleset;
  const document = parseMessage({ name: file, bytes });
  if (!document.ok) return document;
  const witness = await witnessOf(options, nowMs);
  if (!witness.ok) return witness;
  return ok(judge(await withAuthentication(document.value, witness.value), ruleset.value, type, waiving.value));
}

async function witnessOf({ dns, envelope, trustReceived = false }: CheckMessageOptions, nowMs: number): Promise<Result<Witness>> {
  const source = typeof dns === "string" ? await openDns(dns) : ok(dns);
  if (!source.ok) return source;
  const { ip, helo, mailFrom } = envelope ?? {};
  return ok({
    dns: source.value,
    nowMs,
    envelope: ip === undefined ? undefined : { ip, helo, mailFrom },
    trustsReceived: trustReceived,
  });
}
