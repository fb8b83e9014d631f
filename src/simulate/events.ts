import type { SimulationEvent } from "../model/simulation.ts";
import type { Plan } from "../world/plan.ts";
import type { Note, Play } from "../world/state.ts";
import { dateAt } from "./dates.ts";

/** Events of one replication that are kept; what comes after them is left out. */
const EVENTS_MAX = 10_000;

/** What happens in a replication that `play` plays, in order. */
export function eventsOf(plan: Plan, play: (note: (play: Play) => Note) => unknown): readonly SimulationEvent[] {
  const events: SimulationEvent[] = [];
  play(({ world }) => (kind, facts, domain, campaign) => {
    if (events.length >= EVENTS_MAX) return;
    const name = domain === undefined ? undefined : plan.domains[domain]?.name;
    const ofCampaign = campaign === undefined ? undefined : plan.campaigns[campaign]?.name;
    events.push({
      tick: world.tick,
      at: dateAt(plan, world.day),
      kind,
      ...(name !== undefined && { domain: name }),
      ...(ofCampaign !== undefined && { campaign: ofCampaign }),
      facts,
    });
  });
  return events;
}
