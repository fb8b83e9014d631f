import type { Text } from "./language.ts";
import type { Change, RuleDefinition } from "./rule.ts";

/** All of `rules/` as plain data: what a build compiles to one file. */
export interface RuleBook {
  readonly rules: readonly RuleDefinition[];
  readonly profiles: readonly ProfileDefinition[];
  /** Files of `rules/tables/` by name; a folder there is a list of its files in name order. */
  readonly tables: Readonly<Record<string, unknown>>;
}

/** Which rules a reader of reports goes by, and how strictly. */
export interface ProfileDefinition {
  readonly name: string;
  readonly title: Text;
  /** The table of what mailbox providers ask, which reports of this profile fill. */
  readonly requirements?: string | undefined;
  /** By rule id or `area/*`; later entries go before earlier ones. */
  readonly rules: Readonly<Record<string, Change>>;
}
