import type { Document } from "../model/document.ts";
import type { MailType } from "../model/mail-type.ts";
import type { Report } from "../model/report.ts";
import { analyze } from "./analyze.ts";
import { settleType } from "./mail-type.ts";
import type { Ruleset } from "./ruleset.ts";
import { summarize } from "./summarize.ts";

/** Judges a document by a ruleset: settles the type, asks every rule, adds up. */
export function judge(document: Document, ruleset: Ruleset, given: MailType | undefined): Report {
  const { type, from } = settleType(document, given, ruleset.inferType);
  const verdicts = analyze(document, ruleset.rulesFor(document.kind, type), type);
  return summarize(document, verdicts, { profile: ruleset.profile, type, typeFrom: from });
}
