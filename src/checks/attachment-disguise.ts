import * as v from "valibot";
import type { Check } from "../model/check.ts";
import { excerpt } from "../model/excerpt.ts";
import { extensionOf, isExecutable } from "../parse/message/file-signatures.ts";
import { asWritten, params } from "./params.ts";

interface Params {
  readonly seeks: "double-extension" | "deceptive" | "unnamed";
}

const schema: v.GenericSchema<unknown, Params> = v.strictObject({
  seeks: v.picklist(["double-extension", "deceptive", "unnamed"]),
});

/** Finds names of attached files that hide what the file is: two extensions, characters that turn or hide text, no name. */
export const attachmentDisguise: Check<"attachments", Params> = {
  name: "attachment-disguise",
  part: "attachments",
  facts: ["name", "reason", "mediaType"],
  parseParams: params(schema, asWritten),
  run: (attachments, { seeks }) =>
    attachments.flatMap(({ name, at, file }) => {
      if (seeks === "unnamed" && (!file || /^(?:message|multipart|text|image)\//.test(file.mediaType))) return [];
      const reason = REASONS[seeks](name);
      if (reason === undefined) return [];
      return [
        { facts: { name: excerpt(shown(name)), reason, mediaType: file?.mediaType ?? "" }, at, ...(file && { part: file.part }) },
      ];
    }),
};

const REASONS: { readonly [S in Params["seeks"]]: (name: string) => string | undefined } = {
  "double-extension": (name) => {
    const [, first = ""] = /\.([a-z]{2,5})\s{0,300}\.[a-z0-9]{1,20}\s{0,9}$/i.exec(name.slice(-400)) ?? [];
    return isExecutable(extensionOf(name)) && first !== "" && HARMLESS.test(first) ? "double-extension" : undefined;
  },
  deceptive: (name) => {
    if (/[\u202A-\u202E\u2066-\u2069]/.test(name)) return "direction";
    if (/[\u00AD\u200B-\u200F\u2060-\u2064\uFEFF]/.test(name)) return "invisible";
    if (/[\u0000-\u001F\u007F]/.test(name)) return "control";
    return /\s{3,300}\.[a-z0-9]{1,20}$/i.test(name.slice(-400)) ? "blanks" : undefined;
  },
  unnamed: (name) => (name.trim() === "" ? "unnamed" : undefined),
};

/** What readers take for a document or picture. */
const HARMLESS = /^(?:pdf|docx?|xlsx?|pptx?|txt|rtf|csv|jpe?g|png|gif|bmp|tiff?|mp[34]|wav|avi|html?|zip|eml|xml)$/i;

/** With what cannot be seen written out. */
function shown(name: string): string {
  return name.replace(/[\u0000-\u001F\u007F\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g, (unit) => {
    return `<U+${unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}>`;
  });
}
