import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { publint } from "publint";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkout, type Ended, type Installed, packAndInstall, runNode } from "./install.ts";

let installed: Installed;

beforeAll(() => {
  installed = packAndInstall();
  for (const name of ["order-shipped.html", "summer-sale.html"])
    copyFileSync(`${checkout}samples/${name}`, `${installed.project}/${name}`);
});
afterAll(() => rmSync(installed.folder, { recursive: true }));

function inProject(...args: readonly string[]): Ended {
  return runNode(installed.project, args);
}

/** So many recipients that threads share the work on them. */
const largeList = `
scenario: Large
start: 2026-12-01
days: 3
platform: none
account: { offset: "+08:00" }
domains: { news.example.com: { isWarm: true } }
lists: { all: { size: 1000000, providers: { gmail: 1 }, tiers: { clicked-30d: 1 } } }
campaigns: { launch: { domain: news.example.com, list: all } }
`;

describe("the installed program", () => {
  const commands = ["mailworthy", "mw"];
  const run = (command: string, ...args: readonly string[]): Ended => inProject(`node_modules/.bin/${command}`, ...args);

  test.for(commands)("%s says its version, the package's own", (command) => {
    const { version } = JSON.parse(readFileSync(`${checkout}package.json`, "utf8"));
    expect(run(command, "--version")).toEqual({ status: 0, stdout: `${version}\n`, stderr: "" });
  });

  test("it ends 0 for a fit template", () => {
    const { status, stdout, stderr } = run("mailworthy", "check", "order-shipped.html");
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toMatch(/^order-shipped\.html {2}fit · score 100 /);
  });

  test("it ends 1 for an unfit template, one line of JSON a file", () => {
    const { status, stdout, stderr } = run("mailworthy", "check", "--format", "ndjson", "summer-sale.html", "order-shipped.html");
    expect({ status, stderr }).toEqual({ status: 1, stderr: "" });
    const lines = stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(lines.map(({ file, verdict }) => `${file} ${verdict}`)).toEqual(["summer-sale.html unfit", "order-shipped.html fit"]);
  });

  test("it ends 2 for a file that is not there and shows no stack trace", () => {
    const { status, stdout, stderr } = run("mailworthy", "check", "absent.html");
    expect(status).toBe(2);
    expect(stdout).toContain("There is no file or folder absent.html.");
    expect(stdout + stderr).not.toMatch(/^\s+at /m);
  });

  test("its workers say what the main thread says", () => {
    const [one, two] = ["1", "2"].map((workers) =>
      run("mailworthy", "check", "--workers", workers, "summer-sale.html", "order-shipped.html"),
    );
    expect(one).toMatchObject({ status: 1, stderr: "" });
    expect(two).toEqual(one);
  });

  test("it simulates, the same on one thread and on two", () => {
    copyFileSync(`${checkout}samples/scenarios/two-campaigns.yaml`, `${installed.project}/plan.yaml`);
    const [one, two] = ["1", "2"].map((threads) =>
      run("mailworthy", "simulate", "plan.yaml", "--runs", "30", "--threads", threads, "--format", "json"),
    );
    expect(one).toMatchObject({ status: 0, stderr: "" });
    expect(JSON.parse(one?.stdout ?? "")).toMatchObject({ replications: 30 });
    expect(two).toEqual(one);
  });

  test("it plays recipients one by one, the same on one thread and on two", () => {
    writeFileSync(`${installed.project}/plan.yaml`, largeList);
    const [one, two] = ["1", "2"].map((threads) =>
      run("mailworthy", "simulate", "plan.yaml", "--engine", "exact", "--threads", threads, "--format", "json"),
    );
    expect(one).toMatchObject({ status: 0, stderr: "" });
    expect(JSON.parse(one?.stdout ?? "")).toMatchObject({ engine: "exact", replications: 1 });
    expect(two).toEqual(one);
  });

  test("it explains its rules", () => {
    expect(run("mailworthy", "rules", "standard/topic-banned").stdout).toMatch(/^standard\/topic-banned/);
  });
});

