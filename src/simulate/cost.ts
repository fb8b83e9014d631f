import type { SimulatedMonth, SimulationReport } from "../model/simulation.ts";
import { monthOf } from "../world/calendar.ts";
import type { Plan } from "../world/plan.ts";
import { band, type Figures } from "./figures.ts";

/** Mails as they are billed, and dedicated IPs by the days of the month for which they are had. */
export function costOf(plan: Plan, figures: Figures): SimulationReport["cost"] {
  const { columns, shape } = figures;
  const months = new Map<string, number[]>();
  for (let day = 0; day < shape.days; day++) {
    const { name } = monthOf(plan.startDay + day);
    months.set(name, [...(months.get(name) ?? []), day]);
  }
  return {
    currency: plan.platform.currency,
    total: band(columns, (at) => costInAll(plan, figures, at)),
    months: [...months].map(([month, days]): SimulatedMonth => {
      const ips = ipCost(plan, days);
      return {
        month,
        mails: band(columns, (at) => mailCost(figures, at, days)),
        ips,
        total: band(columns, (at) => mailCost(figures, at, days) + ips),
      };
    }),
  };
}

/** What a replication costs in all: its mails, and the IPs of the plan. */
export function costInAll(plan: Plan, figures: Figures, replication: number): number {
  const days = Array.from({ length: figures.shape.days }, (_, day) => day);
  return mailCost(figures, replication, days) + ipCost(plan, days);
}

function mailCost(figures: Figures, replication: number, days: readonly number[]): number {
  let cost = 0;
  for (const day of days) cost += figures.cost(replication, day);
  return cost;
}

function ipCost(plan: Plan, days: readonly number[]): number {
  let ips = 0;
  for (const { kind, ips: count } of plan.pools) if (kind === "dedicated") ips += count;
  let cost = 0;
  for (const day of days) cost += (ips * plan.platform.ipPricePerMonth) / monthOf(plan.startDay + day).days;
  return cost;
}
