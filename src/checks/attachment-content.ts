import * as v from "valibot";
import type { Check } from "../model/check.ts";
import type { Attachment } from "../model/document.ts";
import { excerpt } from "../model/excerpt.ts";
import type { FileTrait } from "../model/message.ts";
import { extensionOf, isExecutable } from "../parse/message/file-signatures.ts";
import { asWritten, params } from "./params.ts";

interface Params {
  readonly seeks: FileTrait | "executable" | "markup";
}

const schema: v.GenericSchema<unknown, Params> = v.strictObject({
  seeks: v.picklist(["encrypted", "macros", "executable-inside", "archive-inside", "scripted", "executable", "markup"]),
});

/** Finds attached files by what they are or hold. */
export const attachmentContent: Check<"attachments", Params> = {
  name: "attachment-content",
  part: "attachments",
  facts: ["name", "detected"],
  parseParams: params(schema, asWritten),
  run: (attachments, { seeks }) =>
    attachments
      .filter((attachment) => isSought(attachment, seeks))
      .map((attachment) => {
        const { name, at, file } = attachment;
        return {
          facts: { name: excerpt(name) || (file?.mediaType ?? ""), detected: kindOf(attachment, seeks) },
          at,
          ...(file && { part: file.part }),
        };
      }),
};

/** What makes a file what is sought: its bytes, else its name. */
function kindOf({ name, file }: Attachment, seeks: Params["seeks"]): string {
  const extension = excerpt(extensionOf(name));
  const detected = file?.detected ?? "";
  if (seeks === "executable" && !isExecutable(detected)) return extension;
  return detected || extension || (seeks === "markup" ? "html" : "–");
}

const MARKUP: ReadonlySet<string> = new Set(["html", "svg"]);

function isSought({ name, file }: Attachment, seeks: Params["seeks"]): boolean {
  const detected = file?.detected ?? "";
  if (seeks === "executable") return isExecutable(extensionOf(name)) || isExecutable(detected);
  if (seeks === "markup") return MARKUP.has(detected) || file?.mediaType === "text/html";
  return file?.traits.includes(seeks) ?? false;
}
