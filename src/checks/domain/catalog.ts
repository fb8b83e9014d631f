import { type AnyCheck, anyCheck } from "../../model/check.ts";
import { tlsRptFault, tlsRptSeveral } from "./tls-rpt.ts";

/** Every way of looking at a domain, by the kind of record. */
export const domainChecks: readonly AnyCheck[] = [anyCheck(tlsRptFault), anyCheck(tlsRptSeveral)];
