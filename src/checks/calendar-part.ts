import type { Check } from "../model/check.ts";
import type { MimePart } from "../model/message.ts";
import { noParams } from "./params.ts";

/** Looks at invitations in the text: the `method` that makes them one (RFC 6047, 2.4), and a charset for their text. */
export const calendarPart: Check<"structure", Readonly<Record<string, never>>> = {
  name: "calendar-part",
  part: "structure",
  facts: ["reason"],
  parseParams: noParams,
  run: ({ parts }) =>
    parts
      .filter(({ mediaType, disposition }) => mediaType === "text/calendar" && disposition !== "attachment")
      .flatMap((part) => {
        const reason = faultOf(part);
        return reason ? [{ facts: { reason }, at: { ...part.body, end: part.body.start }, part: part.path }] : [];
      }),
};

function faultOf({ params: given, charset }: MimePart): string | undefined {
  if (given["method"] === undefined) return "method-missing";
  return charset !== undefined && charset !== "utf-8" && charset !== "us-ascii" ? "charset" : undefined;
}
