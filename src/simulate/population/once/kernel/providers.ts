import { uniform } from "./binomial";
import {
  domainAt,
  domainCount,
  facts,
  keyAt,
  moodKeys,
  poolAt,
  poolCount,
  providerAt,
  providerCount,
  rowAt,
  senderAt,
} from "./memory";
import { Key, Pool, Provider, Sender } from "./rows";
import { exp, log, normalQuantile } from "./normal";

// What mailbox providers make of senders: mood.ts, response.ts and learn.ts of src/world, formula by formula.

function logNormalEffect(key: Key, deviation: f64): f64 {
  return deviation == 0 ? 1 : exp(deviation * normalQuantile(uniform(key)) - (deviation * deviation) / 2);
}

/** What a day, whose numbers begin at a place, adds to opens and complaints, and where the neighbours of shared IPs drift. */
export function drawMoods(from: i32): void {
  for (let provider: u32 = 0; provider < providerCount; provider++) {
    const own = providerAt(provider);
    const key = keyAt(moodKeys, provider);
    key.counter = from;
    own.openEffect = logNormalEffect(key, facts.dayDeviation);
    own.complaintEffect = logNormalEffect(key, facts.dayDeviation);
    for (let pool: u32 = 0; pool < poolCount; pool++) {
      const ips = poolAt(pool, provider);
      if (ips.isMoody == 0) continue;
      ips.neighbours =
        facts.poolMean +
        facts.poolPersistence * (ips.neighbours - facts.poolMean) +
        facts.poolDeviation * normalQuantile(uniform(key));
    }
  }
}

// @ts-ignore: decorator
@inline
function reputation(good: f64, bad: f64): f64 {
  return (good + facts.priorGood) / (good + bad + facts.priorGood + facts.priorBad);
}

function mixedReputation(ofDomain: f64, ofPool: f64, weight: f64): f64 {
  if (ofDomain <= 0 || ofPool <= 0) return weight == 0 ? ofPool : weight == 1 ? ofDomain : 0;
  return ofPool * exp(weight * log(ofDomain / ofPool));
}

function reputationOf(sender: Sender, pool: Pool, weight: f64, isShared: bool): f64 {
  const ofPool = isShared ? 1 / (1 + exp(-pool.neighbours)) : reputation(pool.good, pool.bad);
  return mixedReputation(reputation(sender.good, sender.bad), ofPool, weight);
}

function spamFolderShare(inboxShare: f64, good: f64): f64 {
  if (inboxShare >= 1) return 0;
  if (inboxShare <= 0) return 1;
  const odds = (inboxShare / (1 - inboxShare)) * exp(facts.spamSlope * (good - facts.spamReputation));
  return 1 / (1 + odds);
}

function spamBounceShare(good: f64): f64 {
  const from = facts.spamBounceReputation;
  return good >= from ? 0 : (facts.spamBounceShareMax * (from - good)) / from;
}

/** Works out what all providers make of a domain that sends from shared IPs now, or from its own. */
export function view(domain: u32, isShared: bool): void {
  const pool = <u32>domainAt(domain).pool;
  // As the day before ended, the same was worked out.
  const isKnown = !isShared && domainAt(domain).isLearned != 0;
  if (isShared) domainAt(domain).isLearned = 0;
  for (let provider: u32 = 0; provider < providerCount; provider++) {
    const own = providerAt(provider);
    const sender = senderAt(domain, provider);
    if (!isKnown) sender.reputation = reputationOf(sender, poolAt(pool, provider), own.domainWeight, isShared);
    const good = sender.reputation;
    sender.refusedShare = spamBounceShare(good);
    sender.spamShare = spamFolderShare(own.inboxOfSeen, good);
  }
}

/** A day ends: evidence fades. */
export function fade(): void {
  for (let provider: u32 = 0; provider < providerCount; provider++) {
    for (let domain: u32 = 0; domain < domainCount; domain++) {
      const sender = senderAt(domain, provider);
      sender.good *= facts.kept;
      sender.bad *= facts.kept;
    }
    for (let pool: u32 = 0; pool < poolCount; pool++) {
      const ips = poolAt(pool, provider);
      ips.good *= facts.kept;
      ips.bad *= facts.kept;
    }
  }
}

function volumeAfter(sender: Sender, provider: Provider, good: f64): f64 {
  const volume = sender.volume;
  if (sender.offered == 0) return max(volume * facts.idleFactor, min(provider.volumeStart, volume));
  if (sender.offered <= facts.volumeUsedShare * volume) return volume;
  const growth = facts.volumeGrowthSlope * (good - facts.volumeReputation);
  return volume * (1 + min(facts.volumeGrowthMax, max(facts.volumeGrowthMin, growth)));
}

/** What all providers make of a domain's day, and of its pool's, whose own IPs sent a share of the mail. */
export function learn(domain: u32, day: i32, share: f64, isShared: bool): void {
  const pool = <u32>domainAt(domain).pool;
  // What another domain of the pool has still to teach it would change the reputation.
  domainAt(domain).isLearned = isShared || domainCount > 1 ? 0 : 1;
  for (let provider: u32 = 0; provider < providerCount; provider++) {
    const own = providerAt(provider);
    const sender = senderAt(domain, provider);
    const ips = poolAt(pool, provider);
    const row = rowAt(day, domain, provider);
    const unopened = max(0.0, row.inbox + row.spam - row.openedHuman);
    const good = row.openedHuman * facts.openWeight + unopened * facts.unopenedWeight;
    const bad = row.bouncedHard * facts.invalidWeight + row.complained * facts.complaintWeight;
    sender.good += good;
    sender.bad += bad;
    ips.good += good * share;
    ips.bad += bad * share;
    const now = reputationOf(sender, ips, own.domainWeight, isShared);
    sender.reputation = now;
    sender.volume = volumeAfter(sender, own, now);
  }
}
