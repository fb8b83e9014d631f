import { type Key, keyWith, keyWithName } from "../world/chance/hash.ts";
import type { Plan } from "../world/plan.ts";

/** Keep the draws of the world apart from those of its people, whose purposes go from 1 to 6. */
const PURPOSE_MOOD = 16;
const PURPOSE_FLAGS = 17;

/** The keys of the chance of a world, under that of its replication. */
export interface WorldKeys {
  /** Of each provider's days. */
  readonly moods: readonly Key[];
  /** Of each domain's flags. */
  readonly flags: readonly Key[];
}

/** Providers have theirs by name, so that a plan with one more leaves those of the others as they are. */
export function worldKeys({ providers, domains }: Plan, key: Key): WorldKeys {
  const moodKey = keyWith(key, PURPOSE_MOOD);
  const flagKey = keyWith(key, PURPOSE_FLAGS);
  return {
    moods: providers.map(({ id }) => keyWithName(moodKey, id)),
    flags: domains.map((_, domain) => keyWith(flagKey, domain)),
  };
}
