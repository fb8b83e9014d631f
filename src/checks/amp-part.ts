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
  run: ({ parts }, { seeks, sizeBytesMax }) =>
    parts
      .filter(({ mediaType }) => mediaType === "text/x-amp-html")
      .flatMap((part): readonly Hit[] => {
        const reason = seeks === "place" ? misplaced(part, parts) : part.decodedBytes > sizeBytesMax ? "large" : undefined;
        const at = { ...part.body, end: part.body.start };
        return reason ? [{ facts: { reason, sizeBytes: part.decodedBytes, sizeBytesMax }, at, part: part.path }] : [];
      }),
};

function misplaced(part: MimePart, parts: readonly MimePart[]): string | undefined {
  const around = part.parent === undefined ? undefined : parts[part.parent];
  if (around?.mediaType !== "multipart/alternative") return "outside";
  const siblings = parts.filter(({ parent }) => parent === part.parent);
  const html = siblings.findIndex(({ mediaType }) => mediaType === "text/html" || mediaType === "multipart/related");
  if (html === -1) return "alone";
  return siblings.indexOf(part) > html ? "behind" : undefined;
}
