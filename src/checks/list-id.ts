import type { Check } from "../model/check.ts";
import { excerpt } from "../model/excerpt.ts";
import { fieldsNamed } from "./header-fields.ts";
import { noParams } from "./params.ts";

/** `description <list.example.com>` (RFC 2919, 3): a dotted name in angle brackets, at the end. */
const LIST_ID =
  /<[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]{1,200}(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]{1,200}){1,30}>\s{0,20}(?:\([^()]{0,500}\)\s{0,20})?$/;

/** Reads List-Id fields. */
export const listId: Check<"headers", Readonly<Record<string, never>>> = {
  name: "list-id",
  part: "headers",
  facts: ["value"],
  parseParams: noParams,
  run: (headers) =>
    fieldsNamed(headers, "list-id")
      .filter(({ value }) => !LIST_ID.test(value.slice(-2_000)))
      .map(({ value, at }) => ({ facts: { value: excerpt(value) }, at })),
};
