import * as v from "valibot";
import { mailTypes } from "../model/mail-type.ts";
import type { Requirement, RequirementTable } from "../model/requirement.ts";

const text = v.strictObject({ en: v.string(), zh: v.string() });
const requirement: v.GenericSchema<unknown, Requirement> = v.strictObject({
  id: v.string(),
  title: text,
  asks: v.record(v.string(), v.picklist(["everyone", "bulk"])),
  seenIn: v.picklist(["message", "sending"]),
  types: v.optional(v.array(v.picklist(mailTypes))),
  sources: v.array(v.string()),
});

/** A table of requirements as written under `rules/tables/`. */
export const requirementTable: v.GenericSchema<unknown, RequirementTable> = v.strictObject({
  providers: v.record(v.string(), v.strictObject({ title: text })),
  requirements: v.array(requirement),
});
