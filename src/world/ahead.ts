import type { Play } from "./state.ts";

/** Recipients of a campaign's mailing that are not reached yet. */
export function aheadOf({ world }: Play, campaign: number): number {
  return world.campaigns[campaign]?.ahead ?? 0;
}
