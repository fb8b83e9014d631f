import * as v from "valibot";
import type { Check, Hit, Sight } from "../../model/check.ts";
import type { Gap } from "../../model/document.ts";
import type { ExpectedPart, ExpectedProvider, ExpectedReason, ExpectedRecord } from "../../model/domain/expected.ts";
import { excerpt } from "../../model/excerpt.ts";
import { asWritten, noParams, params } from "../params.ts";
import { whole } from "./whole.ts";

type None = Readonly<Record<string, never>>;

/** Finds a domain whose MX records name neither a provider's host nor, where it allows that, one of the domain's own. */
export const espMx: Check<"expected", None> = {
  name: "esp-mx",
  part: "expected",
  facts: ["name", "esp", "value", "current"],
  parseParams: noParams,
  run: (part) => {
    // Who keeps mailboxes there is told by another rule, and so is a domain without any MX record.
    if (part.conflict) return "record-unusable";
    return sightOf(part, "mx", ({ reason }) => reason === "host-other");
  },
};

/** Why a rule is about an SPF record. */
export interface SpfReasonParams {
  readonly reasons: readonly ExpectedReason[];
}

const reasons = v.picklist(["include-missing", "after-all", "qualifier"]);

/** Finds an SPF record that does not let a provider send. */
export const espSpf: Check<"expected", SpfReasonParams> = {
  name: "esp-spf",
  part: "expected",
  facts: ["name", "esp", "value", "current", "reason", "merged"],
  parseParams: params(v.strictObject({ reasons: v.pipe(v.array(reasons), v.minLength(1)) }), asWritten),
  run: (part, { reasons: sought }) =>
    sightOf(part, "spf", ({ reason }) => reason !== undefined && sought.includes(reason), {
      merged: part.spf,
    }),
};

/** Finds a DKIM key, or an alias to one, that is not the provider's. */
export const espDkim: Check<"expected", None> = {
  name: "esp-dkim",
  part: "expected",
  facts: ["name", "esp", "value", "current", "reason"],
  parseParams: noParams,
  run: (part) => sightOf(part, "dkim", ({ reason }) => reason === "key-differs" || reason === "target-differs"),
};

/** Finds a DMARC policy that is weaker than a provider asks for. */
export const espDmarc: Check<"expected", None> = {
  name: "esp-dmarc",
  part: "expected",
  facts: ["name", "esp", "value", "current"],
  parseParams: noParams,
  run: (part) => sightOf(part, "dmarc", ({ reason }) => reason === "policy-weak"),
};

/** Finds mailboxes of a company at a domain that a provider wants for itself. */
export const espMailboxes: Check<"expected", None> = {
  name: "esp-mailboxes",
  part: "expected",
  facts: ["domain", "host", "mailboxes", "esp", "subdomain", "records"],
  parseParams: noParams,
  run: ({ domain, conflict }) => {
    if (!conflict) return [];
    const { host, mailboxes, esp, subdomain, records, record } = conflict;
    return [{ facts: { domain, host, mailboxes: mailboxes.en, esp: esp.en, subdomain, records }, at: whole(record) }];
  },
};

/** Finds a record that a provider asks for where nobody looks for it. */
export const espMisplaced: Check<"expected", None> = {
  name: "esp-misplaced",
  part: "expected",
  facts: ["name", "esp", "purpose", "how", "foundAt", "written"],
  parseParams: noParams,
  run: ({ domain, providers }) =>
    eachRecord(providers).flatMap(({ esp, record: { elsewhere, ...record } }): readonly Hit[] => {
      if (!elsewhere || isToldByDkim(record, elsewhere.record.name, domain)) return [];
      const { record: found, how } = elsewhere;
      const { name, purpose } = record;
      const facts = { name, esp, purpose, how, foundAt: found.name, written: excerpt(found.text) };
      return [{ facts, at: whole(found) }];
    }),
};

/** A key with the domain put behind it twice is found wherever a selector is known, provider or not. */
function isToldByDkim({ purpose, name }: Pick<ExpectedRecord, "purpose" | "name">, foundAt: string, domain: string): boolean {
  return purpose === "dkim" && foundAt === `${name}.${domain}`;
}

interface Asked {
  readonly esp: string;
  readonly record: ExpectedRecord;
}

/** Each name and purpose once: what two providers ask for in the same words is one record. */
function eachRecord(providers: readonly ExpectedProvider[]): readonly Asked[] {
  const all = providers.flatMap(({ title, records }) => records.map((record): Asked => ({ esp: title.en, record })));
  return all.filter(
    ({ record }, at) =>
      all.findIndex(
        (each) =>
          each.record.purpose === record.purpose && each.record.name === record.name && each.record.value === record.value,
      ) === at,
  );
}

function sightOf(
  { providers }: ExpectedPart,
  purpose: ExpectedRecord["purpose"],
  isHit: (record: ExpectedRecord) => boolean,
  more: Hit["facts"] = {},
): Sight {
  const asked = eachRecord(providers).filter(({ record }) => record.purpose === purpose && record.need === "required");
  const hits = asked
    .filter(({ record }) => isHit(record))
    .map(({ esp, record }): Hit => {
      const { name, value, current, reason = "", record: judged } = record;
      const facts = { name, esp, value, current: excerpt(current.join(" | ")), reason, ...more };
      return { facts, at: judged && whole(judged) };
    });
  if (hits.length > 0) return hits;
  return gapOf(asked) ?? [];
}

/** What is missing or broken is told by the rules about its kind of record. */
function gapOf(asked: readonly Asked[]): Gap | undefined {
  for (const { record } of asked) {
    const { state } = record;
    if (state === "missing" || state === "different" || state === "elsewhere") return "record-unusable";
    if (state !== "met") return state;
  }
  return undefined;
}
