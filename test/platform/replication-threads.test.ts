import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Part, Played } from "../../src/platform/replication-parts.ts";
import { playParts } from "../../src/platform/replication-threads.ts";
import { readScenarioFile } from "../../src/platform/scenario-file.ts";
import { simulateScenario } from "../../src/platform/simulate.ts";
import { folderWith } from "../support/command.ts";

const folder = folderWith({});
afterAll(folder.remove);
let played: Played;
beforeAll(async () => {
  const read = await readScenarioFile("samples/scenarios/two-campaigns.yaml", { runs: 60, days: 12 });
  if (read.ok) played = read.value;
});

test("a scenario gives the same report on one thread, on two and on three", async () => {
  const one = await simulateScenario(played, 1);
  expect(one).toMatchObject({ ok: true, value: { replications: 60 } });
  expect(await simulateScenario(played, 2)).toEqual(one);
  expect(await simulateScenario(played, 3)).toEqual(one);
});

const parts: readonly Part[] = [0, 1, 2, 3, 4].map((from) => ({ kind: "replications", from, to: from + 1 }));

test.for([
  ["ends at once", "process.exit(3);", "the thread ended with 3"],
  ["cannot be read", "import 'nowhere';", "nowhere"],
  ["throws at a part", 'parentPort.on("message", () => { throw new Error("broken"); });', "broken"],
  [
    "ends after its second part",
    'let left = 2; parentPort.on("message", (part) => { parentPort.postMessage(part); if (--left === 0) process.exit(0); });',
    "the thread ended with 0",
  ],
] as const)("a thread that %s is told, and nothing waits for it", async ([name, body, reason]) => {
  const file = `${name.replaceAll(" ", "-")}.mjs`;
  folder.write(file, `import { parentPort } from "node:worker_threads";\n${body}`);
  const program = new URL(`file://${join(folder.path, file)}`);
  await expect(playParts(played, parts, 2, () => undefined, program)).rejects.toThrow(reason);
});

test("every part is played once, and its result handed over with it", async () => {
  folder.write(
    "echo.mjs",
    'import { parentPort } from "node:worker_threads"; parentPort.on("message", (part) => parentPort.postMessage(part));',
  );
  const program = new URL(`file://${join(folder.path, "echo.mjs")}`);
  const taken: Part[] = [];
  const take = (part: Part, result: unknown): void => {
    expect(result).toEqual(part);
    taken.push(part);
  };
  await playParts(played, parts, 3, take, program);
  expect(taken.sort((a, b) => a.from - b.from)).toEqual(parts);
});

test("more runs than memory has room for are refused, with how many there is room for", async () => {
  const read = await readScenarioFile("samples/scenarios/two-campaigns.yaml", { runs: 100_000, days: 3_650 });
  expect(read).toMatchObject({ ok: true });
  if (read.ok)
    expect(await simulateScenario(read.value, 1)).toMatchObject({
      ok: false,
      problem: { code: "scenario-invalid", message: { en: expect.stringMatching(/room for \d+\./) } },
    });
});
