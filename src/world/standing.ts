import { accountStanding } from "./ladder.ts";
import type { Play } from "./state.ts";

/**
 * A day ends, and a platform without levels looks at the bounces and complaints of its account: of all mail so far, once that
 * is enough to say something. A paused account sends nothing until somebody has talked to the platform.
 */
export function judgeAccount(play: Play): void {
  const { plan, world } = play;
  let [invalid, complaints] = [0, 0];
  for (const { today } of world.domains) {
    invalid += today.invalid;
    complaints += today.complaints;
  }
  world.invalidInAll += invalid;
  world.complaintsInAll += complaints;
  const accepted = world.acceptedInAll;
  if (accepted < (plan.platform.standingSampleMin ?? 1) || accepted === 0) return;
  const standing = accountStanding(plan.platform, {
    invalid: world.invalidInAll / accepted,
    complaint: world.complaintsInAll / accepted,
  });
  if (standing === world.standing || world.standing === "paused") return;
  world.standing = standing;
  play.note?.(`account-${standing}`, { accepted, invalid: world.invalidInAll, complaints: world.complaintsInAll });
}
