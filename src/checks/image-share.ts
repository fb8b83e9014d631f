import * as v from "valibot";
import type { Body, Image } from "../model/body.ts";
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
    const images = html?.images.filter(({ tracking }) => !tracking) ?? [];
    const [first] = images;
    if (!html || !first || html.words === 0) return [];
    const share = shareOf(html, limits.characterAreaPx2);
    const { sharePercentMax, unsizedMax } = limits;
    if (share > sharePercentMax) {
      const facts = {
        sharePercent: Math.ceil(share * 10) / 10,
        sharePercentMax,
        images: images.length,
        characters: html.characters,
      };
      return [{ facts, at: placeIn(html, first.at), part: html.part }];
    }
    return images.filter(isUnsized).length > unsizedMax ? "image-size-unknown" : [];
  },
};

/** Backgrounds and VML are as large as what they lie behind, which nothing states. */
function isUnsized({ by, widthPx, heightPx }: Image): boolean {
  return by !== "img" || widthPx === undefined || heightPx === undefined;
}

function shareOf(body: Body, characterAreaPx2: number): number {
  let imageArea = 0;
  for (const { by, tracking, widthPx = 0, heightPx = 0 } of body.images)
    if (by === "img" && !tracking) imageArea += widthPx * heightPx;
  const textArea = body.characters * characterAreaPx2;
  return imageArea === 0 ? 0 : (100 * imageArea) / (imageArea + textArea);
}
