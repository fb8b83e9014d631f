import type { MailCounter, SimulationReport } from "../../model/simulation.ts";

/** Middle values of something by day, in the order of days. */
export interface Series {
  readonly name: string;
  readonly values: readonly number[];
}

/** Fates that are shown together: each mail taken up ends in exactly one of the groups; calls that fail over the quota are counted each time. */
export const fateGroups: readonly { readonly key: FateGroup; readonly counters: readonly MailCounter[] }[] = [
  { key: "inbox", counters: ["inbox"] },
  { key: "spam", counters: ["spam"] },
  { key: "missing", counters: ["missing"] },
  { key: "bounced", counters: ["bouncedHard", "bouncedSoft", "bouncedSpam"] },
  { key: "blocked", counters: ["expired", "failedDayBlock", "failedQuota"] },
  { key: "dropped", counters: ["droppedUnsubscribed", "droppedOwnList", "droppedSharedList"] },
];
export type FateGroup = "inbox" | "spam" | "missing" | "bounced" | "blocked" | "dropped";

/** The level of each domain by day; none where the platform has no levels. */
export function levelSeries({ daily }: SimulationReport): readonly Series[] {
  const all = collected(daily.map(({ domains }) => domains.map(({ domain, level }) => [domain, level.p50] as const)));
  return all.filter(({ values }) => values.some((level) => level > 0));
}

/** The reputation at each mailbox provider by day. */
export function reputationSeries({ daily }: SimulationReport): readonly Series[] {
  return collected(
    daily.map(({ providers }) => providers.map(({ provider, reputation }) => [provider, reputation.p50] as const)),
  );
}

function collected(days: readonly (readonly (readonly [name: string, value: number])[])[]): readonly Series[] {
  const byName = new Map<string, number[]>();
  for (const day of days)
    for (const [name, value] of day) {
      const values = byName.get(name);
      if (values) values.push(value);
      else byName.set(name, [value]);
    }
  return [...byName].map(([name, values]) => ({ name, values }));
}
