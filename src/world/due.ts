import { aheadOf } from "./ahead.ts";
import { volumeByDay } from "./ramp.ts";
import type { Play } from "./state.ts";
import { dayOf } from "./time.ts";

/** Mails that a campaign would send now if nothing held it back: what its schedule asks for and is still ahead. */
export function mailsDue(play: Play, campaign: number): number {
  const { plan, world } = play;
  const state = world.campaigns[campaign];
  if (state?.status !== "sending") return 0;
  const ahead = aheadOf(play, campaign);
  const schedule = plan.campaigns[campaign]?.schedule;
  if (schedule?.kind !== "by-day") return ahead;
  const ofDay = volumeByDay(schedule.mails, world.day - dayOf(plan, state.startTick));
  return Math.min(ahead, Math.max(0, ofDay - state.takenUpToday));
}
