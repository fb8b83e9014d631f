import type { RawPart } from "./raw-part.ts";

/** A part's file name: of the Content-Disposition, else of the Content-Type (RFC 2183, 2.3; RFC 2046, 4.5.1). */
export function fileNameOf({ disposition, type }: Pick<RawPart, "disposition" | "type">): string | undefined {
  return disposition?.params["filename"] ?? type.params["name"];
}
