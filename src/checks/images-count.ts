import * as v from "valibot";
import type { Check } from "../model/check.ts";
import { inEachBody, placeIn } from "./body-hits.ts";
import { asWritten, count, params } from "./params.ts";

interface Params {
  readonly imagesMax: number;
  /** Past this many the check is silent: another rule speaks. */
  readonly silentAbove: number | null;
}

const schema: v.GenericSchema<unknown, Params> = v.strictObject({ imagesMax: count, silentAbove: v.nullable(count) });

/** Counts the places that show an image, tracking pixels apart; points at the first one too many. */
export const imagesCount: Check<"content", Params> = {
  name: "images-count",
  part: "content",
  facts: ["images", "imagesMax"],
  parseParams: params(schema, asWritten),
  run: (content, { imagesMax, silentAbove }) =>
    inEachBody(content, (body) => {
      const shown = body.images.filter(({ tracking }) => !tracking);
      const images = shown.length;
      const excess = shown[imagesMax];
      if (!excess || (silentAbove !== null && images > silentAbove)) return [];
      return [{ facts: { images, imagesMax }, at: placeIn(body, excess.at) }];
    }),
};
