import * as v from "valibot";
import type { Check, Hit } from "../model/check.ts";
import type { Attachment } from "../model/document.ts";
import { excerpt } from "../model/excerpt.ts";
import { asWritten, count, params } from "./params.ts";

interface Params {
  /** The files in sum, each alone, or their number. */
  readonly counts: "total-bytes" | "each-bytes" | "files";
  readonly max: number;
}

const schema: v.GenericSchema<unknown, Params> = v.strictObject({
  counts: v.picklist(["total-bytes", "each-bytes", "files"]),
  max: count,
});

/** Holds the size and number of attached files against a limit, decoded as an API is given them. */
export const attachmentsSize: Check<"attachments", Params> = {
  name: "attachments-size",
  part: "attachments",
  facts: ["name", "counted", "max"],
  parseParams: params(schema, asWritten),
  run: (attachments, { counts, max }) => {
    if (counts === "each-bytes") return attachments.flatMap((each) => overHit(each, max));
    const counted = counts === "files" ? attachments.length : sumOf(attachments);
    return counted > max ? [{ facts: { name: "", counted, max } }] : [];
  },
};

function overHit({ name, at, file }: Attachment, max: number): readonly Hit[] {
  const counted = file?.decodedBytes ?? 0;
  return counted > max ? [{ facts: { name: excerpt(name), counted, max }, at, ...(file && { part: file.part }) }] : [];
}

function sumOf(attachments: readonly Attachment[]): number {
  let sum = 0;
  for (const { file } of attachments) sum += file?.decodedBytes ?? 0;
  return sum;
}
