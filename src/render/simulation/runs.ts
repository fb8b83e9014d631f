import type { Constraint, SimulatedDay } from "../../model/simulation.ts";

/** Days in a row on which the same thing bound a domain. */
export interface ConstraintRun {
  readonly domain: string;
  /** First and last day, from 0 on. */
  readonly first: number;
  readonly last: number;
  readonly constraint: Constraint;
  /** Of the replications, on the day of the run where fewest agree. */
  readonly shareMin: number;
}

/** The runs of each domain, in the order of the report's domains and of time. */
export function constraintRuns(daily: readonly SimulatedDay[]): readonly ConstraintRun[] {
  const byDomain = new Map<string, ConstraintRun[]>();
  for (const { day, domains } of daily)
    for (const { domain, constraint, constraintShare } of domains) {
      const runs = byDomain.get(domain) ?? [];
      byDomain.set(domain, runs);
      const open = runs.at(-1);
      if (open?.constraint === constraint && open.last === day - 1)
        runs[runs.length - 1] = { ...open, last: day, shareMin: Math.min(open.shareMin, constraintShare) };
      else runs.push({ domain, first: day, last: day, constraint, shareMin: constraintShare });
    }
  return [...byDomain.values()].flat();
}
