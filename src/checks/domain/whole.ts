import type { Place } from "../../model/document.ts";
import type { RecordText } from "../../model/record.ts";

/** The place of a whole record, for what is wrong with it and not with a part of it. */
export function whole({ source, text }: RecordText): Place {
  return { source, start: 0, end: text.length };
}
