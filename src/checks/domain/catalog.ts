import { type AnyCheck, anyCheck } from "../../model/check.ts";
import { mtaStsAbsent, mtaStsFault, mtaStsHost, mtaStsOther, mtaStsSeveral } from "./mta-sts.ts";
import {
  mtaStsMaxAge,
  mtaStsMode,
  mtaStsMx,
  mtaStsPolicyFault,
  mtaStsPolicyType,
  mtaStsPolicyUnreachable,
} from "./mta-sts-policy.ts";
import { mxAbsent, mxFault, mxNull, mxSet } from "./mx.ts";
import { mxHost, mxIpv6, mxProviders } from "./mx-hosts.ts";
import { tlsRptAbsent, tlsRptFault, tlsRptSeveral } from "./tls-rpt.ts";

/** Every way of looking at a domain, by the kind of record. */
export const domainChecks: readonly AnyCheck[] = [
  anyCheck(mtaStsAbsent),
  anyCheck(mtaStsFault),
  anyCheck(mtaStsHost),
  anyCheck(mtaStsMaxAge),
  anyCheck(mtaStsMode),
  anyCheck(mtaStsMx),
  anyCheck(mtaStsOther),
  anyCheck(mtaStsPolicyFault),
  anyCheck(mtaStsPolicyType),
  anyCheck(mtaStsPolicyUnreachable),
  anyCheck(mtaStsSeveral),
  anyCheck(mxAbsent),
  anyCheck(mxFault),
  anyCheck(mxHost),
  anyCheck(mxIpv6),
  anyCheck(mxNull),
  anyCheck(mxProviders),
  anyCheck(mxSet),
  anyCheck(tlsRptAbsent),
  anyCheck(tlsRptFault),
  anyCheck(tlsRptSeveral),
];
