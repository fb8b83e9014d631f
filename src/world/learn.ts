import { volumeAfter } from "./formulas.ts";
import { addAt, numberAt } from "./numbers.ts";
import type { Receiving } from "./parameters.ts";
import { reputationAt } from "./response.ts";
import { rowAt } from "./rows.ts";
import { counterAt, type Play } from "./state.ts";

/** A day ends: evidence fades and grows, and providers adjust what they take. */
export function learnFromDay(play: Play): void {
  const { plan, world } = play;
  for (const evidence of [world.good, world.bad, world.poolGood, world.poolBad]) fade(evidence, plan.receiving);
  for (let domain = 0; domain < plan.domains.length; domain++) {
    const share = ownShare(play, plan.domains[domain]?.pool ?? 0);
    for (let provider = 0; provider < plan.providers.length; provider++) learn(play, domain, provider, share);
  }
}

function fade(evidence: Float64Array, { halfLifeDays }: Receiving): void {
  const kept = 0.5 ** (1 / halfLifeDays);
  for (let at = 0; at < evidence.length; at++) evidence[at] = (evidence[at] ?? 0) * kept;
}

/** What a provider makes of a domain's day, and of its pool's, whose own IPs sent a share of the mail. */
function learn(play: Play, domain: number, provider: number, share: number): void {
  const { plan, world } = play;
  const { receiving } = plan;
  const at = domain * plan.providers.length + provider;
  const poolAt = (plan.domains[domain]?.pool ?? 0) * plan.providers.length + provider;
  const { good, bad } = evidenceOf(play, domain, provider);
  addAt(world.good, at, good);
  addAt(world.bad, at, bad);
  addAt(world.poolGood, poolAt, good * share);
  addAt(world.poolBad, poolAt, bad * share);
  const reputation = reputationAt(play, domain, provider);
  const volumeStart = plan.providers[provider]?.volumeStart ?? 0;
  const volume = volumeAfter(numberAt(world.volume, at), numberAt(world.offeredToday, at), reputation, receiving);
  // A sender that was idle is not trusted less than one that never sent.
  world.volume[at] =
    numberAt(world.offeredToday, at) === 0 ? Math.max(volume, Math.min(volumeStart, numberAt(world.volume, at))) : volume;
  world.reputation[at] = reputation;
}

/** Of a pool's mail today, what its own IPs sent; shared ones sent what their warm-up did not allow. */
export function ownShare({ plan, world }: Play, pool: number): number {
  let accepted = 0;
  for (const [domain, { today }] of world.domains.entries()) if (plan.domains[domain]?.pool === pool) accepted += today.accepted;
  return accepted === 0 ? 1 : Math.min(1, numberAt(world.poolAcceptedToday, pool) / accepted);
}

/** What a provider saw of a domain today. */
function evidenceOf(play: Play, domain: number, provider: number): { readonly good: number; readonly bad: number } {
  const { counts } = play.ledger;
  const { receiving } = play.plan;
  const row = rowAt(play, domain, provider);
  const opens = numberAt(counts, row + HUMAN);
  const unopened = Math.max(0, numberAt(counts, row + INBOX) + numberAt(counts, row + SPAM) - opens);
  return {
    good: opens * receiving.openWeight + unopened * receiving.unopenedWeight,
    bad: numberAt(counts, row + HARD) * receiving.invalidWeight + numberAt(counts, row + COMPLAINED) * receiving.complaintWeight,
  };
}

const HUMAN = counterAt("openedHuman");
const INBOX = counterAt("inbox");
const SPAM = counterAt("spam");
const HARD = counterAt("bouncedHard");
const COMPLAINED = counterAt("complained");
