import type { DkimKeyFault } from "../../../model/domain/dkim.ts";
import type { Sender } from "../../../model/domain/sender.ts";
import type { SenderDkim } from "../../../model/domain/senders.ts";
import { isMeantForDkim, readDkimKey } from "../../../parse/records/dkim-key.ts";
import type { Asking } from "../asking.ts";

/** RSA keys below it count as none (RFC 8301, 3.2). */
const RSA_BITS_MIN = 1_024;

/** Faults for which verifiers refuse a key that can be read. */
const fatal: readonly DkimKeyFault[] = [
  "version-wrong",
  "version-not-first",
  "tag-twice",
  "tag-case",
  "tag-malformed",
  "hash-unusable",
  "service-excluded",
  "key-type-unknown",
  "key-type-differs",
  "key-wrapped",
];

/** Whether verifiers find a key that they can use at a sender's selector (RFC 6376, 6.1.2). */
export async function senderDkim(asking: Asking, { signing }: Sender): Promise<SenderDkim> {
  if (!signing) return { name: "", domain: "", state: "unsigned", key: undefined, record: undefined };
  const { selector, domain } = signing;
  const name = `${selector}._domainkey.${domain}`.toLowerCase();
  const texts = await asking.textsAt(name, "TXT");
  const none = { name, domain, key: undefined, record: undefined };
  if (typeof texts === "string") return { ...none, state: "lookup-failed" };
  const [record, second] = texts;
  if (!record || !texts.some(({ text }) => isMeantForDkim(text))) return { ...none, state: "absent" };
  if (second) return { ...none, state: "several", record };
  const { value, faults } = readDkimKey(record.text);
  const key = value?.key;
  if (key === "revoked") return { ...none, state: "revoked", record };
  if (!key || faults.some(({ kind }) => fatal.includes(kind))) return { ...none, state: "unusable", record };
  if (key.type === "rsa" && key.bits < RSA_BITS_MIN) return { ...none, state: "weak", record };
  return { ...none, state: "usable", key, record };
}
