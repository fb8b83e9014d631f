import type { Plan } from "./plan.ts";
import { COUNTERS } from "./state.ts";
import { dayOf } from "./time.ts";

/** Where the counters of a sender, a domain at a provider, begin on the day of a tick. */
export function rowAt(plan: Plan, tick: number, sender: number): number {
  return (dayOf(plan, tick) * plan.domains.length * plan.providers.length + sender) * COUNTERS;
}
