/**
 * Measures the built program against `budgets.json`, prints a table and ends 1 when a bar is broken.
 * Everything but the import, domains a second and the simulator's engines is a ratio of two things measured in the same run, so
 * that a slow machine is no excuse.
 * `--short` measures fewer times: for CI. `--only=NAME` measures what starts with NAME.
 */
import { agendaEvents } from "./agenda.ts";
import budgets from "./budgets.json" with { type: "json" };
import { cohortReplication, cohortThousand } from "./cohort.ts";
import { domainMemory, liveDomains, recordedDomains } from "./domains.ts";
import { againstSimpy, exactMemory, exactSeconds } from "./exact.ts";
import { growthOf } from "./growth.ts";
import { hostileFamilies } from "./hostile.ts";
import { isBuilt, type Measured } from "./measure.ts";
import { memoryGrowth } from "./memory.ts";
import { messages } from "./messages.ts";
import { reader } from "./reader.ts";
import { spfEvaluation } from "./spf.ts";
import { firstReport, importTime } from "./start-up.ts";
import { throughput } from "./throughput.ts";

interface Budget {
  readonly unit: string;
  readonly atMost?: number;
  readonly atLeast?: number;
  readonly source: string;
}

interface Row extends Measured {
  readonly name: string;
  readonly budget: Budget;
}

interface Measure {
  readonly name: string;
  readonly budget: Budget;
  readonly measure: () => Promise<Measured>;
}

const isShort = process.argv.includes("--short");
const only = process.argv.find((each) => each.startsWith("--only="))?.slice(7) ?? "";
const runs = isShort ? 15 : 31;

const measures: readonly Measure[] = [
  {
    name: "first report",
    budget: budgets["first report"],
    measure: () => firstReport("compiled before", { runs }),
  },
  {
    name: "first report ever",
    budget: budgets["first report ever"],
    measure: () => firstReport("compiled anew", { runs }),
  },
  { name: "import", budget: budgets.import, measure: () => importTime({ runs }) },
  { name: "throughput", budget: budgets.throughput, measure: () => throughput({ rounds: isShort ? 5 : 15 }) },
  { name: "messages", budget: budgets.messages, measure: () => messages({ rounds: isShort ? 1 : 3, isShort }) },
  { name: "reader", budget: budgets.reader, measure: () => reader({ rounds: isShort ? 5 : 15 }) },
  { name: "spf evaluation", budget: budgets["spf evaluation"], measure: () => spfEvaluation({ rounds: isShort ? 9 : 31 }) },
  { name: "domains, live", budget: budgets["domains, live"], measure: () => liveDomains({ rounds: isShort ? 1 : 5 }) },
  {
    name: "domains, recorded",
    budget: budgets["domains, recorded"],
    measure: () => recordedDomains({ rounds: isShort ? 1 : 5 }),
  },
  { name: "domains, memory", budget: budgets["domains, memory"], measure: () => domainMemory({ runs: isShort ? 1 : 3 }) },
  { name: "memory", budget: budgets.memory, measure: () => memoryGrowth({ runs: isShort ? 1 : 3 }) },
  {
    name: "cohort, a replication",
    budget: budgets["cohort, a replication"],
    measure: () => cohortReplication({ rounds: isShort ? 3 : 9 }),
  },
  {
    name: "cohort, 1,000 replications",
    budget: budgets["cohort, 1,000 replications"],
    measure: () => cohortThousand({ rounds: isShort ? 1 : 3 }),
  },
  {
    name: "exact, 100M x 90 days",
    budget: budgets["exact, 100M x 90 days"],
    measure: () => exactSeconds({ runs: isShort ? 1 : 3, isShort }),
  },
  { name: "exact, memory", budget: budgets["exact, memory"], measure: () => exactMemory({ runs: isShort ? 1 : 3, isShort }) },
  { name: "exact, simpy", budget: budgets["exact, simpy"], measure: () => againstSimpy({ runs: isShort ? 1 : 3, isShort }) },
  { name: "event queue", budget: budgets["event queue"], measure: () => agendaEvents({ rounds: isShort ? 3 : 9 }) },
  ...hostileFamilies.map((family) => ({
    name: `growth, ${family.name}`,
    budget: budgets.growth,
    measure: () => growthOf(family, { runs: isShort ? 2 : 7 }),
  })),
];

function isBroken({ value, budget: { atMost = Infinity, atLeast = -Infinity } }: Row): boolean {
  return value !== undefined && !(value <= atMost && value >= atLeast);
}

/** A bar counts as broken when it is so twice: one busy moment of the machine breaks none. */
async function measured({ name, budget, measure }: Measure): Promise<Row> {
  const row = { name, budget, ...(await measure()) };
  return isBroken(row) ? { name, budget, ...(await measure()) } : row;
}

function line(row: Row): string {
  const { name, value, budget, detail } = row;
  const bar = budget.atLeast === undefined ? `at most ${budget.atMost}` : `at least ${budget.atLeast}`;
  const state = value === undefined ? "not judged" : isBroken(row) ? "BROKEN" : "kept";
  const figure = value === undefined ? "–" : value.toFixed(2);
  return `${state.padEnd(10)}  ${name.padEnd(58)}  ${figure.padStart(7)}  ${bar.padEnd(12)}  ${budget.unit} (${detail})`;
}

if (!isBuilt()) {
  console.error("There is nothing to measure yet. Run: npm run build");
  process.exit(1);
}
let broken = 0;
for (const each of measures) {
  if (!each.name.startsWith(only)) continue;
  const row = await measured(each);
  console.log(line(row));
  if (isBroken(row)) broken++;
}
console.log(broken === 0 ? "\nNo bar is broken." : `\n${broken} broken.`);
process.exitCode = broken === 0 ? 0 : 1;
