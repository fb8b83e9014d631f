import * as v from "valibot";
import type { Body } from "../model/body.ts";
import type { Check } from "../model/check.ts";
import { placeIn } from "./body-hits.ts";
import { asWritten, count, params, ratio } from "./params.ts";

interface Params {
  readonly sharePercentMax: number;
  /** Area one character of running text takes, line height included, in square CSS pixels. */
  readonly characterAreaPx2: number;
  /** An image without a stated height, say, cannot be weighed: up to this many such images are taken as nothing. */
  readonly unsizedMax: number;
}

const schema: v.GenericSchema<unknown, Params> = v.strictObject({
  sharePercentMax: ratio,
  characterAreaPx2: ratio,
  unsizedMax: count,
});

/**
 * Holds the area of images against that of images and text together. Images whose size is not stated make the
 * share a lower bound: over the limit it is still a hit, under it nothing can be said.
 */
export const imageShare: Check<"content", Params> = {
  name: "image-share",
  part: "content",
  facts: ["sharePercent", "sharePercentMax", "images", "characters"],
  parseParams: params(schema, asWritten),
  run: (content, limits) => {
    const html = content.bodies.find(({ part }) => part === "text/html");
    const shown = html?.images.filter(({ tracking, by }) => !tracking && by === "img") ?? [];
    if (!html || shown.length === 0 || html.words === 0) return [];
    const sharePercent = shareOf(html, limits.characterAreaPx2);
    const first = shown[0];
    if (sharePercent > limits.sharePercentMax && first)
      return [
        {
          facts: { sharePercent, sharePercentMax: limits.sharePercentMax, images: shown.length, characters: html.characters },
          at: placeIn(html, first.at),
          part: html.part,
        },
      ];
    const unsized = shown.filter(({ widthPx, heightPx }) => widthPx === undefined || heightPx === undefined);
    return unsized.length > limits.unsizedMax ? "image-size-unknown" : [];
  },
};

function shareOf(body: Body, characterAreaPx2: number): number {
  let imageArea = 0;
  for (const { by, tracking, widthPx = 0, heightPx = 0 } of body.images)
    if (by === "img" && !tracking) imageArea += widthPx * heightPx;
  const textArea = body.characters * characterAreaPx2;
  return imageArea === 0 ? 0 : Math.round((100 * imageArea) / (imageArea + textArea));
}
