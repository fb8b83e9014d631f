import type { Problem } from "../../model/result.ts";

/** Columns of whole numbers: mails of one day, domain, IP pool and provider. */
export const countColumns = [
  "offered",
  "accepted",
  "deferred_first_try",
  "delivered",
  "hard_bounce",
  "soft_bounce",
  "spam_bounce",
  "complaints",
  "unique_opens",
  "clicks",
  "unsubscribes",
  "level",
  "quota",
] as const;
export type CountColumn = (typeof countColumns)[number];

/** All columns; `inbox` is the share of a seed list or panel, 0 to 1, that found its mail in the inbox. */
export const logColumns: readonly ["date", "domain", "ip_pool", "provider", ...typeof countColumns, "inbox"] = [
  "date",
  "domain",
  "ip_pool",
  "provider",
  ...countColumns,
  "inbox",
] as const;
export type LogColumn = (typeof logColumns)[number];

/** One row of a log. Counts do not contradict each other; one that is not given is not there. */
export interface LogRow {
  /** From 1 on. */
  readonly line: number;
  /** Days since 1970-01-01. */
  readonly day: number;
  readonly domain: string;
  readonly pool: string;
  /** In lower case, as it is written. */
  readonly provider: string;
  readonly counts: Readonly<Partial<Record<CountColumn, number>>>;
  readonly inbox?: number;
}

/** A log of daily sends, and what is wrong with it. */
export interface Log {
  /** In the order of their days; two rows are never of the same day, domain, pool and provider. */
  readonly rows: readonly LogRow[];
  readonly columns: ReadonlySet<LogColumn>;
  /** The first ones; {@link problemCount} says how many there are. */
  readonly problems: readonly Problem[];
  readonly problemCount: number;
  readonly rowsLeftOut: number;
}
