import { counts, daily, domainCount, ledgerProviders, providerCount, rowAt, senderAt } from "./memory";
import { Row } from "./rows";

// What the senders came to on a day that ends: add-up.ts of src/world.

/** Figures of a provider's day, as the ledger has them. */
@unmanaged
class ProviderDay {
  accepted: f64 = 0;
  deferred: f64 = 0;
  inbox: f64 = 0;
  spam: f64 = 0;
  reputation: f64 = 0;
}

/** Writes them, all together and by provider. */
export function addUp(day: u32): void {
  const width = offsetof<Row>();
  const senders = domainCount * providerCount;
  const first = counts + <usize>(day * senders) * width;
  const sums = daily + <usize>day * width;
  for (let counter: usize = 0; counter < width; counter += 8) {
    let sum: f64 = 0;
    for (let sender: u32 = 0; sender < senders; sender++) sum += load<f64>(first + <usize>sender * width + counter);
    store<f64>(sums + counter, sum);
  }
  for (let provider: u32 = 0; provider < providerCount; provider++) {
    const at = ledgerProviders + <usize>(day * providerCount + provider) * offsetof<ProviderDay>();
    const own = changetype<ProviderDay>(at);
    for (let domain: u32 = 0; domain < domainCount; domain++) {
      const row = rowAt(day, domain, provider);
      own.accepted += row.accepted;
      own.deferred += row.deferred;
      own.inbox += row.inbox;
      own.spam += row.spam;
      own.reputation += senderAt(domain, provider).reputation / domainCount;
    }
  }
}
