import { constraints } from "../model/simulation.ts";
import type { Plan } from "../world/plan.ts";
import type { Figures } from "./figures.ts";

/** What may befall a domain: a block of its day, a stop for listed addresses, the pause of its account, the loss of a level. */
const mishaps = ["day-block", "stopped-listed", "account-paused", "lowered"] as const;
export type Mishap = (typeof mishaps)[number];

/** How often something befalls a domain. */
export interface Risk {
  readonly mishap: Mishap;
  readonly domain: string;
  /** Of the replications, those in which it happens at all: more than none. */
  readonly share: number;
  /** The day on which it first happens, from 0 on: the median of those in which it does. */
  readonly day: number;
}

/** What befalls the domains of a plan in its replications. */
export function risksOf(plan: Plan, figures: Figures): readonly Risk[] {
  return mishaps.flatMap((mishap) => plan.domains.flatMap((_, domain) => riskOf(plan, figures, mishap, domain) ?? []));
}

function riskOf(plan: Plan, figures: Figures, mishap: Mishap, domain: number): Risk | undefined {
  const { replications } = figures;
  const days: number[] = [];
  for (let at = 0; at < replications; at++) {
    const first = firstDay(figures, at, domain, mishap);
    if (first !== undefined) days.push(first);
  }
  const day = days.sort((a, b) => a - b)[Math.floor((days.length - 1) / 2)];
  if (day === undefined) return undefined;
  return { mishap, domain: plan.domains[domain]?.name ?? "", share: days.length / replications, day };
}

function firstDay(figures: Figures, at: number, domain: number, mishap: Mishap): number | undefined {
  for (let day = 0; day < figures.shape.days; day++) if (befalls(figures, at, { day, domain }, mishap)) return day;
  return undefined;
}

function befalls(
  figures: Figures,
  at: number,
  { day, domain }: { readonly day: number; readonly domain: number },
  mishap: Mishap,
): boolean {
  if (mishap === "lowered") return figures.ofDomain(at, day, domain, "lowered") === 1;
  return figures.ofDomain(at, day, domain, "constraint") === constraints.indexOf(mishap);
}
