import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, expect, test } from "vitest";
import { reportSchema } from "../../tools/report-schema.ts";
import { folderWith } from "../support/command.ts";

const casino =
  "<p>Your verification code is {{code}}. Join our online casino today: welcome bonus, free spins and the best odds.</p>\n";
const waiver = (entries: string): string => `waivers:\n  - rule: standard/topic-banned\n${entries}`;
const told = '    until: 2027-01-31\n    reason: "Legal approved, ticket 812"\n';
const idle =
  '  - rule: html/*\n    until: 2027-06-30\n    reason: "Old"\n  - { rule: html/*, until: 2027-06-29, reason: "Elsewhere", files: "other/*" }\n';
const folder = folderWith({
  "mails/pilot-1.html": casino,
  "mails/pilot-2.html": casino,
  "mails/other.html": casino,
  "pilots.yaml": waiver(`${told}    files: "mails/pilot-*"\n${idle}`),
  "all.yaml": waiver(told),
  "chinese.yaml": `lang: zh\n${waiver(told)}${idle}`,
  "typo.yaml": `waivers:\n  - rule: standard/topic-bannd\n${told}`,
  "all-rules.yaml": `waivers:\n  - rule: "*"\n${told}`,
  "far.yaml": waiver('    until: 2028-02-02\n    reason: "Long"\n'),
  "no-day.yaml": waiver('    until: 2027-02-30\n    reason: "x"\n'),
  "no-end.yaml": waiver('    reason: "x"\n'),
  "no-reason.yaml": waiver('    until: 2027-01-31\n    reason: ""\n'),
  "key.yaml": waiver('    untill: 2027-01-31\n    reason: "x"\n'),
});
afterAll(folder.remove);

const at = (now: string, ...args: readonly string[]) => folder.run(["check", "--type", "trigger", "--now", now, ...args]);

test.for([
  ["its last day", "2027-01-31T23:59:59Z", 0],
  ["the next day", "2027-02-01T00:00:00Z", 1],
] as const)("on %s the exit code of what is waived", ([, now, code]) => {
  expect(at(now, "--config", "all.yaml", "mails").code).toBe(code);
});

test("a waiver is for the inputs it names, and one that covered nothing is told at the end", () => {
  const { code, out, err } = at("2027-01-01T00:00:00Z", "--config", "pilots.yaml", "mails");
  expect(code).toBe(1);
  expect(out).toContain("3 inputs: 2 fit, 1 unfit, 0 not judged; 1 error,");
  expect(out.match(/\n {2}waived until 2027-01-31: Legal approved, ticket 812\n/g)).toHaveLength(2);
  expect(err).toBe("The waiver of html/* until 2027-06-30 covered nothing and can go.\n");
});

test.for([["--quiet"], ["--format", "json"], ["--format", "ndjson"]])("with %s nothing is told of idle waivers", (args) => {
  expect(at("2027-01-01T00:00:00Z", "--config", "pilots.yaml", ...args, "mails").err).toBe("");
});

test("waivers are told in Chinese where reports are", () => {
  const { out, err } = at("2027-01-01T00:00:00Z", "--config", "chinese.yaml", "mails");
  expect(out).toContain("豁免至 2027-01-31：Legal approved, ticket 812");
  expect(err).toBe("html/* 的豁免（至 2027-06-30）没有用上，可以删除\n");
});

test("waivers reach the workers", () => {
  const run = (workers: string) => at("2027-01-01T00:00:00Z", "--config", "pilots.yaml", "--workers", workers, "mails");
  expect(run("2")).toEqual(run("1"));
});

test.for(["2027-01-01T00:00:00Z", "2027-02-01T00:00:00Z"])("at %s reports fit the published schema", (now) => {
  const reports: unknown = JSON.parse(at(now, "--config", "all.yaml", "--format", "json", "mails").out);
  expect(JSON.stringify(reports)).toContain(now < "2027-02" ? '"waived":{"until"' : '"waiverExpired":"2027-01-31"');
  const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile({ type: "array", items: reportSchema() });
  validate(reports);
  expect(validate.errors ?? []).toEqual([]);
});

test.for([
  ["typo", /^typo\.yaml:2:11 error There is no rule[^]*Did you mean "standard\/topic-banned"/],
  ["all-rules", /^all-rules\.yaml:2:11 error A waiver cannot be of all rules/],
  ["far", /^far\.yaml:3:12 error 2028-02-02 is more than 366 days/],
  ["no-day", /^no-day\.yaml:3:12 error "2027-02-30" is no day/],
  ["no-end", /^no-end\.yaml:2:5 error "waivers\.0\.until" is missing/],
  ["no-reason", /^no-reason\.yaml:4:13 error The waiver gives no reason/],
  ["key", /^key\.yaml:3:5 error "untill" is not known here[^]*Did you mean "until"/],
] as const)("%s.yaml is a problem with its place", ([name, said]) => {
  const { code, out, err } = at("2027-01-31T12:00:00Z", "--config", `${name}.yaml`, "mails");
  expect([code, out]).toEqual([2, ""]);
  expect(err).toMatch(said);
  expect(at("2027-01-31T12:00:00Z", "--lang", "zh", "--config", `${name}.yaml`, "mails").err).toMatch(/错误 [^]*建议 .*[一-龥]/);
});

test("waivers are among the settings in force", () => {
  const { out } = at("2027-01-01T00:00:00Z", "--print-config", "--config", "all.yaml");
  expect(JSON.parse(out)).toMatchObject({ waivers: [{ rule: "standard/topic-banned", until: "2027-01-31" }] });
});
