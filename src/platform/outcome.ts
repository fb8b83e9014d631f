import { limits } from "../model/limits.ts";
import { failed, ok, type Problem, type Result } from "../model/result.ts";
import type { SimulationEvent, SimulationReport } from "../model/simulation.ts";
import type { Figures } from "../simulate/figures.ts";
import { type Columns, emptyColumns, figuresPerReplication, shapeOf } from "../simulate/samples.ts";
import type { Plan } from "../world/plan.ts";
import { COUNTERS } from "../world/state.ts";

/** What plays a scenario: counts of cohorts, or recipients one by one. */
export type Engine = SimulationReport["engine"];

/** A plan with its parameters in their middle, what came of its replications, and what happened in one of them. */
export interface Outcome {
  readonly plan: Plan;
  readonly figures: Figures;
  readonly engine: Engine;
  readonly events: readonly SimulationEvent[];
}

/** Room for the figures of so many runs of a plan; a problem where they would not fit into memory. */
export function roomForFigures(plan: Plan, runs: number): Result<Columns> {
  const shape = shapeOf(plan);
  const written = plan.days * plan.domains.length * plan.providers.length * COUNTERS;
  if (written > limits.simulationLedgerMax) return failed(tooMuchWritten(plan));
  const runsMax = Math.floor(limits.simulationFiguresMax / figuresPerReplication(shape));
  return runs > runsMax ? failed(tooManyRuns(runs, runsMax)) : ok(emptyColumns(shape, runs));
}

function tooMuchWritten({ days, domains, providers }: Plan): Problem {
  const [senders, mailboxes] = [domains.length, providers.length];
  return {
    code: "scenario-invalid",
    message: {
      en: `What one run writes down does not fit into memory: ${days} days of ${senders} domains at ${mailboxes} mailbox providers.`,
      zh: `内存放不下一次重复的记录：${senders} 个域名、${mailboxes} 个邮箱服务商、${days} 天。`,
    },
    hint: { en: "Have fewer days, domains or providers.", zh: "请减少天数、域名或邮箱服务商。" },
  };
}

function tooManyRuns(runs: number, runsMax: number): Problem {
  return {
    code: "scenario-invalid",
    message: {
      en: `The figures of ${runs} runs do not fit into memory; there is room for ${runsMax}.`,
      zh: `内存放不下 ${runs} 次重复的数据：这个方案最多可重复 ${runsMax} 次。`,
    },
    hint: {
      en: "Have fewer runs or days: bands of 1,000 runs are exact enough for most.",
      zh: "请减少重复次数或天数：对多数方案来说，1,000 次重复得到的区间已经足够精确。",
    },
  };
}

/** The problem of a thread that died or could not be started. */
export function threadProblem(fault: unknown): Problem {
  const reason = fault instanceof Error ? fault.message : String(fault);
  return {
    code: "tool-fault",
    message: {
      en: `A thread of the simulation ended before its time: ${reason}.`,
      zh: `模拟的一个线程提前结束：${reason}。`,
    },
    hint: {
      en: "Try once more with --threads 1; if that fails too, please report it with the scenario.",
      zh: "请加上 --threads 1 再试一次；如果仍然失败，请附上方案报告此问题。",
    },
  };
}
