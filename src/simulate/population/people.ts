import type { People } from "../../world/people.ts";
import type { Plan } from "../../world/plan.ts";
import type { PlannedStream } from "../../world/state.ts";
import { ticksADay } from "../../world/time.ts";
import type { Draw } from "../replicate.ts";

/** For a platform that says nothing of how long an entry lasts: as long as the standard's. */
const BLOCKLIST_DAYS = 180;

/** The people of a plan, as every engine makes them. */
export function peopleOf(
  plan: Plan,
  streams: readonly PlannedStream[],
  retryTicks: readonly number[],
  { seed, replication }: Draw,
): People {
  return {
    cohorts: plan.cohorts,
    streams,
    retryTicks,
    blocklistTicks: (plan.platform.blocklistDays ?? BLOCKLIST_DAYS) * ticksADay(plan),
    keyParts: [seed, replication],
  };
}
