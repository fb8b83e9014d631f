import * as v from "valibot";
import type { Check, ReadParts } from "../model/check.ts";
import { asWritten, count, params } from "./params.ts";

interface Params {
  readonly sizeBytesMax: number;
}

const schema: v.GenericSchema<unknown, Params> = v.strictObject({ sizeBytesMax: count });

/** Holds the size of the mail against a limit, and tells its largest parts. */
export const size: Check<"size", Params> = {
  name: "size",
  part: "size",
  facts: ["sizeBytes", "sizeBytesMax", "largest"],
  parseParams: params(schema, asWritten),
  run: ({ bytes }, { sizeBytesMax }, others) =>
    bytes > sizeBytesMax ? [{ facts: { sizeBytes: bytes, sizeBytesMax, largest: largestOf(others) } }] : [],
};

/** How many of the largest parts are told. */
const PARTS_TOLD = 5;
/** An image in the markup itself that is worth telling. */
const DATA_URI_UNITS_MIN = 10_000;

interface Share {
  readonly name: string;
  readonly bytes: number;
}

/** Parts of a message as they are encoded, and images written into the markup: ` (report.pdf 3500000, text/html 20000)`. */
function largestOf(others: ReadParts): string {
  const shares = [...messageParts(others), ...dataUris(others)].toSorted((a, b) => b.bytes - a.bytes);
  const told = shares.slice(0, PARTS_TOLD).map(({ name, bytes }) => `${name} ${bytes}`);
  return told.length === 0 ? "" : ` (${told.join(", ")})`;
}

function messageParts({ structure }: ReadParts): readonly Share[] {
  return (structure?.parts ?? [])
    .filter(({ role }) => role !== "container")
    .map(({ path, mediaType, fileName, body }) => ({
      name: `${path} ${(fileName ?? "").slice(0, 60) || mediaType}`,
      bytes: body.end - body.start,
    }));
}

function dataUris({ content }: ReadParts): readonly Share[] {
  return (content?.bodies ?? []).flatMap(({ images }) =>
    images
      .filter(({ source, at }) => /^data:/i.test(source) && at.end - at.start >= DATA_URI_UNITS_MIN)
      .map(({ source, at }) => ({ name: source.slice(0, 40), bytes: at.end - at.start })),
  );
}
