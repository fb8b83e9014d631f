import * as v from "valibot";
import type { Check } from "../model/check.ts";
import type { Attachment } from "../model/document.ts";
import { excerpt } from "../model/excerpt.ts";
import { isExecutable } from "../parse/message/file-signatures.ts";
import { count, params } from "./params.ts";

interface Raw {
  /** Extensions with their dot, lower case. */
  readonly allowed: readonly string[];
  readonly refused: readonly string[];
  readonly nameCharactersMax: number;
}

interface Params {
  readonly allowed: ReadonlySet<string>;
  readonly refused: ReadonlySet<string>;
  readonly nameCharactersMax: number;
}

const schema: v.GenericSchema<unknown, Raw> = v.strictObject({
  allowed: v.array(v.string()),
  refused: v.array(v.string()),
  nameCharactersMax: count,
});

/** Characters no attachment's name may hold (facts of the provider, page of 2021-10-08). */
const FORBIDDEN_IN_NAME = /[\s?\\*|"<>:/]/;

/** Holds the names of attachments against a provider's lists. */
export const attachmentNames: Check<"attachments", Params> = {
  name: "attachment-names",
  part: "attachments",
  facts: ["name", "reason", "extension"],
  parseParams: params(schema, ({ allowed, refused, nameCharactersMax }) => ({
    allowed: new Set(allowed),
    refused: new Set(refused),
    nameCharactersMax,
  })),
  run: (attachments, given) =>
    attachments.flatMap((attachment) => {
      const { name, at, file } = attachment;
      const extension = extensionFor(attachment);
      const reason = reasonAgainst(name, extension, given);
      if (reason === undefined || (reason.startsWith("type-") && isProgram(attachment, extension))) return [];
      const mediaType = file?.mediaType ?? "";
      const facts = { name: excerpt(name) || mediaType, reason, extension: excerpt(extension) || mediaType || "–" };
      return [{ facts, at, ...(file && { part: file.part }) }];
    }),
};

/** That a file of a message is a program is told as such. */
function isProgram({ file }: Attachment, extension: string): boolean {
  return file !== undefined && (isExecutable(extension.slice(1)) || isExecutable(file.detected ?? ""));
}

/** With its dot; a file of a message without a name is taken for what its bytes or its media type say. */
function extensionFor({ name, file }: Attachment): string {
  if (name !== "" || !file) return /\.[^.]*$/.exec(name.toLowerCase())?.[0] ?? "";
  const [, subtype = ""] = file.mediaType.split("/", 2);
  return `.${file.detected ?? SUBTYPES.get(file.mediaType) ?? subtype}`;
}

/** Media types whose files are not named after them. */
const SUBTYPES: ReadonlyMap<string, string> = new Map([
  ["text/plain", "txt"],
  ["text/calendar", "ics"],
  ["message/rfc822", "eml"],
]);

function reasonAgainst(name: string, extension: string, { allowed, refused, nameCharactersMax }: Params): string | undefined {
  if (refused.has(extension)) return "type-refused";
  if (!allowed.has(extension)) return "type-unlisted";
  if (Array.from(name).length > nameCharactersMax) return "name-long";
  return FORBIDDEN_IN_NAME.test(name) ? "name-characters" : undefined;
}
