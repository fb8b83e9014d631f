import * as v from "valibot";
import type { Check } from "../model/check.ts";
import { excerpt } from "../model/excerpt.ts";
import { extensionOf, isExecutable } from "../parse/message/file-signatures.ts";
import { params } from "./params.ts";

/** A kind told by a file's first bytes, and the extensions that files of it have. */
interface FileType {
  readonly detected: string;
  readonly extensions: readonly string[];
}

interface Params {
  readonly extensions: ReadonlyMap<string, ReadonlySet<string>>;
  /** Every extension of the table: of others nothing is known. */
  readonly known: ReadonlySet<string>;
}

const schema: v.GenericSchema<unknown, { readonly types: { readonly types: readonly FileType[] } }> = v.strictObject({
  types: v.object({ types: v.array(v.strictObject({ detected: v.string(), extensions: v.array(v.string()) })) }),
});

/** Compares what a file's first bytes say with what its name says. */
export const attachmentType: Check<"attachments", Params> = {
  name: "attachment-type",
  part: "attachments",
  facts: ["name", "extension", "detected"],
  parseParams: params(schema, ({ types: { types } }) => ({
    extensions: new Map(types.map(({ detected, extensions }) => [detected, new Set(extensions)])),
    known: new Set(types.flatMap(({ extensions }) => extensions)),
  })),
  run: (attachments, { extensions, known }) =>
    attachments.flatMap(({ name, at, file }) => {
      const extension = extensionOf(name);
      const fitting = file?.detected === undefined ? undefined : extensions.get(file.detected);
      // That a file is a program is told as such.
      if (isExecutable(extension) || isExecutable(file?.detected ?? "")) return [];
      if (!file || !fitting || !known.has(extension) || fitting.has(extension)) return [];
      return [{ facts: { name: excerpt(name), extension: `.${extension}`, detected: file.detected ?? "" }, at, part: file.part }];
    }),
};
