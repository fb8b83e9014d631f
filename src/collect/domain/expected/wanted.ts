import type { DmarcMinimum, Esp, EspRecord, PastedRecord } from "../../../model/domain/esp.ts";
import { isMeantForDkim } from "../../../parse/records/dkim-key.ts";
import { isMeantForDmarc, readDmarc } from "../../../parse/records/dmarc.ts";
import { plainTarget } from "../../../parse/records/spf/macros.ts";
import { readSpf } from "../../../parse/records/spf/read-record.ts";
import { isSpfVersion } from "../../../parse/records/spf/version.ts";
import { plainName } from "../../../parse/zone/names.ts";

interface Common {
  readonly name: string;
  readonly need: "required" | "advised";
  readonly value: string;
}

/** A record that a provider asks this domain for, by what it is for. */
export type Wanted =
  | (Common & { readonly purpose: "mx"; readonly targets: readonly string[]; readonly ownAllowed: boolean })
  | (Common & {
      readonly purpose: "spf" /** Of each list one must be included. */;
      readonly includes: readonly (readonly string[])[];
    })
  | (Common & {
      readonly purpose: "dkim";
      readonly type: "TXT" | "CNAME";
      readonly selector: string;
      readonly targets: readonly string[];
    })
  | (Common & { readonly purpose: "dmarc"; readonly policyMin: DmarcMinimum })
  | (Common & { readonly purpose: "return-path"; readonly targets: readonly string[] })
  | (Common & { readonly purpose: "other"; readonly type: "TXT" | "CNAME" });

/** Stands for a selector that only the provider's console knows. */
export const ANY_SELECTOR = "*";

/** What a provider of the catalogue asks a domain for. */
export function wantedBy({ records }: Esp, domain: string): readonly Wanted[] {
  return records.flatMap((record) => wantedFrom(record, domain));
}

function wantedFrom(record: EspRecord, domain: string): readonly Wanted[] {
  if (record.purpose === "dkim") {
    const { selectors, ...rest } = record;
    const sought = selectors.length > 0 ? selectors : [ANY_SELECTOR];
    return sought.map((selector) => ({ ...rest, selector, name: `${selector}._domainkey.${domain}` }));
  }
  const name = record.host.replace("{domain}", domain);
  if (record.purpose === "spf") return [{ ...record, name, includes: [record.includes] }];
  return [{ ...record, name }];
}

/** What pasted records ask a domain for. A mail server of one's own will do, as the API that says them documents. */
export function wantedInPasted({ type, name, value }: PastedRecord): Wanted {
  const common = { name, need: "required", value } as const;
  const [, selector] = /^([^.]{1,63}(?:\.[^.]{1,63}){0,3})\._domainkey\./.exec(name) ?? [];
  if (type === "MX") return { ...common, purpose: "mx", targets: [exchangeOf(value)], ownAllowed: true };
  if (type === "CNAME") {
    const targets = [plainName(value)];
    if (selector !== undefined) return { ...common, purpose: "dkim", type, selector, targets };
    return { ...common, purpose: "return-path", targets };
  }
  if (isSpfVersion(value)) return { ...common, purpose: "spf", includes: includesOf(value).map((include) => [include]) };
  if (selector !== undefined && isMeantForDkim(value)) return { ...common, purpose: "dkim", type, selector, targets: [] };
  if (name.startsWith("_dmarc.") && isMeantForDmarc(value)) return { ...common, purpose: "dmarc", policyMin: policyIn(value) };
  return { ...common, purpose: "other", type };
}

/** `10 mx.example.com.` and `mx.example.com` name the same host. */
export function exchangeOf(written: string): string {
  return plainName(written.trim().replace(/^\d{1,5}\s{1,9}/, ""));
}

/** The names that an SPF record includes. */
export function includesOf(text: string): readonly string[] {
  const terms = readSpf(text).value?.terms ?? [];
  return terms.flatMap((term) => (term.kind === "include" ? (plainTarget(term.target) ?? []) : [])).map(plainName);
}

function policyIn(value: string): DmarcMinimum {
  return readDmarc(value).value?.byRfc9989?.domain ?? "none";
}

/** Whether a name is one of those that will do. */
export function isTarget(name: string, targets: readonly string[]): boolean {
  return targets.some((target) => (target.startsWith("*.") ? name.endsWith(target.slice(1)) : name === target));
}
