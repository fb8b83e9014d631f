import { type AnyCheck, anyCheck } from "../../model/check.ts";
import { spfGreeting, spfSenderRefused } from "./spf-asked.ts";
import { spfFault } from "./spf-fault.ts";
import { spfHeadroom, spfLookups, spfLoop, spfMxHosts, spfTarget, spfVoidLookups } from "./spf-lookups.ts";
import { spfAbsent, spfNotInherited, spfParked, spfSenderId, spfSeveral } from "./spf-present.ts";
import { spfBroad, spfRedundant, spfReserved, spfShared } from "./spf-ranges.ts";
import { spfAnswerSize, spfRecordSize } from "./spf-size.ts";
import { spfAlias, spfAll, spfEndMissing, spfExplanation, spfHostAddress, spfMacroTarget, spfPtr } from "./spf-terms.ts";

/** Who may send in the domain's name. */
export const spfChecks: readonly AnyCheck[] = [
  anyCheck(spfAbsent),
  anyCheck(spfNotInherited),
  anyCheck(spfParked),
  anyCheck(spfSeveral),
  anyCheck(spfSenderId),
  anyCheck(spfFault),
  anyCheck(spfLookups),
  anyCheck(spfHeadroom),
  anyCheck(spfVoidLookups),
  anyCheck(spfMxHosts),
  anyCheck(spfLoop),
  anyCheck(spfTarget),
  anyCheck(spfAll),
  anyCheck(spfEndMissing),
  anyCheck(spfPtr),
  anyCheck(spfMacroTarget),
  anyCheck(spfHostAddress),
  anyCheck(spfAlias),
  anyCheck(spfExplanation),
  anyCheck(spfBroad),
  anyCheck(spfReserved),
  anyCheck(spfRedundant),
  anyCheck(spfShared),
  anyCheck(spfRecordSize),
  anyCheck(spfAnswerSize),
  anyCheck(spfSenderRefused),
  anyCheck(spfGreeting),
];
