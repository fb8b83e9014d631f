import { type AnyCheck, anyCheck } from "../../model/check.ts";
import { mxAbsent, mxFault, mxNull, mxSet } from "./mx.ts";
import { mxHost, mxIpv6, mxProviders } from "./mx-hosts.ts";
import { tlsRptFault, tlsRptSeveral } from "./tls-rpt.ts";

/** Every way of looking at a domain, by the kind of record. */
export const domainChecks: readonly AnyCheck[] = [
  anyCheck(mxAbsent),
  anyCheck(mxFault),
  anyCheck(mxHost),
  anyCheck(mxIpv6),
  anyCheck(mxNull),
  anyCheck(mxProviders),
  anyCheck(mxSet),
  anyCheck(tlsRptFault),
  anyCheck(tlsRptSeveral),
];
