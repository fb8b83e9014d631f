import * as v from "valibot";
import { fitting, propertyOf, stepsOf } from "./expectation.ts";
import { unknownMisfit } from "./misfit.ts";
import type { Overrides, UnknownValue } from "./written.ts";

/** The keys of a schema of parameters but some, all of them optional; a number may be unknown. */
export function overridesOf(schema: unknown, ...without: readonly string[]): v.ObjectEntries {
  const entries: readonly (readonly [string, unknown])[] = Object.entries(Object(propertyOf(schema, "entries")));
  return Object.fromEntries(
    entries.flatMap(([key, entry]) => (isSchema(entry) && !without.includes(key) ? [[key, overrideOf(entry)] as const] : [])),
  );
}

function overrideOf(entry: v.GenericSchema): v.GenericSchema {
  const wrapped = propertyOf(entry, "wrapped") ?? entry;
  if (!isSchema(wrapped) || propertyOf(wrapped, "type") !== "number") return v.optional(isSchema(wrapped) ? wrapped : entry);
  // A whole number may lie between two others; what is drawn is rounded.
  const between = v.strictObject({ value: wrapped, low: wrapped, high: wrapped });
  const words = { en: "a low that is below high, and a value between them", zh: "low 小于 high，且 value 介于两者之间" };
  const unknown = fitting(v.pipe(between, v.check(isInOrder)), words, unknownMisfit);
  return v.optional(v.union([wrapped, unknown]));
}

function isInOrder({ value, low, high }: { readonly [key in keyof UnknownValue]: unknown }): boolean {
  return Number(low) <= Number(value) && Number(value) <= Number(high) && Number(low) < Number(high);
}

function isSchema(value: unknown): value is v.GenericSchema {
  return propertyOf(value, "kind") === "schema";
}

/** An object of parameters to set: all keys of their schema but some. */
export function overrides(schema: unknown, ...without: readonly string[]): v.GenericSchema<unknown, Overrides> {
  return v.strictObject(overridesOf(schema, ...without));
}

/** Whether a parameter counts something, so that a number drawn for it is rounded. */
export function isCounted(schema: unknown, key: string): boolean {
  const entry = propertyOf(propertyOf(schema, "entries"), key);
  return stepsOf(propertyOf(entry, "wrapped") ?? entry).some((step) => String(propertyOf(step, "type")).endsWith("integer"));
}
