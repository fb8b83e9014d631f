import type { Check } from "../../model/check.ts";
import type { DmarcPart, DmarcRecordFault } from "../../model/domain/dmarc.ts";
import { type FaultParams, recordFault } from "./record-fault.ts";

const kinds: Readonly<Record<DmarcRecordFault, true>> = {
  "paste-quote": true,
  "paste-backslash": true,
  "paste-bracket": true,
  "paste-line": true,
  "paste-armor": true,
  "paste-character": true,
  "semicolon-missing": true,
  "version-missing": true,
  "version-wrong": true,
  "version-not-first": true,
  "blank-first": true,
  "tag-unknown": true,
  "tag-twice": true,
  "tag-malformed": true,
  "tag-removed": true,
  "value-unknown": true,
  "policy-missing": true,
  "policy-unknown": true,
  "policy-late": true,
  testing: true,
  "options-conflict": true,
  "options-unused": true,
  "uri-malformed": true,
  "uri-scheme": true,
  "uri-size": true,
  "uris-many": true,
};

const fault = recordFault<"dmarc", DmarcRecordFault>({
  name: "dmarc-record-fault",
  part: "dmarc",
  kinds,
  recordsOf: ({ records }) => records,
});

/** Finds what a DMARC record has wrong, and says what either standard makes of it. */
export const dmarcRecordFault: Check<"dmarc", FaultParams<DmarcRecordFault>> = {
  ...fault,
  facts: [...fault.facts, "rfc9989", "rfc7489"],
  run: (part, params, others) => {
    const sight = fault.run(part, params, others);
    return typeof sight === "string"
      ? sight
      : sight.map((hit) => ({ ...hit, facts: { ...hit.facts, ...readings(part, hit.at?.source) } }));
  },
};

/** What holds for the domain itself by either standard; `ignored` where the record counts as none. */
function readings({ records }: DmarcPart, source: number | undefined): { readonly rfc9989: string; readonly rfc7489: string } {
  const value = records.find(({ record }) => record.source === source)?.value;
  return { rfc9989: value?.byRfc9989?.domain ?? "ignored", rfc7489: value?.byRfc7489?.domain ?? "ignored" };
}
