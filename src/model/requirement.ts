import type { Gap } from "./document.ts";
import type { Text } from "./language.ts";
import type { MailType } from "./mail-type.ts";

/** What mailbox providers ask of senders, as data. */
export interface RequirementTable {
  readonly providers: Readonly<Record<string, { readonly title: Text }>>;
  readonly requirements: readonly Requirement[];
}

/** One thing that some providers ask. */
export interface Requirement {
  readonly id: string;
  readonly title: Text;
  /** Who asks it, and of whom: of every sender, or of bulk senders. */
  readonly asks: Readonly<Record<string, "everyone" | "bulk">>;
  /** `message` when one message can show it; `sending` when only the sending itself can. */
  readonly seenIn: "message" | "sending";
  /** Mail types it is asked of; all when not said. */
  readonly types?: readonly MailType[] | undefined;
  readonly sources: readonly string[];
}

/** One cell of the table: whether a message meets what a provider asks. */
export interface RequirementVerdict {
  readonly provider: string;
  readonly requirement: string;
  readonly of: "everyone" | "bulk";
  readonly outcome: "met" | "broken" | "unjudged";
  /** Why it could not be judged; `sending` when no message can show it. */
  readonly because?: Gap | "sending";
  /** The rules that decided it: those that are broken, or could not be judged, or all that are kept. */
  readonly ruleIds: readonly string[];
}

/** A filled table with the words to show it. */
export interface RequirementReport {
  readonly table: RequirementTable;
  readonly verdicts: readonly RequirementVerdict[];
}
