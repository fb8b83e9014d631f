import { COUNTERS, type Play } from "./state.ts";

/** Where the counters of a domain and provider begin on the day that is. */
export function rowAt({ plan, world }: Play, domain: number, provider: number): number {
  const senders = plan.domains.length * plan.providers.length;
  return (world.day * senders + domain * plan.providers.length + provider) * COUNTERS;
}
