import type { Gap } from "../../../model/document.ts";
import type { DkimKey } from "../../../model/domain/dkim.ts";
import type { RecordText } from "../../../model/record.ts";
import { isMeantForDkim, readDkimKey } from "../../../parse/records/dkim-key.ts";
import { isDmarcRecord, isMeantForDmarc, readDmarc } from "../../../parse/records/dmarc.ts";
import { organisationOf } from "../../../parse/text/organisation.ts";
import { plainName } from "../../../parse/zone/names.ts";
import { targetOf } from "../alias.ts";
import type { Asking } from "../asking.ts";
import { different, type Judged, met, missing, unknown } from "./judged.ts";
import { compareSpf } from "./spf.ts";
import { ANY_SELECTOR, exchangeOf, isTarget, type Wanted } from "./wanted.ts";

/** Holds what a provider asks for against what is there, by its meaning: blanks, dots, case and order do not matter. */
export function compare(asking: Asking, wanted: Wanted): Promise<Judged> {
  switch (wanted.purpose) {
    case "mx":
      return compareMx(asking, wanted);
    case "spf":
      return compareSpf(asking, wanted);
    case "dkim":
      return wanted.selector === ANY_SELECTOR ? compareAnySelector(asking, wanted) : compareKey(asking, wanted, wanted.name);
    case "dmarc":
      return compareDmarc(asking, wanted);
    case "return-path":
      return compareAlias(asking, wanted);
    case "other":
      return compareText(asking, wanted);
  }
}

type Of<Purpose extends Wanted["purpose"]> = Extract<Wanted, { readonly purpose: Purpose }>;

async function compareMx(asking: Asking, { name, targets, ownAllowed }: Of<"mx">): Promise<Judged> {
  const records = await asking.textsAt(name, "MX");
  if (typeof records === "string") return unknown(records);
  const hosts = records.map(({ text }) => exchangeOf(text)).filter((host) => host !== "");
  if (hosts.length === 0) return missing;
  const organisation = organisationOf(name);
  const isOwn = (host: string): boolean => ownAllowed && organisationOf(host) === organisation;
  const isUndotted = (host: string): boolean => host.endsWith(`.${name}`) && isTarget(host.slice(0, -name.length - 1), targets);
  if (hosts.some((host) => isTarget(host, targets))) return met(records);
  if (hosts.some(isUndotted)) return different(records, "dot-missing");
  return hosts.some(isOwn) ? met(records) : different(records, "host-other");
}

/** The keys that a selector's alias or record leads to. */
async function compareKey(asking: Asking, wanted: Of<"dkim">, name: string): Promise<Judged> {
  const texts = await asking.textsAt(name, "TXT");
  if (typeof texts === "string") return unknown(texts);
  const alias = await aliasAt(asking, name);
  if (wanted.targets.length > 0 && alias && !isTarget(plainName(alias.text), wanted.targets))
    return different([alias], "target-differs");
  const keys = texts.filter(({ text }) => isMeantForDkim(text));
  if (texts.length === 0) return missing;
  if (keys.length !== 1 || texts.length !== 1) return different(texts, keys.length > 1 ? "several" : "unreadable");
  const [key] = keys;
  return key && wanted.type === "TXT" && wanted.value !== "" ? comparedKey(key, wanted.value) : readable(texts);
}

function readable(texts: readonly RecordText[]): Judged {
  return texts.some(({ text }) => base64Of(text) !== "") ? met(texts) : different(texts, "unreadable");
}

/** Keys are equal whatever blanks, tags and order they are written with (RFC 6376, 3.6.1). */
function comparedKey(record: RecordText, expected: string): Judged {
  const found = base64Of(record.text);
  if (found === "") return different([record], "unreadable");
  return found === base64Of(expected) ? met([record]) : different([record], "key-differs");
}

/** The key in a record, without blanks; empty where none can be read. */
export function base64Of(text: string): string {
  const key: DkimKey["key"] = readDkimKey(text).value?.key;
  return typeof key === "object" ? key.base64 : "";
}

/** A selector that the owner named and whose alias leads to the provider; none is known without. */
async function compareAnySelector(asking: Asking, wanted: Of<"dkim">): Promise<Judged> {
  if (wanted.targets.length === 0) return unknown("selector-unknown");
  for (const selector of asking.question.selectors) {
    const alias = await aliasAt(asking, `${selector}._domainkey.${asking.domain}`);
    if (alias && isTarget(plainName(alias.text), wanted.targets)) return compareKey(asking, wanted, alias.name);
  }
  return unknown("selector-unknown");
}

const strength = { none: 0, quarantine: 1, reject: 2 } as const;

/** A record of the organisation holds for its subdomains (RFC 9989, 4.10). */
async function compareDmarc(asking: Asking, { name, policyMin }: Of<"dmarc">): Promise<Judged> {
  const own = await dmarcAt(asking, name);
  const above = `_dmarc.${organisationOf(asking.domain)}`;
  const isInherited = typeof own !== "string" && own.length === 0 && above !== name;
  const records = isInherited ? await dmarcAt(asking, above) : own;
  if (typeof records === "string") return unknown(records);
  const [record, second] = records;
  if (!record) return missing;
  const policies = readDmarc(record.text).value?.byRfc9989;
  if (second || !policies) return different(records, second ? "several" : "unreadable");
  const policy = isInherited ? policies.subdomains : policies.domain;
  return strength[policy] < strength[policyMin] ? different(records, "policy-weak") : met(records);
}

async function dmarcAt(asking: Asking, name: string): Promise<readonly RecordText[] | Gap> {
  const texts = await asking.textsAt(name, "TXT");
  if (typeof texts === "string") return texts;
  const sure = texts.filter(({ text }) => isDmarcRecord(text));
  return sure.length > 0 ? sure : texts.filter(({ text }) => isMeantForDmarc(text));
}

async function compareAlias(asking: Asking, { name, targets }: Of<"return-path">): Promise<Judged> {
  const answer = await asking.lookup(name, "CNAME");
  if (answer.status === "failed") return unknown("lookup-failed");
  const alias = await aliasAt(asking, name);
  if (!alias) return missing;
  return isTarget(plainName(alias.text), targets) ? met([alias]) : different([alias], "target-differs");
}

async function compareText(asking: Asking, { name, type, value }: Of<"other">): Promise<Judged> {
  const texts = await asking.textsAt(name, type);
  if (typeof texts === "string") return unknown(texts);
  const found = texts.filter(({ text }) => text.trim() === value);
  // Other texts at the name have purposes of their own.
  return found.length > 0 ? met(found) : missing;
}

/** The alias at a name; undefined where there is none, or nobody knows. */
async function aliasAt(asking: Asking, name: string): Promise<RecordText | undefined> {
  const answer = await asking.lookup(name, "TXT");
  if (answer.status === "found" && targetOf(answer) === "") return undefined;
  const aliases = await asking.textsAt(name, "CNAME");
  return typeof aliases === "string" ? undefined : aliases[0];
}
