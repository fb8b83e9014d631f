import { fileURLToPath } from "node:url";
import type { RuleBook } from "../../src/model/rule-book.ts";
import { readRuleBook } from "../../src/platform/rule-files.ts";
import { must } from "../../tools/must.ts";

/** The folder of rules in this checkout. */
export const rulesFolder: string = fileURLToPath(new URL("../../rules", import.meta.url));

/** The rules as written in this checkout. */
export const book: RuleBook = must(readRuleBook(rulesFolder));
