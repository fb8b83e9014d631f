import type { Attachment } from "../../model/document.ts";
import type { Message } from "./read-message.ts";

/** The files a message carries, in order; messages inside it are files too. */
export function attachmentsOf({ structure }: Message): readonly Attachment[] {
  return structure.parts
    .filter(({ role }) => role === "attachment" || role === "related" || role === "message")
    .map(({ path, fileName, mediaType, decodedBytes, body }) => ({
      name: fileName ?? "",
      at: body,
      file: { part: path, mediaType, decodedBytes, detected: undefined, traits: [] },
    }));
}
