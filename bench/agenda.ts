import { Agenda } from "../src/world/agenda.ts";
import { keyOf } from "../src/world/chance/hash.ts";
import { Stream } from "../src/world/chance/stream.ts";
import { type Measured, median } from "./measure.ts";

const PENDING = 1_000_000;
const EVENTS = 1_000_000;
/** Of the time from one event to its next, by the exponential distribution. */
const MEAN_MS = 3_600_000;

/**
 * Millions of events a second of a processor with a million pending: each is taken, and added anew for later (the hold
 * model). Time in which others had the processor is not counted.
 */
export async function agendaEvents({ rounds }: { readonly rounds: number }): Promise<Measured> {
  const stream = new Stream(keyOf([7]));
  const waits = Float64Array.from({ length: EVENTS }, () => Math.floor(-Math.log(1 - stream.uniform()) * MEAN_MS));
  const agenda = new Agenda();
  for (let event = 0; event < PENDING; event++) agenda.add(waits[event % EVENTS] ?? 0, event);
  holdAll(agenda, waits);
  const rates = Array.from({ length: rounds }, () => {
    const before = process.cpuUsage();
    holdAll(agenda, waits);
    const { user, system } = process.cpuUsage(before);
    return EVENTS / (user + system);
  });
  return { value: median(rates), detail: `${PENDING} pending; ${rounds} rounds of ${EVENTS} events` };
}

function holdAll(agenda: Agenda, waits: Float64Array): void {
  for (const wait of waits) {
    const now = agenda.nextMs;
    const event = agenda.take();
    if (now === undefined || event === undefined || !agenda.add(now + wait, event)) throw new Error("The agenda lost an event");
  }
}
