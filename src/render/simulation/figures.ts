import { grouped, inGroups, noFigure, trimmed } from "../../model/figures.ts";
import type { Lang } from "../../model/language.ts";
import type { Band } from "../../model/simulation.ts";

/** A count of mails that a provider placed, by its first two digits and a sign for "about": no fit says more of it. */
export function placed(count: number): string {
  if (!Number.isFinite(count)) return grouped(count);
  const rounded = Number(count.toPrecision(2));
  return rounded === 0 ? "0" : `≈ ${grouped(rounded)}`;
}

/** An amount with two decimals and its currency before it. */
export function amount(money: number, currency: string): string {
  return Number.isFinite(money) ? `${currency} ${inGroups(money.toFixed(2))}` : noFigure;
}

/** Any number as short as it can be said: at most four digits that tell, whole ones in groups. */
export function short(value: number): string {
  if (!Number.isFinite(value)) return noFigure;
  return Number.isInteger(value) && Math.abs(value) < 1e15 ? grouped(value) : trimmed(Number(value.toPrecision(4)));
}

/** A count as an axis says it: 1,500 is `1.5k`, two million `2M`. */
export function ticked(count: number): string {
  const size = Math.abs(count);
  const [divisor, sign] = size >= 1e9 ? [1e9, "G"] : size >= 1e6 ? [1e6, "M"] : size >= 1e3 ? [1e3, "k"] : [1, ""];
  return `${trimmed(Number((count / divisor).toPrecision(3)))}${sign}`;
}

/** The three values of a band, each said the same way. */
export function threeOf({ p5, p50, p95 }: Band, say: (value: number) => string): readonly [string, string, string] {
  return [say(p5), say(p50), say(p95)];
}

/** A day from the start by its number, from 1 on. */
export function dayNumber(day: number, lang: Lang): string {
  const number = grouped(Math.floor(day) + 1);
  return lang === "zh" ? `第 ${number} 天` : `day ${number}`;
}

/** Days from one to another, both counted from 0. */
export function dayRange(first: number, last: number): string {
  return first === last ? grouped(first + 1) : `${grouped(first + 1)}–${grouped(last + 1)}`;
}
