import * as v from "valibot";
import type { Check, Hit } from "../model/check.ts";
import { excerpt } from "../model/excerpt.ts";
import type { HeaderField, Headers } from "../model/message.ts";
import { asWritten, count, params } from "./params.ts";

interface Params {
  /** What is counted: bytes of the whole header, its fields, bytes of one name or one value. */
  readonly counts: "header-bytes" | "fields" | "name-bytes" | "value-bytes";
  readonly max: number;
  /** The only fields that are meant; empty for all. */
  readonly names: readonly string[];
  /** Fields that are not meant. */
  readonly except: readonly string[];
}

const schema: v.GenericSchema<unknown, Params> = v.strictObject({
  counts: v.picklist(["header-bytes", "fields", "name-bytes", "value-bytes"]),
  max: count,
  names: v.array(v.string()),
  except: v.array(v.string()),
});

/** Holds the header, or its fields one by one, against a limit of size. */
export const headerLimit: Check<"headers", Params> = {
  name: "header-limit",
  part: "headers",
  facts: ["name", "counted", "max"],
  parseParams: params(schema, asWritten),
  run: (headers, given) => {
    const { counts, max, names, except } = given;
    if (counts === "header-bytes" || counts === "fields") return wholeHits(headers, given);
    const size = ({ writtenName, at }: HeaderField): number => (counts === "name-bytes" ? writtenName.length : at.end - at.start);
    return headers.fields
      .filter(({ name }) => (names.length === 0 || names.includes(name)) && !except.includes(name))
      .filter((field) => size(field) > max)
      .map((field) => ({ facts: { name: excerpt(field.writtenName), counted: size(field), max }, at: field.whole }));
  },
};

function wholeHits({ sizeBytes, fieldCount }: Headers, { counts, max }: Params): readonly Hit[] {
  const counted = counts === "fields" ? fieldCount : sizeBytes;
  return counted > max ? [{ facts: { name: "", counted, max } }] : [];
}
