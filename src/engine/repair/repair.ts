import type { Document } from "../../model/document.ts";
import type { LeftFinding, RecordChange } from "../../model/domain/repair.ts";
import type { Finding } from "../../model/finding.ts";
import { limits } from "../../model/limits.ts";
import { textOf } from "../../model/record-value.ts";
import { isMeantForDmarc } from "../../parse/records/dmarc.ts";
import { barredRules, keyOf, proposalsFor } from "./proposals.ts";
import { type Found, ownersChoice, whyLeft } from "./unmendable.ts";

/** A domain as it is, or would be with some records changed. */
export interface Judged {
  readonly document: Document;
  readonly findings: readonly Finding[];
}

/** Judges the domain with records changed. */
export type Trial = (changes: readonly RecordChange[]) => Promise<Judged>;

/** The changes that mend, and what they leave. */
export interface Mended {
  readonly changes: readonly RecordChange[];
  readonly left: readonly LeftFinding[];
}

/**
 * The smallest set of changes found that mends what records can mend: each time the proposal that helps most is taken,
 * or, where none helps, the one that costs least, since mending a record brings to light what was behind it; and at the
 * end each change is left out that nothing gets worse without. Proven by judging again, never assumed.
 */
export async function findRepair(judged: Judged, trial: Trial, nowMs: number): Promise<Mended> {
  const search = new Search({ changes: [], judged }, trial, nowMs);
  const { changes, judged: end } = await minimised(await search.best(), trial);
  const left = asked(end.findings);
  return { changes, left: leftIn(left, { barred: barredRules(left, end.document, nowMs), isSpent: search.isSpent }) };
}

interface State {
  readonly changes: readonly RecordChange[];
  readonly judged: Judged;
}

/** Rounds in a row that may make nothing better. */
const DETOURS_MAX = 3;

class Search {
  private found: State;
  private trialsLeft: number;
  private readonly seen = new Set<string>();
  private readonly trial: Trial;
  private readonly nowMs: number;

  constructor(start: State, trial: Trial, nowMs: number) {
    this.found = start;
    const records = start.judged.document.sources.length;
    this.trialsLeft = Math.min(limits.repairTrialsMax, Math.max(10, Math.floor(limits.repairRecordsJudgedMax / (records + 1))));
    this.trial = trial;
    this.nowMs = nowMs;
  }

  /** True where changes were left untried for the limit's sake. */
  get isSpent(): boolean {
    return this.trialsLeft === 0;
  }

  async best(): Promise<State> {
    let current: State | undefined = this.found;
    let detours = 0;
    for (let round = 0; round < limits.repairRoundsMax && detours < DETOURS_MAX; round++) {
      current = await this.next(current);
      if (!current) break;
      const isBetter = weightOf(current.judged.findings) < weightOf(this.found.judged.findings);
      detours = isBetter ? 0 : detours + 1;
      if (isBetter) this.found = current;
    }
    return this.found;
  }

  /** The state that the best proposal leads to, of those that were not come to before. */
  private async next({ changes, judged }: State): Promise<State | undefined> {
    const proposals = proposalsFor(asked(judged.findings), judged.document, this.nowMs).slice(0, this.trialsLeft);
    this.trialsLeft -= proposals.length;
    let best: State | undefined;
    for (const proposal of proposals) {
      const state = await this.tried(joined(changes, proposal));
      if (state && isBetter(state, best)) best = state;
    }
    return best;
  }

  private async tried(changes: readonly RecordChange[]): Promise<State | undefined> {
    const key = changes.map(keyOf).sort().join("\n");
    if (key === "" || this.seen.has(key)) return undefined;
    this.seen.add(key);
    return { changes, judged: await this.trial(changes) };
  }
}

/** Less to find fault with, else less that is changed. */
function isBetter(state: State, other: State | undefined): boolean {
  if (!other) return true;
  const difference = weightOf(state.judged.findings) - weightOf(other.judged.findings);
  return difference < 0 || (difference === 0 && sizeOf(state.changes) < sizeOf(other.changes));
}

/** How many sets of records are changed: to replace one is as much as to take one out. */
function sizeOf(changes: readonly RecordChange[]): number {
  return new Set(changes.map(setOf)).size;
}

/** Changes one after the other: what was put in and is taken out again was never there. */
function joined(changes: readonly RecordChange[], more: readonly RecordChange[]): readonly RecordChange[] {
  let all = [...changes];
  for (const change of more) {
    const inverse = keyOf({ ...change, action: change.action === "add" ? "remove" : "add" });
    const without = all.filter((each) => keyOf(each) !== inverse);
    all = without.length < all.length ? without : [...all, change];
  }
  return all;
}

/** Without the sets of records that nothing gets worse without. A set is left out whole: half a replacement is a loss. */
async function minimised(state: State, trial: Trial): Promise<State> {
  let current = state;
  for (const set of new Set(state.changes.map(setOf))) {
    const changes = current.changes.filter((change) => setOf(change) !== set);
    if (current.changes.some((change) => setOf(change) === set && isMovedPolicy(change, changes))) continue;
    const judged = await trial(changes);
    if (weightOf(judged.findings) <= weightOf(current.judged.findings)) current = { changes, judged };
  }
  return current;
}

/** True for a DMARC record that is taken out to stand elsewhere: left behind, it would be kept up in its place. */
function isMovedPolicy({ action, type, value }: RecordChange, others: readonly RecordChange[]): boolean {
  const text = textOf(value);
  if (action !== "remove" || type !== "TXT" || !isMeantForDmarc(text)) return false;
  return others.some((other) => other.action === "add" && textOf(other.value) === text);
}

/** The set of records that a change belongs to: those of one name and type. */
function setOf({ name, type }: RecordChange): string {
  return `${name} ${type}`;
}

/** Errors and warnings: what is worth knowing is not mended. */
function asked(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter(({ severity }) => severity !== "info");
}

const weights = { error: 100, warning: 10, info: 0 } as const;

function weightOf(findings: readonly Finding[]): number {
  let weight = 0;
  // What comes to light behind a fault, and is the owner's to choose, is less than the fault.
  for (const { severity, ruleId } of findings) weight += weights[severity] / (ownersChoice.has(ruleId) ? 4 : 1);
  return weight;
}

function leftIn(findings: readonly Finding[], found: Found): readonly LeftFinding[] {
  const ruleIds = [...new Set(findings.map(({ ruleId }) => ruleId))];
  return ruleIds.map((ruleId) => ({ ruleId, because: whyLeft(ruleId, found) }));
}
