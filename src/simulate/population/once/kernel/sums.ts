import { counts, daily, domainCount, providerCount, Row } from "./memory";

/** Writes the counts of all senders on a day into its row. */
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
}
