import { type Replication, replicate } from "../../src/simulate/replicate.ts";
import type { People } from "../../src/world/people.ts";
import type { Plan } from "../../src/world/plan.ts";
import type { Play } from "../../src/world/state.ts";
import { faultsIn } from "./invariants.ts";
import { type Moment, Recorder, type Watched, watchedCohorts } from "./moments.ts";

/** A replication with its moments, and the invariants that were broken first. */
export interface Recorded extends Replication {
  readonly moments: readonly Moment[];
  readonly faults: readonly string[];
}

/**
 * Plays a plan with people by counts, or such as `watch` makes, and holds it to the invariants after every tick. `look` sees
 * the play itself then.
 */
export function recorded(
  plan: Plan,
  seed: number,
  look?: (play: Play) => void,
  watch: (people: People) => Watched = watchedCohorts,
): Recorded {
  const recorder = new Recorder(watch);
  const moments: Moment[] = [];
  const faults: string[] = [];
  const draw = { seed, replication: 0 };
  const afterTick = (play: Play): void => {
    const now = recorder.moment(play);
    if (faults.length === 0) faults.push(...faultsIn(plan, now, moments.at(-1)));
    moments.push(now);
    look?.(play);
  };
  const replication = replicate(plan, draw, recorder.populate, { note: recorder.note, afterTick });
  return { ...replication, moments, faults };
}
