import { colord } from "colord";
import * as v from "valibot";
import type { StyleUse } from "../model/body.ts";
import type { Check } from "../model/check.ts";
import { inEachBody, placeIn } from "./body-hits.ts";
import { asWritten, count, params, ratio } from "./params.ts";

interface Fonts {
  /** Families of display faces, lower case. */
  readonly decorative: { readonly families: readonly string[] };
}

const fonts: v.GenericSchema<unknown, Fonts> = v.strictObject({ decorative: v.strictObject({ families: v.array(v.string()) }) });

/** Finds visible text set first of all in a decorative face. */
export const fontDecorative: Check<"content", ReadonlySet<string>> = {
  name: "font-decorative",
  part: "content",
  facts: ["font"],
  parseParams: params(fonts, ({ decorative }) => new Set(decorative.families.map((family) => family.toLowerCase()))),
  run: (content, decorative) =>
    inEachBody(content, (body) =>
      body.fonts
        .filter(({ value }) => decorative.has(value))
        .map(({ value, at }) => ({ facts: { font: value }, at: placeIn(body, at) })),
    ),
};

interface Colours {
  readonly huesMax: number;
  /** Less saturated, darker or lighter colours count as black, white or grey. */
  readonly saturationPercentMin: number;
  readonly lightnessPercentMin: number;
  readonly lightnessPercentMax: number;
  /** Hues this close are shades of one colour. */
  readonly hueDegreesApart: number;
}

const colours: v.GenericSchema<unknown, Colours> = v.strictObject({
  huesMax: count,
  saturationPercentMin: ratio,
  lightnessPercentMin: ratio,
  lightnessPercentMax: ratio,
  hueDegreesApart: ratio,
});

/** Counts the colours of visible text and what is behind it, shades of one hue as one, black, white and greys as none. */
export const coloursCount: Check<"content", Colours> = {
  name: "colours-count",
  part: "content",
  facts: ["colours", "coloursMax", "evidence"],
  parseParams: params(colours, asWritten),
  run: (content, limits) =>
    inEachBody(content, (body) => {
      const distinct = distinctHues(body.colours, limits);
      const excess = distinct[limits.huesMax];
      if (!excess) return [];
      const evidence = distinct
        .map(({ value }) => value)
        .slice(0, 12)
        .join(" ");
      return [{ facts: { colours: distinct.length, coloursMax: limits.huesMax, evidence }, at: placeIn(body, excess.at) }];
    }),
};

function distinctHues(uses: readonly StyleUse[], limits: Colours): readonly StyleUse[] {
  const kept: { readonly use: StyleUse; readonly hue: number }[] = [];
  for (const use of uses) {
    const { h, s, l } = colord(use.value).toHsl();
    if (s < limits.saturationPercentMin || l < limits.lightnessPercentMin || l > limits.lightnessPercentMax) continue;
    const isShade = kept.some(({ hue }) => Math.min(Math.abs(hue - h), 360 - Math.abs(hue - h)) < limits.hueDegreesApart);
    if (!isShade) kept.push({ use, hue: h });
  }
  return kept.map(({ use }) => use);
}
