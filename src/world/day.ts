import type { Constraint } from "../model/simulation.ts";
import { constraints } from "../model/simulation.ts";
import { logNormalEffect, normal } from "./chance/normal.ts";
import { settleFlags } from "./flags.ts";
import { volumeAfter } from "./formulas.ts";
import { nextCheck } from "./judge-domain.ts";
import { isLowered } from "./ladder.ts";
import { addAt, numberAt } from "./numbers.ts";
import { failCalls } from "./over-quota.ts";
import type { Receiving } from "./parameters.ts";
import { stageAfterDay } from "./ramp.ts";
import { noteReplies } from "./replies.ts";
import { reputationAt } from "./response.ts";
import { domainQuota } from "./room.ts";
import { rowAt } from "./rows.ts";
import { judgeAccount } from "./standing.ts";
import { counterAt, type DomainState, type Play } from "./state.ts";

/** A day begins: levels put off since yesterday apply, counters start anew, and the world has its mood. */
export function startDay(play: Play): void {
  const { plan, world } = play;
  world.acceptedToday = 0;
  world.offeredToday.fill(0);
  world.poolAcceptedToday.fill(0);
  world.poolDeliveredToday.fill(0);
  for (const campaign of world.campaigns) campaign.takenUpToday = 0;
  for (const [domain, state] of world.domains.entries()) startDomainDay(play, domain, state);
  const day = world.day % 7;
  for (let cohort = 0; cohort < plan.cohorts.length; cohort++) {
    const weekAgo = numberAt(world.cohortMails, cohort * 7 + day);
    addAt(world.cohortMailsInWeek, cohort, -weekAgo);
    world.cohortMails[cohort * 7 + day] = 0;
  }
  drawMood(play);
}

function startDomainDay(play: Play, domain: number, state: DomainState): void {
  const { today } = state;
  if (state.levelTomorrow !== undefined && state.levelTomorrow < state.level) {
    state.level = state.levelTomorrow;
    play.ledger.lowered[play.world.day * play.plan.domains.length + domain] = 1;
    play.note?.("lowered", { level: state.level }, domain);
  }
  state.levelTomorrow = undefined;
  state.isBlockedToday = false;
  state.isNearQuotaTold = false;
  if (today.accepted > 0) state.daysSending++;
  today.requested = 0;
  today.accepted = 0;
  today.listed = 0;
  today.delivered = 0;
  today.invalid = 0;
  today.spamBounces = 0;
  today.complaints = 0;
  today.opens = 0;
  state.nextCheck = nextCheck(play, domain, state);
}

/** Numbers of a provider's key that a day may draw: one for each effect, and one for each pool. */
const NUMBERS_A_DAY = 256;

/**
 * What the day adds to opens and complaints at each provider, and where the neighbours of shared IPs drift. Each day of a
 * provider has numbers of its own, so that what a plan does changes nothing of them.
 */
function drawMood({ plan, world, stream, moods }: Play): void {
  const { dayDeviation, poolMean, poolPersistence, poolDeviation } = plan.receiving;
  const isShared = plan.platform.ipRamp?.overflow === "shared-pool";
  for (const [provider, key] of moods.entries()) {
    stream.reset(key, world.day * NUMBERS_A_DAY);
    world.openEffect[provider] = logNormalEffect(stream, dayDeviation);
    world.complaintEffect[provider] = logNormalEffect(stream, dayDeviation);
    for (const [pool, { kind }] of plan.pools.entries()) {
      if (kind !== "shared" && !isShared) continue;
      const at = pool * plan.providers.length + provider;
      const last = world.neighbours[at] ?? 0;
      world.neighbours[at] = poolMean + poolPersistence * (last - poolMean) + poolDeviation * normal(stream);
    }
  }
}

/** A day ends: the rules that lower are asked, evidence fades and grows, providers adjust what they take, IPs warm up. */
export function endDay(play: Play): void {
  const { plan, world, ledger } = play;
  const day = world.day;
  for (const [domain, state] of world.domains.entries()) {
    settleFlags(play, domain);
    failCalls(play, domain);
    noteReplies(play, domain);
    const at = day * plan.domains.length + domain;
    ledger.level[at] = state.level;
    ledger.quota[at] = domainQuota(play, domain);
    ledger.constraint[at] = constraintAt(state.constraint);
    lower(play, domain, state);
  }
  judgeAccount(play);
  for (const evidence of [world.good, world.bad, world.poolGood, world.poolBad]) fade(evidence, plan.receiving);
  for (let domain = 0; domain < plan.domains.length; domain++) {
    const share = ownShare(play, plan.domains[domain]?.pool ?? 0);
    for (let provider = 0; provider < plan.providers.length; provider++) learn(play, domain, provider, share);
  }
  for (const pool of plan.pools.keys()) warmUp(play, pool);
}

