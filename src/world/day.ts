import type { Constraint } from "../model/simulation.ts";
import { constraints } from "../model/simulation.ts";
import { nextCheck } from "./judge-domain.ts";
import { isLowered } from "./ladder.ts";
import { numberAt } from "./numbers.ts";
import { failCalls } from "./over-quota.ts";
import { stageAfterDay } from "./ramp.ts";
import { noteReplies } from "./replies.ts";
import { domainQuota } from "./room.ts";
import { judgeAccount } from "./standing.ts";
import type { DomainState, Play } from "./state.ts";

/** A day begins: levels put off since yesterday apply, counters start anew, and the world has its mood. */
export function startDay(play: Play): void {
  const { world } = play;
  world.acceptedToday = 0;
  world.poolAcceptedToday.fill(0);
  world.poolDeliveredToday.fill(0);
  for (const campaign of world.campaigns) campaign.takenUpToday = 0;
  for (const [domain, state] of world.domains.entries()) startDomainDay(play, domain, state);
  play.steps.startDay(play);
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

/** A day ends: the rules that lower are asked, evidence fades and grows, providers adjust what they take, IPs warm up. */
export function endDay(play: Play): void {
  const { plan, world, ledger } = play;
  const day = world.day;
  for (const [domain, state] of world.domains.entries()) {
    play.steps.settleFlags(play, domain);
    failCalls(play, domain);
    noteReplies(play, domain);
    const at = day * plan.domains.length + domain;
    ledger.accepted[at] = state.today.accepted;
    ledger.level[at] = state.level;
    ledger.quota[at] = domainQuota(play, domain);
    ledger.constraint[at] = constraintAt(state.constraint);
    lower(play, domain, state);
  }
  judgeAccount(play);
  play.steps.endDay(play);
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
