import type { ParameterNote } from "../model/simulation.ts";
import { keyOf, keyWithName } from "../world/chance/hash.ts";
import { normal } from "../world/chance/normal.ts";
import { Stream } from "../world/chance/stream.ts";
import { logarithm, odds, plain, type Scale } from "./scales.ts";

/** The 95th percentile of the standard normal distribution. */
export const Z95 = 1.6448536269514722;
const PURPOSE_PARAMETER = 18;

/** A parameter whose true value is not known: its value is the middle, its range the 5th and 95th percentile. */
export interface Unknown extends ParameterNote {
  readonly value: number;
  readonly range: readonly [low: number, high: number];
}

/** The parameters that are drawn, in the order of their names, so that a new one changes no other's draw. */
export function unknownsIn(notes: readonly ParameterNote[]): readonly Unknown[] {
  return notes.filter(isUnknown);
}

function isUnknown(note: ParameterNote): note is Unknown {
  return typeof note.value === "number" && note.range !== undefined && note.range[0] < note.range[1];
}

/** Draws what each unknown parameter is in one replication, by its name. */
export type DrawParameters = (replication: number) => ReadonlyMap<string, number>;

/** Numbers that one draw takes. */
const NUMBERS_A_DRAW = 1;

/**
 * Draws for a seed. A parameter is drawn by its name alone, so that two scenarios that both leave it unknown draw it with
 * the same numbers, whatever else they leave unknown.
 */
export function parameterDraws(unknowns: readonly Unknown[], seed: number): DrawParameters {
  const purpose = keyOf([seed, PURPOSE_PARAMETER]);
  const draws = unknowns.map((unknown) => ({
    name: unknown.name,
    stream: new Stream(keyWithName(purpose, unknown.name)),
    valueAt: quantiles(unknown),
  }));
  return (replication) => {
    const values = new Map<string, number>();
    for (const { name, stream, valueAt } of draws) {
      stream.skipTo(replication * NUMBERS_A_DRAW);
      values.set(name, valueAt(normal(stream)));
    }
    return values;
  };
}

/**
 * The value of an unknown parameter at a point of the standard normal distribution: a normal distribution in two halves,
 * so that the middle and both ends are met. Shares are drawn by their odds, other numbers above 0 by their logarithm.
 */
export function quantiles({ value, range: [low, high], unit }: Unknown): (z: number) => number {
  const scale = scaleOf(value, low, high, unit);
  const middle = scale.to(value);
  const below = (middle - scale.to(low)) / Z95;
  const above = (scale.to(high) - middle) / Z95;
  return (z) => scale.from(middle + z * (z < 0 ? below : above));
}

function scaleOf(value: number, low: number, high: number, unit: string): Scale {
  const ends = [value, low, high];
  if (unit.startsWith("share")) return ends.every((each) => each > 0 && each < 1) ? odds : bounded;
  return ends.every((each) => each > 0) ? logarithm : plain;
}

/** For shares that may be 0 or 1 themselves. */
const bounded: Scale = { to: (value) => value, from: (scaled) => Math.min(1, Math.max(0, scaled)) };
