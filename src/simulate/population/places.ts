import type { People } from "../../world/people.ts";
import { RECIPIENTS_AT } from "./shared-work.ts";

/** Cohorts begin at whole steps of the kernel, so that none writes the others' bytes. */
const STEP = 64;

/** Where everybody is in memory. Recipients of all cohorts are numbered through. */
export interface Places {
  /** The number of each cohort's first recipient. */
  readonly firsts: readonly number[];
  /** Where the bytes of recipient 0 would be: of states, of ends of entries, and of each stream's groups. */
  readonly statesAt: number;
  readonly expiriesAt: number;
  readonly groupsAt: readonly number[];
  /** How many bytes there are in all. */
  readonly bytes: number;
}

/**
 * Gives everybody a place. The groups of the first campaign over a cohort are in its states; each further campaign has a
 * byte for each recipient of its own, because people may wait for mail of both.
 */
export function placesOf({ cohorts, streams }: People): Places {
  const firsts: number[] = [];
  let recipients = 0;
  for (const { size } of cohorts) {
    firsts.push(recipients);
    recipients += roomFor(size);
  }
  let end = RECIPIENTS_AT + 2 * recipients;
  const taken = new Set<number>();
  const groupsAt = streams.map(({ cohort }) => {
    if (!taken.has(cohort)) {
      taken.add(cohort);
      return RECIPIENTS_AT;
    }
    const at = end - (firsts[cohort] ?? 0);
    end += roomFor(cohorts[cohort]?.size ?? 0);
    return at;
  });
  return { firsts, statesAt: RECIPIENTS_AT, expiriesAt: RECIPIENTS_AT + recipients, groupsAt, bytes: end - RECIPIENTS_AT };
}

function roomFor(size: number): number {
  return Math.ceil(size / STEP) * STEP;
}
