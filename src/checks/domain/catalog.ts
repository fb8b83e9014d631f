import { type AnyCheck, anyCheck } from "../../model/check.ts";
import { aliasEndState, wildcardShadow } from "./aliases.ts";
import { bimiCertificate, bimiDeclined, bimiDmarc, bimiFault, bimiSeveral } from "./bimi.ts";
import { bimiLogo } from "./bimi-logo.ts";
import { connectionSpf } from "./connections.ts";
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
import { dmarcCopy, dmarcDiscoveryDiffers, dmarcMisplaced, dmarcMissing, dmarcOtherText, dmarcSeveral } from "./dmarc.ts";
import { dmarcAlias, dmarcDestinationLeave, dmarcDestinationMail } from "./dmarc-destination.ts";
import {
  dmarcAbsentUnread,
  dmarcPolicyNone,
  dmarcPsd,
  dmarcRejectUnsigned,
  dmarcRuaMissing,
  dmarcSubdomainsNone,
  dmarcSubdomainTag,
} from "./dmarc-policy.ts";
import { dmarcRecordFault } from "./dmarc-record.ts";
import { dnssecAbsent, dnssecServers, dsRetired } from "./dnssec.ts";
import { espDkim, espDmarc, espMailboxes, espMisplaced, espMx, espSpf } from "./expected.ts";
import { hostingFailing } from "./hosting.ts";
import { heloDiffers, ptrAbsent, ptrGeneric, ptrUnconfirmed } from "./hosts.ts";
import { listed } from "./listings.ts";
import { mailTtl } from "./mail-ttls.ts";
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
import { mxHost, mxIpv6, mxProviders, mxUnapproved } from "./mx-hosts.ts";
import { caaForbids, nameServerState, nameServersFew, soaOdd } from "./name-servers.ts";
import {
  delegationDiffers,
  glueDiffers,
  nameServerLame,
  nameServerWay,
  resolverOld,
  resolversDiffer,
  servedAnswersDiffer,
} from "./propagation.ts";
import { senderCause, senderPurposesMixed } from "./senders.ts";
import { spfChecks } from "./spf-catalog.ts";
import { tlsRptAbsent, tlsRptFault, tlsRptSeveral } from "./tls-rpt.ts";
import { tlsaFault, tlsaUncovered, tlsaUnmatched, tlsaUnsigned } from "./tlsa.ts";
import { zoneFault } from "./zone-file.ts";

/** The keys that mail is signed with. */
const dkimChecks: readonly AnyCheck[] = [
  anyCheck(dkimSelectorState),
  anyCheck(dkimSeveral),
  anyCheck(dkimKeyFault),
  anyCheck(dkimKeyBits),
  anyCheck(dkimEd25519Alone),
  anyCheck(dkimKeyShared),
  anyCheck(dkimWildcardKey),
  anyCheck(dkimLeftover),
];

/** The policy for mail that nothing vouches for. */
const dmarcChecks: readonly AnyCheck[] = [
  anyCheck(dmarcMissing),
  anyCheck(dmarcSeveral),
  anyCheck(dmarcMisplaced),
  anyCheck(dmarcCopy),
  anyCheck(dmarcOtherText),
  anyCheck(dmarcDiscoveryDiffers),
  anyCheck(dmarcRecordFault),
  anyCheck(dmarcPolicyNone),
  anyCheck(dmarcSubdomainsNone),
  anyCheck(dmarcAbsentUnread),
  anyCheck(dmarcSubdomainTag),
  anyCheck(dmarcPsd),
  anyCheck(dmarcRejectUnsigned),
  anyCheck(dmarcRuaMissing),
  anyCheck(dmarcDestinationLeave),
  anyCheck(dmarcDestinationMail),
  anyCheck(dmarcAlias),
];

/** The logo beside the mail. */
const logoChecks: readonly AnyCheck[] = [
  anyCheck(bimiCertificate),
  anyCheck(bimiDeclined),
  anyCheck(bimiDmarc),
  anyCheck(bimiFault),
  anyCheck(bimiLogo),
  anyCheck(bimiSeveral),
];

/** What the providers that mail is sent through ask for. */
const expectedChecks: readonly AnyCheck[] = [
  anyCheck(espDkim),
  anyCheck(espDmarc),
  anyCheck(espMailboxes),
  anyCheck(espMisplaced),
  anyCheck(espMx),
  anyCheck(espSpf),
  anyCheck(hostingFailing),
];

/** Mail that comes in, and how it is encrypted. */
const inboundChecks: readonly AnyCheck[] = [
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
  anyCheck(mxUnapproved),
  anyCheck(tlsRptAbsent),
  anyCheck(tlsRptFault),
  anyCheck(tlsRptSeveral),
];

/** Who serves the domain's zone, how it is kept, and whether it can be proved. */
const zoneChecks: readonly AnyCheck[] = [
  anyCheck(nameServerState),
  anyCheck(nameServersFew),
  anyCheck(soaOdd),
  anyCheck(caaForbids),
  anyCheck(mailTtl),
  anyCheck(aliasEndState),
  anyCheck(wildcardShadow),
  anyCheck(zoneFault),
  anyCheck(dnssecAbsent),
  anyCheck(dnssecServers),
  anyCheck(dsRetired),
  anyCheck(tlsaFault),
  anyCheck(tlsaUncovered),
  anyCheck(tlsaUnmatched),
  anyCheck(tlsaUnsigned),
];

/** Servers of the zone, one by one, and what resolvers remember. */
const propagationChecks: readonly AnyCheck[] = [
  anyCheck(servedAnswersDiffer),
  anyCheck(nameServerLame),
  anyCheck(nameServerWay),
  anyCheck(delegationDiffers),
  anyCheck(glueDiffers),
  anyCheck(resolverOld),
  anyCheck(resolversDiffer),
];

/** The hosts that mail is sent from. */
const hostChecks: readonly AnyCheck[] = [
  anyCheck(ptrAbsent),
  anyCheck(ptrUnconfirmed),
  anyCheck(ptrGeneric),
  anyCheck(heloDiffers),
  anyCheck(listed),
];

/** The sources of mail that were named or declared. */
const senderChecks: readonly AnyCheck[] = [anyCheck(senderCause), anyCheck(senderPurposesMixed), anyCheck(connectionSpf)];

/** Every way of looking at a domain. */
export const domainChecks: readonly AnyCheck[] = [
  ...spfChecks,
  ...dkimChecks,
  ...dmarcChecks,
  ...logoChecks,
  ...inboundChecks,
  ...expectedChecks,
  ...zoneChecks,
  ...propagationChecks,
  ...hostChecks,
  ...senderChecks,
];
