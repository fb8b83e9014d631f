import * as v from "valibot";
import type { Check, Hit } from "../model/check.ts";
import type { SourceEncoding } from "../model/document.ts";
import { asWritten, params } from "./params.ts";

interface Params {
  readonly seeks: "mismatch" | "broken";
}

const schema: v.GenericSchema<unknown, Params> = v.strictObject({ seeks: v.picklist(["mismatch", "broken"]) });

/** Compares the encoding a file declares with the one its bytes are in, or finds bytes that are in none. */
export const encoding: Check<"encoding", Params> = {
  name: "encoding",
  part: "encoding",
  facts: ["declared", "used", "offset"],
  parseParams: params(schema, asWritten),
  run: (encodings, { seeks }) => encodings.flatMap((each) => (seeks === "mismatch" ? mismatchOf(each) : brokenOf(each))),
};

function mismatchOf({ source, used, declared, declaredName }: SourceEncoding): Hit[] {
  if (!declared || declaredName === used || (declaredName === undefined && isOutside(declared))) return [];
  const at = declared.at && { source, ...declared.at };
  return [{ facts: { declared: declared.label.slice(0, 40), used, offset: declared.at?.start ?? 0 }, at }];
}

/** What a header says of a text stands nowhere in it; an unknown label there is told of the part. */
function isOutside({ at }: NonNullable<SourceEncoding["declared"]>): boolean {
  return at !== undefined && at.start === at.end;
}

function brokenOf({ source, used, declared, brokenAt }: SourceEncoding): Hit[] {
  if (!brokenAt) return [];
  return [{ facts: { declared: declared?.label ?? "", used, offset: brokenAt.start }, at: { source, ...brokenAt } }];
}
