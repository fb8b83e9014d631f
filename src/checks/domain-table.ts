import * as v from "valibot";

/** A table of domains as a parameter, lower case. */
export const domainTable: v.GenericSchema<unknown, { readonly domains: readonly string[] }> = v.object({
  domains: v.array(v.string()),
});
