/** What a mail is for, as the founding standard tells types apart (product standard, clause 12). */
export type MailType = (typeof mailTypes)[number];

export const mailTypes = ["marketing", "notification", "transactional", "trigger", "test"] as const;

/** How the type was settled: `given` by the caller, declared in the `metadata`, `inferred` from the text, or the `default`. */
export type TypeOrigin = "given" | "metadata" | "inferred" | "default";