describe("the installed library", () => {
  test("it judges a template", () => {
    writeFileSync(
      `${installed.project}/use.js`,
      'import { checkTemplate } from "mailworthy";\nconsole.log((await checkTemplate("<p>Flash sale</p>")).verdict);\n',
    );
    expect(inProject("use.js")).toEqual({ status: 0, stdout: "unfit\n", stderr: "" });
  });

  test("it judges a message", () => {
    writeFileSync(
      `${installed.project}/message.js`,
      'import { checkMessage } from "mailworthy";\nconsole.log((await checkMessage("Subject: Sale\\n\\nFlash sale")).kind);\n',
    );
    expect(inProject("message.js")).toEqual({ status: 0, stdout: "message\n", stderr: "" });
  });

  test("it simulates a scenario on threads", () => {
    copyFileSync(`${checkout}samples/scenarios/two-campaigns.yaml`, `${installed.project}/plan.yaml`);
    writeFileSync(
      `${installed.project}/simulate.js`,
      'import { readFileSync } from "node:fs";\nimport { simulate } from "mailworthy";\nconst { ok, value } = await simulate(readFileSync("plan.yaml", "utf8"), { runs: 30, threads: 2 });\nconsole.log(ok, value.replications);\n',
    );
    expect(inProject("simulate.js")).toEqual({ status: 0, stdout: "true 30\n", stderr: "" });
  });

  test("its types resolve in a strict project without other types", () => {
    writeFileSync(
      `${installed.project}/use.ts`,
      'import { checkTemplate, type Report } from "mailworthy";\nexport const report: Report = await checkTemplate("<p>Hello</p>", { type: "test" });\n',
    );
    const compiler = `${checkout}node_modules/typescript/bin/tsc`;
    const strict = ["--strict", "--noEmit", "--module", "nodenext", "--target", "es2023", "--types", "", "use.ts"];
    expect(inProject(compiler, ...strict)).toEqual({ status: 0, stdout: "", stderr: "" });
  });

  test("a misspelt option does not compile", () => {
    writeFileSync(
      `${installed.project}/misspelt.ts`,
      'import { checkTemplate } from "mailworthy";\nawait checkTemplate("<p>Hello</p>", { typo: "test" });\nexport {};\n',
    );
    const compiler = `${checkout}node_modules/typescript/bin/tsc`;
    expect(
      inProject(compiler, "--strict", "--noEmit", "--module", "nodenext", "--target", "es2023", "--types", "", "misspelt.ts")
        .stdout,
    ).toContain("'typo' does not exist");
  });

  test("the schema of its reports can be imported", () => {
    const program = 'import schema from "mailworthy/schema/report.json" with { type: "json" }; console.log(schema.title);';
    expect(inProject("--input-type=module", "--eval", program).stdout).toMatch(/^Mailworthy report/);
  });
});

describe("importing the library", () => {
  let probe: Ended;
  beforeAll(() => {
    copyFileSync(`${checkout}test/package/probe.mjs`, `${installed.project}/probe.mjs`);
    probe = inProject("probe.mjs");
  });
  const seen = () => JSON.parse(probe.stdout);

  test("it works", () => {
    expect({ status: probe.status, stderr: probe.stderr }).toEqual({ status: 0, stderr: "" });
    expect(seen().names).toContain("checkTemplate");
  });

  test("environment, globals, process listeners, timers, handles and working folder stay as they were", () => {
    expect(seen().after).toEqual(seen().before);
  });

  test("nothing is printed and no socket is opened", () => {
    expect(seen()).toMatchObject({ written: [], connected: [] });
  });

  test("no file is touched but the package's own modules", () => {
    const own = /mailworthy[/\\](?:package\.json|dist[/\\][\w/\\-]+\.js)$/;
    expect(seen().files.filter((touched: string) => !own.test(touched))).toEqual([]);
  });

  test("it works where only the package may be read", () => {
    const { status, stderr } = inProject(
      "--permission",
      `--allow-fs-read=${installed.project}`,
      "--eval",
      'await import("mailworthy")',
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  });
});

describe("the tarball", () => {
  const manifest = () => JSON.parse(readFileSync(`${installed.home}/package.json`, "utf8"));
  const files = (): readonly string[] => readdirSync(installed.home, { recursive: true, encoding: "utf8" });

  test("it brings no other package and runs nothing at install", () => {
    for (const key of ["dependencies", "optionalDependencies", "peerDependencies", "bundledDependencies"])
      expect(manifest()).not.toHaveProperty(key);
    expect(Object.keys(manifest().scripts).filter((name) => /install|prepare/.test(name))).toEqual([]);
    expect(readdirSync(`${installed.project}/node_modules`).filter((name) => !name.startsWith("."))).toEqual(["mailworthy"]);
  });

  test("it holds no native code", () => {
    expect(files().filter((name) => /\.(?:node|wasm|so|dll|dylib|gyp)$/.test(name))).toEqual([]);
  });

  test("its code asks for nothing but itself and Node's own modules, and for the network only where senders are authenticated", () => {
    copyFileSync(`${checkout}test/package/imports.mjs`, `${installed.project}/imports.mjs`);
    const { judging, authenticating } = JSON.parse(inProject("imports.mjs").stdout);
    expect(judging).toContain("node:fs/promises");
    expect(authenticating).toContain("node:dgram");
    expect([...judging, ...authenticating].filter((name: string) => !isBuiltin(name))).toEqual([]);
    const drivers = /^(?:node:)?(?:sqlite|http2)$/;
    expect([...judging, ...authenticating].filter((name: string) => drivers.test(name))).toEqual([]);
    const network = /^(?:node:)?(?:net|tls|https?|dgram|dns(?:\/promises)?)$/;
    expect(judging.filter((name: string) => network.test(name))).toEqual([]);
  });

  test("it carries the licences of what was bundled", () => {
    const text = readFileSync(`${installed.home}/dist/THIRD-PARTY-LICENCES.txt`, "utf8");
    for (const name of ["cheerio", "parse5", "css-tree", "commander", "yaml", "valibot"])
      expect(text).toMatch(new RegExp(`^${name} \\d`, "m"));
    expect(existsSync(`${installed.home}/LICENSE`)).toBe(true);
  });

  test("publint finds nothing wrong with it", async () => {
    const { buffer } = Uint8Array.from(readFileSync(installed.tarball));
    const { messages } = await publint({ pack: { tarball: buffer }, strict: true });
    expect(messages).toEqual([]);
  });

  test("its types are right for every way of importing ES modules", () => {
    const args = ["run", "--silent", "types:package", "--", installed.tarball];
    const { status, stdout } = spawnSync("npm", args, { cwd: checkout, encoding: "utf8" });
    expect({ status, stdout }).toMatchObject({ status: 0 });
  });
});
