import { aheadOf, waitingOf } from "./ahead.ts";
import { count } from "./book.ts";
import { endDay, startDay } from "./day.ts";
import { sendFrom } from "./send.ts";
import type { Play } from "./state.ts";
import { dayOf, isDayStart, ticksADay } from "./time.ts";

/**
 * Moves the world on by one tick, in this order: what ends and what was put off until the day begins; what others do;
 * campaigns whose turn it is; mail, retries first; what the day's end brings.
 */
export function advance(play: Play): void {
  const { plan, world } = play;
  const isFirst = isDayStart(plan, world.tick);
  world.day = dayOf(plan, world.tick);
  if (isFirst) startDay(play);
  world.acceptedThisTick = 0;
  world.poolAcceptedThisTick.fill(0);
  for (const state of world.domains) state.acceptedByTick[world.tick % state.acceptedByTick.length] = 0;
  play.steps.changeLists(play);
  if (isFirst) play.steps.arriveFlags(play);
  startCampaigns(play);
  for (const domain of world.domains.keys()) sendFrom(play, domain);
  endCampaigns(play);
  if ((world.tick + 1) % ticksADay(plan) === 0) endDay(play);
  world.tick++;
}

/** A campaign begins when its day has come and the one before it is done; a mailing, when its time has come and the last is out. */
function startCampaigns(play: Play): void {
  const { plan, world } = play;
  for (const [campaign, planned] of plan.campaigns.entries()) {
    const state = world.campaigns[campaign];
    if (!state) continue;
    const isFree = planned.after === undefined || world.campaigns[planned.after]?.status === "done";
    if (state.status === "waiting" && world.tick >= Math.max(planned.startTick, planned.reviewedTick) && isFree) {
      state.status = "sending";
      state.startTick = world.tick;
      startMailing(play, campaign);
    } else if (
      state.status === "sending" &&
      state.mailing < planned.mailings &&
      aheadOf(play, campaign) === 0 &&
      world.tick >= state.mailingStartTick + planned.everyTicks
    )
      startMailing(play, campaign);
  }
}

function startMailing(play: Play, campaign: number): void {
  const { world, population } = play;
  const state = world.campaigns[campaign];
  if (!state) return;
  state.mailing++;
  state.mailingStartTick = world.tick;
  const domain = play.plan.campaigns[campaign]?.domain ?? 0;
  for (const stream of play.streamsOf[campaign] ?? [])
    count(play, domain, play.streams[stream]?.provider ?? 0, "expired", waitingOf(play, stream));
  population.begin(campaign);
  for (const stream of play.streamsOf[campaign] ?? []) {
    state.ahead += population.ahead(stream);
    world.waiting[stream] = 0;
  }
  play.note?.("mailing-begun", { mailing: state.mailing, recipients: aheadOf(play, campaign) }, domain, campaign);
}

function endCampaigns(play: Play): void {
  const { plan, world, ledger } = play;
  for (const [campaign, { mailings, domain }] of plan.campaigns.entries()) {
    const state = world.campaigns[campaign];
    if (state?.status !== "sending" || state.mailing < mailings || aheadOf(play, campaign) > 0) continue;
    state.status = "done";
    state.doneTick = world.tick;
    ledger.doneTick[campaign] = world.tick;
    play.note?.("done", { day: world.day }, domain, campaign);
  }
}
