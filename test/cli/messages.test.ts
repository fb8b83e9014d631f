import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { folderWith, type Run } from "../support/command.ts";

const fields = "From: Shop <shop@example.com>\nTo: ann@example.org\nSubject: Your code\nDate: Mon, 3 Feb 2025 10:00:00 +0000\n";
const mail = `${fields}Message-ID: <1@example.com>\n\nYour verification code is 123. It expires in ten minutes.\n`;
const bad = `${fields}Message-ID: <2@example.com>\n\nJoin our online casino today: welcome bonus, free spins. Place your bets now!\n`;
const separator = "From shop@example.com Mon Feb  3 10:00:00 2025\n";
const template = "<p>Your verification code is {{code}}. It expires in ten minutes. Do not share it.</p>";

const folder = folderWith({
  "a.eml": mail,
  "bad.eml": bad,
  "empty.eml": "",
  "fit.html": template,
  "two.mbox": `${separator}${mail}\n${separator}${bad}\n`,
  "none.mbox": "\n\n",
  inbox: `${separator}${mail}\n${separator}${bad}\n`,
  "mixed/1.eml": mail,
  "mixed/2.html": template,
  "mixed/3.mbx": `${separator}${mail}\n${separator}${bad}\n`,
  "mixed/4": mail,
  "corpus/00001.7c53": mail,
  "corpus/00002.9c4b": bad,
  "corpus/sub/cur:2,S": mail,
});
afterAll(folder.remove);

interface Line {
  readonly file: string;
  readonly kind: string;
  readonly verdict: string;
  readonly error?: { readonly code: string };
  readonly findings: readonly { readonly ruleId: string; readonly facts: Readonly<Record<string, unknown>> }[];
}

function run(args: readonly string[], input?: string | Uint8Array): Run {
  const ended = folder.run(["check", "--format", "ndjson", "--type", "trigger", ...args], input);
  expect(ended.err).toBe("");
  return ended;
}

function lines({ out }: Run): readonly Line[] {
  return out
    .trimEnd()
    .split("\n")
    .map((line): Line => JSON.parse(line));
}

const named = (ended: Run): readonly string[] => lines(ended).map(({ file, kind }) => `${file} ${kind}`);

test("a run over all kinds of inputs keeps their order", () => {
  expect(named(run(["mixed", "-", "a.eml", "gone.eml", "fit.html"], bad))).toEqual([
    "mixed/1.eml message",
    "mixed/2.html template",
    "mixed/3.mbx#1 message",
    "mixed/3.mbx#2 message",
    "- message",
    "a.eml message",
    "gone.eml message",
    "fit.html template",
  ]);
});

test("a folder of any names is read when it is said to hold messages", () => {
  expect(named(run(["--as", "message", "corpus"]))).toEqual([
    "corpus/00001.7c53 message",
    "corpus/00002.9c4b message",
    "corpus/sub/cur:2,S message",
  ]);
});

test.for([
  ["a message", mail, [], ["- message"]],
  ["a template", template, [], ["- template"]],
  ["an mbox", `${separator}${mail}\n${separator}${bad}\n`, [], ["-#1 message", "-#2 message"]],
  ["text forced to be a message", template, ["--as", "message"], ["- message"]],
  ["a message forced to be a template", mail, ["--as", "template"], ["- template"]],
  ["a message forced to be an mbox", mail, ["--as", "mbox"], ["-#1 message"]],
] as const)("standard input: %s", ([, input, args, expected]) => {
  expect(named(run([...args, "-"], input))).toEqual(expected);
});

test.skipIf(process.platform === "win32")("a pipe is read as standard input is (skipped where there are none)", () => {
  const command = `"${process.execPath}" "${join(import.meta.dirname, "../../src/cli/bin.ts")}" check --format ndjson <(cat inbox)`;
  const env = { ...process.env, NODE_NO_WARNINGS: "1" };
  const out = execFileSync("bash", ["-c", `${command} || true`], { cwd: folder.path, encoding: "utf8", env });
  expect(lines({ out, err: "", code: 0 }).map(({ file }) => file.replace(/^.*#/, "#"))).toEqual(["#1", "#2"]);
});

test.for([
  ["a fit message", ["--fail-on", "never", "a.eml"], 0],
  ["an unfit message", ["bad.eml"], 1],
  ["an empty message", ["empty.eml"], 2],
  ["an mbox without messages", ["none.mbox"], 2],
  ["an mbox that is missing", ["gone.mbox"], 2],
] as const)("%s ends in its exit code", ([, args, code]) => {
  expect(run(args).code).toBe(code);
});

test("what cannot be read is a line with an error, of the kind it was taken for", () => {
  const ended = lines(run(["empty.eml", "none.mbox", "gone.eml"]));
  expect(ended.map(({ kind, error }) => `${kind} ${error?.code}`)).toEqual([
    "message input-empty",
    "message input-empty",
    "message input-missing",
  ]);
});

test.for([
  ["--as", "everything"],
  ["--workers", "many"],
  ["--workers", "99"],
])("%s is refused", (args) => {
  expect(folder.run(["check", ...args, "a.eml"]).code).toBe(2);
});

test("a message with an attachment of 50 MB is read and judged", () => {
  const line = `${"QUJD".repeat(19)}\r\n`;
  const attachment = line.repeat(Math.ceil(50_000_000 / 57));
  const type = "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\n";
  const file = "--b\r\nContent-Type: application/pdf; name=a.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n";
  folder.write("large.eml", `${fields.replaceAll("\n", "\r\n")}${type}Hello\r\n${file}${attachment}--b--\r\n`);
  const [report] = lines(run(["large.eml"]));
  expect(report).toMatchObject({ kind: "message", verdict: "unfit" });
  expect(report?.findings.map(({ ruleId }) => ruleId)).toContain("standard/size-exceeded");
});

test("a text of many megabytes is not read, and said to be too large", () => {
  folder.write("long.eml", `${fields}\n${"word and more words of it\n".repeat(2_000_000)}`);
  const [report] = lines(run(["long.eml"]));
  expect(report).toMatchObject({ kind: "message", verdict: "unfit" });
  expect(report?.findings.map(({ ruleId }) => ruleId)).toContain("standard/size-exceeded");
});

describe("a message past the limit in an mbox", () => {
  test("has a line of its own, and those behind it are read", () => {
    const long = `${bad}${`${"x".repeat(999)}\n`.repeat(101_000)}`;
    folder.write("long.mbox", `${separator}${long}\n${separator}${mail}\n`);
    const ended = lines(run(["long.mbox"]));
    expect(ended.map(({ file, verdict }) => `${file} ${verdict}`)).toMatchObject([
      "long.mbox#1 unfit",
      expect.stringMatching(/^long\.mbox#2 /),
    ]);
    expect(ended[0]?.findings.map(({ ruleId }) => ruleId)).toEqual(["standard/size-exceeded"]);
  });
});
