import * as v from "valibot";
import type { Check } from "../model/check.ts";
import type { OddityKind, TemplateOddity } from "../model/document.ts";
import type { MessageOddity } from "../model/message.ts";
import { asWritten, params } from "./params.ts";

interface Params {
  readonly kind: OddityKind;
}

/** Every kind, so that the compiler asks for a new one here. */
const ofTemplates: Readonly<Record<TemplateOddity, true>> = {
  "tag-unclosed": true,
  "block-unclosed": true,
  "nesting-deep": true,
  "formatting-tangled": true,
  "styles-unread": true,
};

const ofMessages: Readonly<Record<MessageOddity, true>> = {
  "header-end-missing": true,
  "header-line-malformed": true,
  "byte-order-mark": true,
  "header-name-malformed": true,
  "header-8bit": true,
  "header-fold-blank": true,
  "header-fields-many": true,
  "encoded-word-malformed": true,
  "encoded-word-controls": true,
  "encoded-word-misplaced": true,
  "encoded-word-long": true,
  "address-malformed": true,
  "addresses-many": true,
  "date-malformed": true,
  "date-obsolete": true,
  "message-id-malformed": true,
  "parameter-malformed": true,
  "content-type-malformed": true,
  "boundary-missing": true,
  "boundary-unclosed": true,
  "boundary-malformed": true,
  "preamble-text": true,
  "epilogue-text": true,
  "parts-nested-deep": true,
  "parts-many": true,
  "transfer-encoding-unknown": true,
  "transfer-encoding-on-container": true,
  "base64-malformed": true,
  "quoted-printable-malformed": true,
  "base64-needless": true,
  "charset-unknown": true,
  "charset-missing": true,
  "body-8bit-undeclared": true,
  "line-too-long": true,
  "header-line-wide": true,
  "nul-byte": true,
  "bare-cr": true,
  "line-ends-mixed": true,
  uuencoded: true,
  tnef: true,
  "tag-left-over": true,
};

const schema: v.GenericSchema<unknown, Params> = v.strictObject({
  kind: v.custom<OddityKind>(
    (kind) => typeof kind === "string" && (Object.hasOwn(ofTemplates, kind) || Object.hasOwn(ofMessages, kind)),
    "must be a kind of oddity",
  ),
});

/** Finds what the reader got over when it read malformed text. */
export const oddity: Check<"oddities", Params> = {
  name: "oddity",
  part: "oddities",
  facts: ["excerpt", "count"],
  parseParams: params(schema, asWritten),
  run: (oddities, { kind }) =>
    oddities
      .filter((each) => each.kind === kind)
      .map(({ excerpt, count, at, part }) => ({ facts: { excerpt, count }, at, ...(part !== undefined && { part }) })),
};