function constraintAt(constraint: Constraint): number {
  return constraints.indexOf(constraint);
}

function lower(play: Play, domain: number, state: DomainState): void {
  if (state.level <= 1 || !isLowered(play.plan.platform, state.today)) return;
  state.levelTomorrow = state.level - 1;
  play.note?.("lowers-tomorrow", { level: state.level - 1, accepted: state.today.accepted }, domain);
}

function fade(evidence: Float64Array, { halfLifeDays }: Receiving): void {
  const kept = 0.5 ** (1 / halfLifeDays);
  for (let at = 0; at < evidence.length; at++) evidence[at] = (evidence[at] ?? 0) * kept;
}

/** What a provider makes of a domain's day, and of its pool's, whose own IPs sent a share of the mail. */
function learn(play: Play, domain: number, provider: number, share: number): void {
  const { plan, world, ledger } = play;
  const { receiving } = plan;
  const at = domain * plan.providers.length + provider;
  const poolAt = (plan.domains[domain]?.pool ?? 0) * plan.providers.length + provider;
  const { good, bad } = evidenceOf(play, domain, provider);
  addAt(world.good, at, good);
  addAt(world.bad, at, bad);
  addAt(world.poolGood, poolAt, good * share);
  addAt(world.poolBad, poolAt, bad * share);
  const reputation = reputationAt(play, domain, provider);
  const volumeStart = plan.providers[provider]?.volumeStart ?? 0;
  const volume = volumeAfter(numberAt(world.volume, at), numberAt(world.offeredToday, at), reputation, receiving);
  // A sender that was idle is not trusted less than one that never sent.
  world.volume[at] =
    numberAt(world.offeredToday, at) === 0 ? Math.max(volume, Math.min(volumeStart, numberAt(world.volume, at))) : volume;
  ledger.reputation[world.day * plan.domains.length * plan.providers.length + at] = reputation;
}

/** Of a pool's mail today, what its own IPs sent; shared ones sent what their warm-up did not allow. */
function ownShare({ plan, world }: Play, pool: number): number {
  let accepted = 0;
  for (const [domain, { today }] of world.domains.entries()) if (plan.domains[domain]?.pool === pool) accepted += today.accepted;
  return accepted === 0 ? 1 : Math.min(1, numberAt(world.poolAcceptedToday, pool) / accepted);
}

/** What a provider saw of a domain today. */
function evidenceOf(play: Play, domain: number, provider: number): { readonly good: number; readonly bad: number } {
  const { counts } = play.ledger;
  const { receiving } = play.plan;
  const row = rowAt(play, domain, provider);
  const opens = numberAt(counts, row + HUMAN);
  const unopened = Math.max(0, numberAt(counts, row + INBOX) + numberAt(counts, row + SPAM) - opens);
  return {
    good: opens * receiving.openWeight + unopened * receiving.unopenedWeight,
    bad: numberAt(counts, row + HARD) * receiving.invalidWeight + numberAt(counts, row + COMPLAINED) * receiving.complaintWeight,
  };
}

const HUMAN = counterAt("openedHuman");
const INBOX = counterAt("inbox");
const SPAM = counterAt("spam");
const HARD = counterAt("bouncedHard");
const COMPLAINED = counterAt("complained");

/** The IPs of a pool share its mail evenly, and so warm up together. */
function warmUp({ plan, world }: Play, pool: number): void {
  const { ipRamp } = plan.platform;
  const { kind, ips = 1 } = plan.pools[pool] ?? {};
  const stage = world.poolStages[pool];
  if (!ipRamp || kind !== "dedicated" || !stage) return;
  const accepted = numberAt(world.poolAcceptedToday, pool) / ips;
  const delivered = numberAt(world.poolDeliveredToday, pool) / ips;
  world.poolStages[pool] = stageAfterDay(ipRamp, stage, { accepted, delivered });
}
