import type { Check } from "../../model/check.ts";
import type { TlsRptFault } from "../../model/domain/tls-rpt.ts";
import { noParams } from "../params.ts";
import { type FaultParams, recordFault } from "./record-fault.ts";

/** Finds what a TLS-RPT record has wrong. */
export const tlsRptFault: Check<"tlsRpt", FaultParams<TlsRptFault>> = recordFault({
  name: "tls-rpt-fault",
  part: "tlsRpt",
  kinds: {
    "version-wrong": true,
    "tag-unknown": true,
    "tag-twice": true,
    "tag-malformed": true,
    "rua-missing": true,
    "rua-scheme": true,
    "rua-malformed": true,
  },
  recordsOf: ({ records }) => records,
});

/** Finds more than one TLS-RPT record, so that none counts (RFC 8460, 3). */
export const tlsRptSeveral: Check<"tlsRpt", Readonly<Record<string, never>>> = {
  name: "tls-rpt-several",
  part: "tlsRpt",
  facts: ["name", "count"],
  parseParams: noParams,
  run: ({ name, records: [, second], records }) =>
    second === undefined
      ? []
      : [
          {
            facts: { name, count: records.length },
            at: { source: second.record.source, start: 0, end: second.record.text.length },
          },
        ],
};

/** Finds domains that ask for TLS, by MTA-STS or DANE, and for no reports on where it fails. */
export const tlsRptAbsent: Check<"tlsRpt", Readonly<Record<string, never>>> = {
  name: "tls-rpt-absent",
  part: "tlsRpt",
  facts: ["name", "by"],
  parseParams: noParams,
  run: ({ name, records }, _, { mtaSts, tlsa }) => {
    if (records.length > 0) return [];
    if ((mtaSts?.records.length ?? 0) > 0) return [{ facts: { name, by: "mta-sts" } }];
    if (tlsa?.hosts.some((host) => host.records.length > 0)) return [{ facts: { name, by: "dane" } }];
    return mtaSts === undefined || tlsa === undefined ? "lookup-failed" : [];
  },
};
