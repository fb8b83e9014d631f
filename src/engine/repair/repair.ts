import type { Document } from "../../model/document.ts";
import type { LeftFinding, RecordChange } from "../../model/domain/repair.ts";
import type { Finding } from "../../model/finding.ts";
import { limits } from "../../model/limits.ts";
import { keyOf, proposalsFor } from "./proposals.ts";
import { whyLeft } from "./unmendable.ts";

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
 * and at the end each one is left out that nothing gets worse without. Proven by judging again, never assumed.
 */
export async function findRepair(judged: Judged, trial: Trial, nowMs: number): Promise<Mended> {
  let current: State = { changes: [], judged };
  let trialsLeft: number = limits.repairTrialsMax;
  for (let round = 0; round < limits.repairRoundsMax && trialsLeft > 0; round++) {
    const found = asked(current.judged.findings);
    const proposals = proposalsFor(found, current.judged.document, nowMs).slice(0, trialsLeft);
    trialsLeft -= proposals.length;
    const better = await bestOf(current, proposals, trial);
    if (!better) break;
    current = better;
  }
  const { changes, judged: end } = await minimised(current, trial);
  return { changes, left: leftIn(end.findings) };
}

interface State {
  readonly changes: readonly RecordChange[];
  readonly judged: Judged;
}

async function bestOf(current: State, proposals: readonly (readonly RecordChange[])[], trial: Trial): Promise<State | undefined> {
  let best: State | undefined;
  let least = weightOf(current.judged.findings);
  for (const proposal of proposals) {
    const changes = joined(current.changes, proposal);
    const judged = await trial(changes);
    const weight = weightOf(judged.findings);
    const isSmaller = best !== undefined && weight === least && sizeOf(changes) < sizeOf(best.changes);
    if (weight < least || isSmaller) {
      best = { changes, judged };
      least = weight;
    }
  }
  return best;
}

/** How many sets of records are changed: to replace one is as much as to take one out. */
function sizeOf(changes: readonly RecordChange[]): number {
  return new Set(changes.map(({ name, type }) => `${name} ${type}`)).size;
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

async function minimised(state: State, trial: Trial): Promise<State> {
  let current = state;
  for (const change of state.changes) {
    const changes = current.changes.filter((each) => each !== change);
    if (changes.length === current.changes.length) continue;
    const judged = await trial(changes);
    if (weightOf(judged.findings) <= weightOf(current.judged.findings)) current = { changes, judged };
  }
  return current;
}

/** Errors and warnings: what is worth knowing is not mended. */
function asked(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter(({ severity }) => severity !== "info");
}

const weights = { error: 100, warning: 10, info: 0 } as const;

function weightOf(findings: readonly Finding[]): number {
  let weight = 0;
  for (const { severity } of findings) weight += weights[severity];
  return weight;
}

function leftIn(findings: readonly Finding[]): readonly LeftFinding[] {
  const ruleIds = [...new Set(asked(findings).map(({ ruleId }) => ruleId))];
  return ruleIds.map((ruleId) => ({ ruleId, because: whyLeft(ruleId) }));
}
