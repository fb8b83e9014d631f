import type { Place } from "../../model/document.ts";
import type { RecordText } from "../../model/record.ts";

/** All of a record. */
export function wholeOf({ source, text }: RecordText): Place {
  return { source, start: 0, end: text.length };
}
