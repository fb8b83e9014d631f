import type { ParameterNote } from "../model/simulation.ts";
import { keyOf } from "../world/chance/hash.ts";
import { normal } from "../world/chance/normal.ts";
import { Stream } from "../world/chance/stream.ts";
import type { Draw } from "./replicate.ts";

/** The 95th percentile of the standard normal distribution. */
const Z95 = 1.6448536269514722;
const PURPOSE_PARAMETER = 2;

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

/** What each unknown parameter is in one replication, by its name. */
export function drawnValues(unknowns: readonly Unknown[], { seed, replication }: Draw): ReadonlyMap<string, number> {
  return new Map(
    unknowns.map((unknown) => {
      const stream = new Stream(keyOf([seed, replication, PURPOSE_PARAMETER, ...charactersOf(unknown.name)]));
      return [unknown.name, valueAt(unknown, normal(stream))];
    }),
  );
}

function charactersOf(name: string): readonly number[] {
  return Array.from(name, (character) => character.codePointAt(0) ?? 0);
}

/**
 * The value of an unknown parameter at a point of the standard normal distribution: a normal distribution in two halves,
 * so that the middle and both ends are met. Shares are drawn by their odds, other numbers above 0 by their logarithm.
 */
export function valueAt({ value, range: [low, high], unit }: Unknown, z: number): number {
  const scale = scaleOf(value, low, high, unit);
  const middle = scale.to(value);
  const end = scale.to(z < 0 ? low : high);
  return scale.from(middle + (Math.abs(z) / Z95) * (end - middle));
}

interface Scale {
  readonly to: (value: number) => number;
  readonly from: (scaled: number) => number;
}

const plain: Scale = { to: (value) => value, from: (scaled) => scaled };
const logarithm: Scale = { to: Math.log, from: Math.exp };
const odds: Scale = { to: (share) => Math.log(share / (1 - share)), from: (scaled) => 1 / (1 + Math.exp(-scaled)) };

function scaleOf(value: number, low: number, high: number, unit: string): Scale {
  const ends = [value, low, high];
  if (unit.startsWith("share")) return ends.every((each) => each > 0 && each < 1) ? odds : bounded;
  return ends.every((each) => each > 0) ? logarithm : plain;
}

/** For shares that may be 0 or 1 themselves. */
const bounded: Scale = { to: (value) => value, from: (scaled) => Math.min(1, Math.max(0, scaled)) };
