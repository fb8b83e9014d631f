import type { Check } from "../../model/check.ts";
import type { ReadSpf } from "../../model/domain/spf.ts";
import { asRead, excerpt } from "../../model/excerpt.ts";
import { mergeRecords } from "../../parse/records/spf/merge.ts";
import { isSpfVersion } from "../../parse/records/spf/version.ts";
import { noParams } from "../params.ts";
import { isElsewhere } from "./elsewhere.ts";
import { hitAtRecord } from "./spf-tree.ts";

type NoParams = Readonly<Record<string, never>>;

/** Finds that a domain has no SPF record, and whether the name, its texts, or only the record is missing. */
export const spfAbsent: Check<"spf", NoParams> = {
  name: "spf-absent",
  part: "spf",
  facts: ["name", "absence"],
  parseParams: noParams,
  run: ({ name, absence, inheritedFrom, hasNullMx }, _params, others) =>
    isElsewhere(others, "spf", name) || absence === undefined || inheritedFrom !== undefined || hasNullMx
      ? []
      : [{ facts: { name, absence } }],
};

/** Finds that a domain which takes no mail (RFC 7505) does not say that it sends none either. */
export const spfParked: Check<"spf", NoParams> = {
  name: "spf-parked",
  part: "spf",
  facts: ["name"],
  parseParams: noParams,
  run: ({ name, hasNullMx }) => (hasNullMx ? [{ facts: { name } }] : []),
};

/** Finds a name without a record of its own below a domain that has one: records are not handed down. */
export const spfNotInherited: Check<"spf", NoParams> = {
  name: "spf-not-inherited",
  part: "spf",
  facts: ["name", "above"],
  parseParams: noParams,
  run: ({ name, inheritedFrom, hasNullMx }, _params, others) =>
    isElsewhere(others, "spf", name) || inheritedFrom === undefined || hasNullMx
      ? []
      : [{ facts: { name, above: inheritedFrom } }],
};

/** Finds more than one SPF record, so that none counts (RFC 7208, 4.5), and the one they could be. */
export const spfSeveral: Check<"spf", NoParams> = {
  name: "spf-several",
  part: "spf",
  facts: ["name", "count", "merged"],
  parseParams: noParams,
  run: ({ name, records }) => {
    const taken = records.filter(({ record }) => isSpfVersion(record.text));
    const [, second] = taken;
    return second === undefined ? [] : [hitAtRecord(second, { name, count: taken.length, merged: mergedFrom(taken) })];
  },
};

function mergedFrom(records: readonly ReadSpf[]): string {
  return mergeRecords(records.map(({ value }) => value)) ?? "";
}

/** Finds records of Sender ID (RFC 4406), which is historic. */
export const spfSenderId: Check<"spf", NoParams> = {
  name: "spf-sender-id",
  part: "spf",
  facts: ["name", "written"],
  parseParams: noParams,
  run: ({ name, senderIds }) =>
    senderIds.map(({ text, source }) => ({
      facts: { name, written: excerpt(asRead(text)) },
      at: { source, start: 0, end: text.length },
    })),
};
