import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, expect, test } from "vitest";
import { reportSchema } from "../../tools/report-schema.ts";
import { folderWith } from "../support/command.ts";

const clean = readFileSync("samples/domains/clean.zone", "utf8");

const folder = folderWith({
  "clean.zone": clean,
  "same.zone": clean
    .replace("include:_spf.example.net", "ip4:192.31.196.0/28 ip6:2620:4f:8000:1::/64")
    .replace("p=reject;", "p=reject ;"),
  "worse.zone": clean.replace("include:_spf.example.net ", ""),
  "senders.yaml": readFileSync("samples/domains/senders.yaml", "utf8"),
  "others.yaml": "senders:\n  - { name: app, from: example.net, ips: [192.0.2.1] }\n",
  "unknown.yaml": "senders:\n  - name: app\n    form: example.com\n",
  "config.yaml": "senders:\n  - { name: app, from: example.com, ips: [192.0.2.1] }\n",
  "broken-config.yaml": "senders:\n  - { name: app, from: example.com, ips: [here] }\n",
});
afterAll(folder.remove);

const zone = ["--dns", "zone:clean.zone"];
const now = ["--now", "2026-01-01T12:00:00Z"];

function run(...args: readonly string[]) {
  return folder.run(["domain", "example.com", ...now, ...args]);
}

function reportOf(...args: readonly string[]) {
  const { out, err } = run("--format", "json", ...args);
  expect(err).toBe("");
  const reports = JSON.parse(out);
  const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile({ type: "array", items: reportSchema() });
  validate(reports);
  expect(validate.errors ?? []).toEqual([]);
  return reports[0];
}

test("the senders of the sample domain are shown, and nothing is wrong with them", () => {
  const { out, code } = run(...zone, "--senders", "senders.yaml");
  expect(code).toBe(0);
  expect(out).toContain(`  sender      SPF   DKIM    aligned   RFC 9989  RFC 7489  Gmail  Yahoo  Microsoft  Apple
  shop        pass  usable  SPF+DKIM  accept    accept    met    met    met        met
  newsletter  pass  usable  SPF+DKIM  accept    accept    met    met    met        met
`);
});

test("senders of other domains alone are told to be of others", () => {
  const { out } = run(...zone, "--senders", "others.yaml");
  expect(out).toContain(
    "not judged (none of the declared senders writes from this domain: see from in --senders): dns/sender-* (6)",
  );
});

test("a report has them by the published schema", () => {
  const { senders } = reportOf(...zone, "--senders", "senders.yaml");
  expect(senders.map(({ name }: { name: string }) => name)).toEqual(["shop", "newsletter"]);
});

test("the configuration may declare them, and a file goes before it", () => {
  const named = (...args: readonly string[]) =>
    reportOf(...zone, "--config", "config.yaml", ...args).senders.map(({ name }: { name: string }) => name);
  expect(named()).toEqual(["app"]);
  expect(named("--senders", "senders.yaml")).toEqual(["shop", "newsletter"]);
});

test.for([
  [["--senders", "unknown.yaml"], 'unknown.yaml:3:5 error "form" is not known here.', 'Did you mean "from"?'],
  [["--config", "broken-config.yaml"], 'broken-config.yaml:2:43 error "here" is no IP address', "192.0.2.1"],
  [["--mail-from", "a@example.com"], "error A sender is named, and no address that it sends from.", "--ip"],
  [["--ip", "192.0.2.1", "--mail-from", "a b"], 'error "a b" is no mail address.', "bounce@example.com"],
] as const)("%j is refused, with the place and what to write", ([args, message, hint]) => {
  const { code, out, err } = run(...zone, ...args);
  expect([code, out]).toEqual([2, ""]);
  expect(err).toContain(message);
  expect(err).toContain(hint);
});

