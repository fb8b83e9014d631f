import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, describe, expect, test } from "vitest";
import { folderWith, type Run } from "../support/command.ts";

const clean = readFileSync("samples/domains/clean.zone", "utf8");
const broken = clean.replace('"v=TLSRPTv1; rua=mailto:tls@example.com"', '"v=TLSRPTv1; rua=tls@example.com"');

const folder = folderWith({
  "clean.zone": clean,
  "broken.zone": broken,
  "names.txt": "# three\nexample.com\r\n\n  example.net  the second\nbad..name\n",
});
afterAll(folder.remove);

const lines = ({ out }: Run): readonly { readonly file: string; readonly verdict: string }[] =>
  out
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));

describe("domain", () => {
  test("finds nothing wrong with the clean domain, and ends 0", () => {
    const run = folder.run(["domain", "example.com", "--selector", "mail", "--dns", "zone:clean.zone"]);
    expect(run).toMatchObject({ code: 0, err: "" });
    expect(run.out).toMatch(/^example\.com {2}fit/);
  });

  test("shows the place in the record, why it matters and the record to publish", () => {
    const { out } = folder.run(["domain", "EXAMPLE.com.", "--selector", "mail", "--dns", "zone:broken.zone"]);
    expect(out).toContain("dns/tls-rpt-malformed  _smtp._tls.example.com TXT 1:17");
    expect(out).toContain("v=TLSRPTv1; rua=tls@example.com\n      |                 ^^^^^^^^^^^^^^^");
    expect(out).toContain("v=TLSRPTv1; rua=mailto:tls@example.com");
  });

  test.each([
    ["a file of names", ["--names", "names.txt"], ""],
    ["standard input", ["-"], "example.com\nexample.net\nbad..name\n"],
  ])("judges the names of %s in order, one line each", (_, args, input) => {
    const run = folder.run(["domain", ...args, "--dns", "zone:clean.zone", "--format", "ndjson"], input);
    expect(lines(run).map(({ file }) => file)).toEqual(["example.com", "example.net", "bad..name"]);
    expect(lines(run)[2]).toMatchObject({ verdict: "unjudged", error: { code: "name-invalid" } });
    expect(run.code).toBe(2);
  });

  test("names what is missing when no domain is named", () => {
    expect(folder.run(["domain"])).toMatchObject({ code: 2, out: "", err: expect.stringContaining("No domain was named") });
  });
});

describe("an interrupted run", () => {
  const args = ["domain", "-", "--dns", "zone:clean.zone", "--format", "ndjson"];
  const names = "example.com\nexample.net\nexample.org\n";

  test("goes on behind the last whole line", () => {
    const whole = folder.run(args, names).out;
    folder.write("half.ndjson", whole.slice(0, whole.indexOf("\n") + 40));
    expect(folder.run([...args, "--output", "half.ndjson", "--resume"], names).err).toBe("");
    expect(readFileSync(join(folder.path, "half.ndjson"), "utf8")).toBe(whole);
  });

  test("is not gone on with by another list of names", () => {
    folder.write("other.ndjson", folder.run(args, names).out);
    const run = folder.run([...args, "--output", "other.ndjson", "--resume"], "example.net\n");
    expect(run).toMatchObject({ code: 2, err: expect.stringContaining("line 1 of other.ndjson") });
  });

  test("leaves a note of its options, and is not gone on with by others", async () => {
    const file = join(folder.path, "noted.ndjson");
    const note = `${file}.options.json`;
    const given = ["domain", "--names", "late", "--dns", "zone:clean.zone", "--format", "ndjson", "--output", "noted.ndjson"];
    // Names that never come.
    spawnSync("mkfifo", [join(folder.path, "late")]);
    const first = folder.start([...given, "--selector", "mail"]);
    while (!existsSync(note) || readFileSync(note, "utf8") === "") await sleep(20);
    first.kill("SIGKILL");
    await once(first, "close");
    rmSync(join(folder.path, "late"));
    folder.write("late", names);
    folder.write("noted.ndjson", "");
    const other = folder.run([...given, "--resume", "--esp", "tencent-ses"]);
    expect(other).toMatchObject({ code: 2, out: "", err: expect.stringContaining("with another --selector, --esp.") });
    expect(folder.run([...given, "--resume", "--selector", "mail"]).err).toBe("");
    expect(existsSync(note)).toBe(false);
  });

  test("is not gone on with by another profile than that of its lines", () => {
    folder.write("profile.ndjson", folder.run(args, names).out);
    const run = folder.run([...args, "--output", "profile.ndjson", "--profile", "recommended", "--resume"], names);
    expect(run).toMatchObject({ code: 2, err: expect.stringContaining("--profile") });
  });

  test("needs an output of lines", () => {
    expect(folder.run([...args, "--resume"], names)).toMatchObject({ code: 2, err: expect.stringContaining("--resume") });
  });
});
