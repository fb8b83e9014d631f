import type { Play } from "./state.ts";

/** Recipients of a campaign's mailing that are not reached yet. */
export function aheadOf({ population, streamsOf }: Play, campaign: number): number {
  let ahead = 0;
  for (const stream of streamsOf[campaign] ?? []) ahead += population.ahead(stream);
  return ahead;
}
