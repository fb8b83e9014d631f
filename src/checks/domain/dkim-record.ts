import type { Check } from "../../model/check.ts";
import type { DkimKeyFault } from "../../model/domain/dkim.ts";
import { type FaultParams, recordFault } from "./record-fault.ts";

const fault = recordFault<"dkim", DkimKeyFault>({
  name: "dkim-key-fault",
  part: "dkim",
  kinds: {
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
    "tag-unknown": true,
    "tag-obsolete": true,
    "tag-twice": true,
    "tag-case": true,
    "tag-malformed": true,
    "flag-unknown": true,
    testing: true,
    "hash-unusable": true,
    "service-excluded": true,
    "key-missing": true,
    "key-revoked": true,
    "key-encoding": true,
    "key-unreadable": true,
    "key-cut": true,
    "key-followed": true,
    "record-twice": true,
    "key-type-unknown": true,
    "key-type-differs": true,
    "key-bare": true,
    "key-wrapped": true,
  },
  // Of several records at one name none can be relied on, which another rule says.
  recordsOf: ({ selectors }) => selectors.flatMap(({ texts, records }) => (texts.length === 1 ? records : [])),
});

/** Finds what a DKIM key record has wrong; a gap where none is found and a selector could not be looked up. */
export const dkimKeyFault: Check<"dkim", FaultParams<DkimKeyFault>> = {
  ...fault,
  run: (part, params, others) => {
    const hits = fault.run(part, params, others);
    return hits.length === 0 && part.selectors.some(({ state }) => state === "lookup-failed") ? "lookup-failed" : hits;
  },
};
