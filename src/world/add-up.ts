import { addAt, numberAt } from "./numbers.ts";
import { COUNTERS, counterAt, type Play, PROVIDER_FIGURES, providerFigures } from "./state.ts";

const shown = providerFigures.map(counterAt);

/** Writes what the senders came to on the day that ends, all together and by provider. */
export function addUpDay({ plan, world, ledger }: Play): void {
  const { counts, daily, providers } = ledger;
  const [domains, mailboxes] = [plan.domains.length, plan.providers.length];
  for (let sender = 0; sender < domains * mailboxes; sender++) {
    const row = (world.day * domains * mailboxes + sender) * COUNTERS;
    for (let counter = 0; counter < COUNTERS; counter++)
      addAt(daily, world.day * COUNTERS + counter, numberAt(counts, row + counter));
    const own = (world.day * mailboxes + (sender % mailboxes)) * PROVIDER_FIGURES;
    for (const [figure, counter] of shown.entries()) addAt(providers, own + figure, numberAt(counts, row + counter));
    addAt(providers, own + shown.length, numberAt(world.reputation, sender) / domains);
  }
}
