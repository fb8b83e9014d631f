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
    const families = Map.groupBy(parts, ({ parent }) => parent);
    return parts
      .filter(({ mediaType }) => mediaType === "text/x-amp-html")
      .flatMap((part): readonly Hit[] => {
        const reason =
          seeks === "place"
            ? misplaced(part, parts, families.get(part.parent) ?? [])
            : part.decodedBytes > sizeBytesMax
              ? "large"
              : undefined;
        const at = { ...part.body, end: part.body.start };
        return reason ? [{ facts: { reason, sizeBytes: part.decodedBytes, sizeBytesMax }, at, part: part.path }] : [];
      });
  },
};

function misplaced(part: MimePart, parts: readonly MimePart[], siblings: readonly MimePart[]): string | undefined {
  const around = part.parent === undefined ? undefined : parts[part.parent];
  if (around?.mediaType !== "multipart/alternative") return "outside";
  const html = siblings.find(({ mediaType }) => mediaType === "text/html" || mediaType === "multipart/related");
  if (!html) return "alone";
  return part.body.start > html.body.start ? "behind" : undefined;
}
