import { logNormalEffect, normal } from "./chance/normal.ts";
import type { Play } from "./state.ts";

/** Numbers of a provider's key that a day may draw: one for each effect, and one for each pool. */
export const NUMBERS_A_DAY = 256;

/**
 * What the day adds to opens and complaints at each provider, and where the neighbours of shared IPs drift. Each day of a
 * provider has numbers of its own, so that what a plan does changes nothing of them.
 */
export function drawMood({ plan, world, stream, moods }: Play): void {
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
