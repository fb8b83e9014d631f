import * as v from "valibot";
import type { Esp, EspRecord, MailHost, PastedRecord } from "../../model/domain/esp.ts";
import type { Text } from "../../model/language.ts";

const words = v.pipe(v.string(), v.minLength(1));
const text: v.GenericSchema<unknown, Text> = v.strictObject({ en: words, zh: words });
const name = v.pipe(v.string(), v.regex(/^(?:\*\.)?[a-z\d_.-]{1,253}$/, "must be a name in lower case, without a last dot"));
const names = v.array(name);
const host = v.pipe(v.string(), v.regex(/^(?:[a-z\d_.-]{1,100}\.)?\{domain\}$/, "must be a name that ends in {domain}"));
const need = v.picklist(["required", "advised"]);
const asked = { need, value: v.string() };

const record: v.GenericSchema<unknown, EspRecord> = v.variant("purpose", [
  v.strictObject({ purpose: v.literal("mx"), ...asked, host, targets: v.pipe(names, v.minLength(1)), ownAllowed: v.boolean() }),
  v.strictObject({ purpose: v.literal("spf"), ...asked, host, includes: v.pipe(names, v.minLength(1)) }),
  v.strictObject({
    purpose: v.literal("dkim"),
    ...asked,
    type: v.picklist(["TXT", "CNAME"]),
    selectors: names,
    targets: names,
  }),
  v.strictObject({ purpose: v.literal("dmarc"), ...asked, host, policyMin: v.picklist(["none", "quarantine", "reject"]) }),
  v.strictObject({ purpose: v.literal("return-path"), ...asked, host, targets: v.pipe(names, v.minLength(1)) }),
]);

/** A file of `rules/tables/esps/`. */
export const espFile: v.GenericSchema<unknown, Esp> = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[a-z\d]+(?:-[a-z\d]+)*$/, "must be words in lower case, parted by hyphens")),
  title: text,
  read: v.pipe(v.string(), v.regex(/^20\d\d-(?:0[1-9]|1[0-2])$/, "must be a year and a month")),
  sources: v.pipe(v.array(v.pipe(v.string(), v.url())), v.minLength(1)),
  notes: text,
  enterpriseMail: v.picklist(["apart", "together"]),
  records: v.pipe(v.array(record), v.minLength(1)),
});

const mailHosts: v.GenericSchema<unknown, { readonly hosts: readonly MailHost[] }> = v.strictObject({
  hosts: v.array(v.strictObject({ title: text, suffixes: v.pipe(names, v.minLength(1)) })),
});

/** The catalogue of providers, from the tables of a rule book; undefined for any other table. */
export function readEsps(table: unknown): readonly Esp[] | undefined {
  const parsed = v.safeParse(v.array(espFile), table);
  return parsed.success ? parsed.output : undefined;
}

/** The hosts of `rules/tables/mail-hosts.yaml`; undefined for any other table. */
export function readMailHosts(table: unknown): readonly MailHost[] | undefined {
  const parsed = v.safeParse(mailHosts, table);
  return parsed.success ? parsed.output.hosts : undefined;
}

/**
 * The DKIM selectors that are known beforehand: those that chosen providers give to all their customers, and those of
 * given records. For whoever asks about a domain to look for.
 */
export function selectorsAskedFor(esps: readonly Esp[], pasted: readonly PastedRecord[]): readonly string[] {
  const fixed = esps.flatMap(({ records }) => records.flatMap((each) => (each.purpose === "dkim" ? each.selectors : [])));
  const given = pasted.flatMap(({ name: owner }) => /^(.{1,190})\._domainkey\./.exec(owner)?.[1] ?? []);
  return [...new Set([...fixed, ...given])];
}
