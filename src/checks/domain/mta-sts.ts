import type { Check } from "../../model/check.ts";
import type { Gap } from "../../model/document.ts";
import type { MtaStsFault, MtaStsPart } from "../../model/domain/mta-sts.ts";
import { asRead, excerpt } from "../../model/excerpt.ts";
import { noParams } from "../params.ts";
import { type FaultParams, recordFault } from "./record-fault.ts";
import { whole } from "./whole.ts";

type None = Readonly<Record<string, never>>;

/** Finds what an MTA-STS record has wrong. */
export const mtaStsFault: Check<"mtaSts", FaultParams<MtaStsFault>> = recordFault({
  name: "mta-sts-fault",
  part: "mtaSts",
  kinds: { "version-wrong": true, "id-missing": true, "id-malformed": true, "tag-twice": true, "tag-malformed": true },
  recordsOf: ({ records }) => records,
});

/** Finds more than one MTA-STS record, so that none counts (RFC 8461, 3.1). */
export const mtaStsSeveral: Check<"mtaSts", None> = {
  name: "mta-sts-several",
  part: "mtaSts",
  facts: ["name", "count"],
  parseParams: noParams,
  run: ({ name, records: [, second], records }) =>
    second === undefined ? [] : [{ facts: { name, count: records.length }, at: whole(second.record) }],
};

/** Finds other texts beside an MTA-STS record. */
export const mtaStsOther: Check<"mtaSts", None> = {
  name: "mta-sts-other",
  part: "mtaSts",
  facts: ["name", "text"],
  parseParams: noParams,
  run: ({ name, records, otherTexts }) =>
    records.length === 0
      ? []
      : otherTexts.map((record) => ({ facts: { name, text: excerpt(asRead(record.text)) }, at: whole(record) })),
};

/** Finds domains that take mail and ask nobody for TLS, by MTA-STS or DANE. */
export const mtaStsAbsent: Check<"mtaSts", None> = {
  name: "mta-sts-absent",
  part: "mtaSts",
  facts: ["name"],
  parseParams: noParams,
  run: ({ name, records }, _, { mx, tlsa }) => {
    if (records.length > 0) return [];
    if (mx === undefined || tlsa === undefined) return "lookup-failed";
    const hasDane = tlsa.hosts.some((host) => host.records.length > 0);
    return mx.hosts.length === 0 || hasDane ? [] : [{ facts: { name } }];
  },
};

/** Finds policy hosts without address. An alias to a name that does not exist is spoken of with the domain's other aliases. */
export const mtaStsHost: Check<"mtaSts", None> = {
  name: "mta-sts-host",
  part: "mtaSts",
  facts: ["name", "host", "target"],
  parseParams: noParams,
  run: (part) => {
    const { name, records, host } = part;
    const [only] = records;
    if (!only || !host) return unasked(part);
    const { state, aliasTarget: target } = host;
    if (state === "unknown") return "lookup-failed";
    if (state === "found" || (state === "name-absent" && target !== "")) return [];
    return [{ facts: { name, host: host.name, target }, at: whole(only.record) }];
  },
};

/** None where the domain has no MTA-STS; a gap where its record does not count, which another rule says. */
export function unasked({ records }: MtaStsPart): readonly [] | Gap {
  return records.length === 0 ? [] : "record-unusable";
}
