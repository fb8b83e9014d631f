import * as v from "valibot";
import type { Body } from "../model/body.ts";
import type { Check } from "../model/check.ts";
import { textOf } from "../parse/text/body-text.ts";
import { unsubscribeTable } from "./lexicon-param.ts";
import { params } from "./params.ts";
import { leadsOut, says, type UnsubscribeTable } from "./phrases/wordings.ts";

const schema: v.GenericSchema<unknown, { readonly unsubscribe: UnsubscribeTable }> = v.strictObject({
  unsubscribe: unsubscribeTable,
});

/** Looks for a way out of the mailing in any body: a link that says so, or in plain text the wording with an address or variable. */
export const unsubscribeWay: Check<"content", UnsubscribeTable> = {
  name: "unsubscribe-way",
  part: "content",
  facts: [],
  parseParams: params(schema, ({ unsubscribe }) => unsubscribe),
  run: (content, table) => (content.bodies.some((body) => hasWayOut(body, table)) ? [] : [{ facts: {} }]),
};

/** True when a body lets its reader leave: by a link that says so, or in plain text by the wording with an address or variable. */
export function hasWayOut(body: Body, table: UnsubscribeTable): boolean {
  if (body.links.some((link) => leadsOut(table, link))) return true;
  return (
    body.part === "text/plain" &&
    body.blocks.some((block) => {
      const text = textOf(block.runs);
      return /\uFFFC|https?:\/\/|www\.|@/i.test(text) && says(table.wordings, text);
    })
  );
}
