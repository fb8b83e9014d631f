import type { Receiving } from "./parameters.ts";

/** How good a sender looks by the evidence about it: 0 to 1; a new sender's prior evidence counts with it. */
export function reputation(good: number, bad: number, { priorGood, priorBad }: Receiving): number {
  return (good + priorGood) / (good + bad + priorGood + priorBad);
}

/** One reputation of a domain's and its IPs': their geometric mean, the domain's with a weight from 0 to 1. */
export function mixedReputation(ofDomain: number, ofPool: number, domainWeight: number): number {
  if (ofDomain <= 0 || ofPool <= 0) return ofDomain ** domainWeight * ofPool ** (1 - domainWeight);
  // The same with half of the work.
  return ofPool * Math.exp(domainWeight * Math.log(ofDomain / ofPool));
}

/** The share of mail that a provider puts off: what is beyond the volume that it takes, and more the worse the sender looks. */
export function deferralShare(volume: number, offered: number, good: number, receiving: Receiving): number {
  const beyond = offered > volume ? 1 - volume / offered : 0;
  return Math.min(receiving.deferShareMax, beyond + receiving.deferReputationShare * (1 - good) ** 2);
}

/** The share of mail that is refused for spam. */
export function spamBounceShare(good: number, { spamBounceReputation, spamBounceShareMax }: Receiving): number {
  if (good >= spamBounceReputation) return 0;
  return (spamBounceShareMax * (spamBounceReputation - good)) / spamBounceReputation;
}

/** Of the mail in a folder that people see, what a good sender has in the inbox: some of what was taken is never seen. */
export function inboxOfSeen(inboxShare: number, missingShare: number): number {
  return missingShare >= 1 ? 0 : Math.min(1, inboxShare / (1 - missingShare));
}

/** The share of mail that people see in the spam folder; a good sender has 1 − `inboxShare` there, of that mail. */
export function spamFolderShare(inboxShare: number, good: number, { spamSlope, spamReputation }: Receiving): number {
  if (inboxShare >= 1) return 0;
  if (inboxShare <= 0) return 1;
  // The odds of the inbox: those of a good sender, times what the reputation makes of them.
  const odds = (inboxShare / (1 - inboxShare)) * Math.exp(spamSlope * (good - spamReputation));
  return 1 / (1 + odds);
}

/** Complaints of mails in the inbox, when people had so many mails in seven days. */
export function complaintRate(share: number, weeklyMails: number, { complaintFatigueShare }: Receiving): number {
  return share * (1 + complaintFatigueShare * Math.max(0, weeklyMails - 1));
}

/** What a provider takes from a sender on the next day. */
export function volumeAfter(volume: number, offered: number, good: number, receiving: Receiving): number {
  if (offered === 0) return volume * 0.5 ** (1 / receiving.volumeIdleHalfLifeDays);
  if (offered <= receiving.volumeUsedShare * volume) return volume;
  const growth = receiving.volumeGrowthSlope * (good - receiving.volumeReputation);
  return volume * (1 + Math.min(receiving.volumeGrowthMax, Math.max(receiving.volumeGrowthMin, growth)));
}

/** Of opens by people, those that no machine has opened before: what they add to the opens that a platform counts. */
export function anyOpenShare(machineOpenShare: number): number {
  return 1 - machineOpenShare;
}
