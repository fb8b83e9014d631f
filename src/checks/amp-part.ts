import * as v from "valibot";
import type { Check, Hit } from "../model/check.ts";
import type { MimePart } from "../model/message.ts";
import { asWritten, count, params } from "./params.ts";

interface Params {
  readonly seeks: "place" | "size";
  readonly sizeBytesMax: number;
}

const schema: v.GenericSchema<unknown, Params> = v.strictObject({ seeks: v.picklist(["place", "size"]), sizeBytesMax: count });

/** Looks at AMP parts: that they stand in an alternative before its HTML, and how large they are. */
export const ampPart: Check<"structure", Params> = {
  name: "amp-part",
  part: "structure",
  facts: ["reason", "sizeBytes", "sizeBytesMax"],
  parseParams: params(schema, asWritten),
  run: ({ parts }, { seeks, sizeBytesMax }) => {
    const htmlOf = firstHtml(parts);
    return parts
      .filter(({ mediaType }) => mediaType === "text/x-amp-html")
      .flatMap((part): readonly Hit[] => {
        const reason =
          seeks === "place"
            ? misplaced(part, parts, htmlOf.get(part.parent))
            : part.decodedBytes > sizeBytesMax
              ? "large"
              : undefined;
        const at = { ...part.body, end: part.body.start };
        return reason ? [{ facts: { reason, sizeBytes: part.decodedBytes, sizeBytesMax }, at, part: part.path }] : [];
      });
  },
};

/** The first HTML right in each multipart, found once for all the parts beside it. */
function firstHtml(parts: readonly MimePart[]): ReadonlyMap<MimePart["parent"], MimePart> {
  const found = new Map<MimePart["parent"], MimePart>();
  for (const part of parts) {
    const isHtml = part.mediaType === "text/html" || part.mediaType === "multipart/related";
    if (isHtml && !found.has(part.parent)) found.set(part.parent, part);
  }
  return found;
}

function misplaced(part: MimePart, parts: readonly MimePart[], html: MimePart | undefined): string | undefined {
  const around = part.parent === undefined ? undefined : parts[part.parent];
  if (around?.mediaType !== "multipart/alternative") return "outside";
  if (!html) return "alone";
  return part.body.start > html.body.start ? "behind" : undefined;
}