test("a connection that is named is shown with every term that was come to", () => {
  const args = ["--ip", "192.31.196.100", "--mail-from", "bounce@example.com", "--helo", "out1.example.com"];
  const { out, code } = run(...zone, ...args);
  expect(code).toBe(1);
  expect(out).toContain(`SPF 192.31.196.100 bounce@example.com  fail  1 of 10 lookups, 0 of 2 void
  example.com  fail  v=spf1 ip4:192.175.48.0/28 include:_spf.example.net -all
    - ip4:192.175.48.0/28  does not match
    - include:_spf.example.net  does not match (lookup 1 of 10)
      _spf.example.net  fail  v=spf1 ip4:192.31.196.0/28 ip6:2620:4f:8000:1::/64 -all
        - ip4:192.31.196.0/28  does not match
        - ip6:2620:4f:8000:1::/64  does not match
        + -all  matches
    + -all  matches
`);
  const { connections } = reportOf(...zone, ...args);
  expect(connections).toMatchObject([
    {
      spf: { result: "fail", lookups: 1, trace: { steps: [{}, { inner: { domain: "_spf.example.net" } }, {}] } },
    },
  ]);
});

test("an address alone is held against the domain's record, and no rule is broken by it", () => {
  const { connections, findings } = reportOf(...zone, "--ip", "192.175.48.1");
  expect(connections).toMatchObject([{ mailFrom: "postmaster@example.com", spf: { result: "pass" } }]);
  expect(findings).toEqual([]);
});

test("what gets worse ends in exit code 1, and is said for rules, addresses and mailbox providers", () => {
  const { code, out } = run("--senders", "senders.yaml", "--diff", "zone:clean.zone", "zone:worse.zone");
  expect(code).toBe(1);
  expect(out).toContain("- dns/sender-spf-failed (error): kept → broken");
  expect(out).toContain("- newsletter · SPF · 192.31.196.0: pass → fail");
  expect(out).toContain("- newsletter · gmail · spf: met → broken");
  expect(out).not.toContain("shop");
});

test("the other way it gets better, which is no fault", () => {
  const { code, out } = run("--lang", "zh", "--senders", "senders.yaml", "--diff", "zone:worse.zone", "zone:clean.zone");
  expect(code).toBe(0);
  expect(out).toContain("+ dns/sender-spf-failed (错误): 违反 → 遵守");
});

test("the same in other words is no difference", () => {
  const { code, out } = run("--senders", "senders.yaml", "--diff", "zone:clean.zone", "zone:same.zone");
  expect([code, out]).toEqual([0, "example.com  no verdict differs\n"]);
});

test("a zone laid over the old answers can be the new ones", () => {
  const { code, out } = run(
    "--overlay",
    "worse.zone",
    "--senders",
    "senders.yaml",
    "--diff",
    "zone:clean.zone",
    "zone:clean.zone",
  );
  expect(code).toBe(1);
  expect(out).toContain("newsletter · SPF · 192.31.196.0: pass → fail");
});

test("differences are said as JSON, one a domain, in a list or by lines", () => {
  const args = ["example.net", "--senders", "senders.yaml", "--diff", "zone:clean.zone", "zone:worse.zone"];
  const list = JSON.parse(run("--format", "json", ...args).out);
  expect(list.map(({ domain }: { domain: string }) => domain)).toEqual(["example.com", "example.net"]);
  expect(list[0].flips).toContainEqual({
    kind: "cell",
    sender: "newsletter",
    provider: "gmail",
    requirement: "spf",
    from: "met",
    to: "broken",
    turn: "worse",
  });
  const lines = run("--format", "ndjson", ...args)
    .out.trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(lines).toEqual(list);
});

test.for([
  [["--diff", "zone:clean.zone", "zone:same.zone", "zone:worse.zone"], "--diff takes two sources of answers."],
  [["--diff", "nobody", "zone:clean.zone"], 'no source of DNS answers "nobody"'],
  [["--dns", "zone:clean.zone", "--diff", "zone:clean.zone", "zone:same.zone"], "--diff goes with none of"],
] as const)("%j is refused", ([args, message]) => {
  const { code, out, err } = run(...args);
  expect([code, out]).toEqual([2, ""]);
  expect(err).toContain(message);
});

test("a name that is no domain is told, and the others are compared", () => {
  const { code, out, err } = run("no domain", "--diff", "zone:clean.zone", "zone:same.zone");
  expect(code).toBe(2);
  expect(out).toContain("no verdict differs");
  expect(err).toContain('"no domain" is no domain name.');
});
