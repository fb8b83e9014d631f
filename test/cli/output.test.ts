import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { openOutput } from "../../src/cli/output.ts";
import { must } from "../../tools/must.ts";
import { folderWith } from "../support/command.ts";

const folder = folderWith({});
afterAll(folder.remove);

test("many writes that wait for room listen once", async () => {
  const warnings: string[] = [];
  const listen = ({ name }: Error): void => void warnings.push(name);
  process.on("warning", listen);
  const output = must(await openOutput(join(folder.path, "out")));
  await Promise.all(Array.from({ length: 50 }, () => output.write("a".repeat(100_000))));
  expect(await output.end()).toBeUndefined();
  await new Promise((resolve) => setImmediate(resolve));
  process.off("warning", listen);
  expect(warnings).toEqual([]);
});
