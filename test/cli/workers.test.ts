import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import type { Judging } from "../../src/cli/judge-job.ts";
import { openPool } from "../../src/cli/pool.ts";
import type { Mail } from "../../src/platform/mails.ts";
import { folderWith } from "../support/command.ts";

const separator = "From shop@example.com Mon Feb  3 10:00:00 2025\n";
const message = (number: number) => `From: a@example.com\nSubject: Number ${number}\n\nText ${"and more ".repeat(number % 7)}\n`;
const files: Record<string, string> = { "b/broken.eml": "", "b/casino.html": "<p>Join our online casino: place your bets!</p>" };
for (let number = 0; number < 25; number++) {
  files[`a/${number}.html`] = `<p>${"word ".repeat(number * 40)}{{name}}</p>`;
  files[`a/${number}.eml`] = message(number);
}
files["c.mbox"] = Array.from({ length: 105 }, (_, number) => `${separator}${message(number)}\n`).join("");
const folder = folderWith(files);
afterAll(folder.remove);

test.for([
  ["pretty", ["--workers", "2"]],
  ["json", ["--workers", "3"]],
  ["ndjson", []],
] as const)("%s says the same with one thread and with more", ([format, workers]) => {
  const run = (args: readonly string[]) => folder.run(["check", "--format", format, ...args, "a", "gone.html", "b", "c.mbox"]);
  const one = run(["--workers", "1"]);
  expect(one).toMatchObject({ code: 2, err: "" });
  expect(one.out).toContain("c.mbox#105");
  expect(run(workers)).toEqual(one);
});

test("a rule of the user's own, a type, data and quiet reach the workers", () => {
  folder.write(
    "own/mine.yaml",
    folder.run(["rules", "standard/words-too-few", "--format", "json"]).out.replace("standard/words-too-few", "my/rule"),
  );
  folder.write("data.json", '{"other": 1}');
  const args = [
    "check",
    "--quiet",
    "--rules",
    "own",
    "--type",
    "notification",
    "--data",
    "data.json",
    "--subject",
    "Hi",
    "a",
    "b",
  ];
  const [one, two] = ["1", "2"].map((workers) => folder.run([...args, "--workers", workers]));
  expect(one?.out).toContain("my/rule");
  expect(two).toEqual(one);
});

const judging: Judging = {
  profile: "tencent-ses",
  overrides: {},
  waivers: [],
  own: [],
  type: undefined,
  subject: undefined,
  data: undefined,
  dialects: [],
  witness: { dns: undefined, nowMs: 0, envelope: undefined, trustsReceived: false, isSent: false },
  format: "ndjson",
  failOn: "error",
  lang: "en",
  colour: "plain",
  quiet: false,
  domain: undefined,
};
const mail = (name: string): Mail => ({ from: "stream", as: "template", name, bytes: new Uint8Array(), sizeBytes: 0 });

test("a worker that dies costs its own mail, and another takes its place", async () => {
  // It ends when it is sent a mail called "end", throws at "throw", and else says the name.
  const program = `
    import { parentPort } from "node:worker_threads";
    parentPort.on("message", ({ number, job: { name } }) => {
      if (name === "end") process.exit(3);
      if (name === "throw") throw new Error("broken");
      parentPort.postMessage({ number, said: { text: name } });
    });`;
  folder.write("worker.mjs", program);
  const pool = openPool({ workers: 2, jobsPerWorker: 1 }, judging, new URL(`file://${join(folder.path, "worker.mjs")}`));
  const names = ["a", "end", "b", "throw", "c", "end", "d"];
  const ended = await Promise.allSettled(names.map((name) => pool.judge(mail(name))));
  await pool.end();
  const said = ended.map((each) => (each.status === "fulfilled" ? each.value.text : String(each.reason)));
  expect(said).toEqual(["a", "Error: the worker ended with 3", "b", "Error: broken", "c", "Error: the worker ended with 3", "d"]);
});

test("a pool whose workers cannot start ends all the same", async () => {
  const pool = openPool({ workers: 2, jobsPerWorker: 1 }, judging, new URL("file:///nowhere/worker.mjs"));
  const ended = await Promise.allSettled(["a", "b", "c"].map((name) => pool.judge(mail(name))));
  await pool.end();
  expect(ended.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
});
