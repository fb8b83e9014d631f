import { type AnyCheck, anyCheck } from "../../model/check.ts";
import {
  dkimEd25519Alone,
  dkimKeyBits,
  dkimKeyShared,
  dkimLeftover,
  dkimSelectorState,
  dkimSeveral,
  dkimWildcardKey,
} from "./dkim.ts";
import { dkimKeyFault } from "./dkim-record.ts";
import { dmarcDiscoveryDiffers, dmarcMisplaced, dmarcMissing, dmarcOtherText, dmarcSeveral } from "./dmarc.ts";
import { dmarcAlias, dmarcDestinationLeave, dmarcDestinationMail } from "./dmarc-destination.ts";
import {
  dmarcAbsentUnread,
  dmarcPolicyNone,
  dmarcPsd,
  dmarcRuaMissing,
  dmarcSubdomainsNone,
  dmarcSubdomainTag,
} from "./dmarc-policy.ts";
import { dmarcRecordFault } from "./dmarc-record.ts";
import { tlsRptFault, tlsRptSeveral } from "./tls-rpt.ts";

/** Every way of looking at a domain, by the kind of record. */
export const domainChecks: readonly AnyCheck[] = [
  anyCheck(dkimSelectorState),
  anyCheck(dkimSeveral),
  anyCheck(dkimKeyFault),
  anyCheck(dkimKeyBits),
  anyCheck(dkimEd25519Alone),
  anyCheck(dkimKeyShared),
  anyCheck(dkimWildcardKey),
  anyCheck(dkimLeftover),
  anyCheck(dmarcMissing),
  anyCheck(dmarcSeveral),
  anyCheck(dmarcMisplaced),
  anyCheck(dmarcOtherText),
  anyCheck(dmarcDiscoveryDiffers),
  anyCheck(dmarcRecordFault),
  anyCheck(dmarcPolicyNone),
  anyCheck(dmarcSubdomainsNone),
  anyCheck(dmarcAbsentUnread),
  anyCheck(dmarcSubdomainTag),
  anyCheck(dmarcPsd),
  anyCheck(dmarcRuaMissing),
  anyCheck(dmarcDestinationLeave),
  anyCheck(dmarcDestinationMail),
  anyCheck(dmarcAlias),
  anyCheck(tlsRptFault),
  anyCheck(tlsRptSeveral),
];
