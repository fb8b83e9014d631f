import { readFileSync } from "node:fs";
import { afterAll, expect, test } from "vitest";
import { readZone } from "../../src/parse/zone/read-zone.ts";
import { folderWith } from "../support/command.ts";

const clean = readFileSync("samples/domains/clean.zone", "utf8");
const folder = folderWith({
  "good.zone": clean,
  "weak.zone": clean.replace("p=reject", "p=rejct"),
  "expected.json": JSON.stringify({
    Response: { Attributes: [{ Type: "TXT", SendDomain: "_dmarc.example.com", ExpectedValue: "v=DMARC1; p=none" }] },
  }),
  "bad.json": "{",
  "empty.json": "{}",
});
afterAll(folder.remove);

const judged = ["domain", "example.com", "--now", "2026-01-01T12:00:00Z", "--selector", "mail", "--profile", "recommended"];

function run(...args: readonly string[]) {
  return folder.run([...judged, ...args]);
}

test("--esp shows what a provider asks for, beside what is there", () => {
  const { out, code } = run("--dns", "zone:good.zone", "--esp", "tencent-ses");
  expect(code).toBe(1);
  expect(out).toContain("Tencent Cloud SES");
  expect(out).toContain("dig +short TXT qcloud._domainkey.example.com");
  expect(out).toContain("dns/esp-spf-missing");
});

test("a provider that nobody knows is told with the one that may be meant", () => {
  const { err, code } = run("--dns", "zone:good.zone", "--esp", "tencent-sse");
  expect(code).toBe(2);
  expect(err).toContain('Did you mean "tencent-ses"?');
});

test("--expected holds the records of a provider's answer against what is there", () => {
  const { out, code } = run("--dns", "zone:good.zone", "--expected", "expected.json", "--format", "json");
  expect(code).toBe(0);
  expect(JSON.parse(out)[0].expected.providers[0].records[0]).toMatchObject({ purpose: "dmarc", state: "met" });
});

test.for(["bad.json", "empty.json", "none.json"])("%s is no answer of a provider", (file) => {
  const { err, code } = run("--dns", "zone:good.zone", "--expected", file);
  expect(code).toBe(2);
  expect(err).toContain(file);
});

test("--fix prints records that mend the zone when they are put into it", () => {
  const { out } = run("--dns", "zone:weak.zone", "--fix");
  const snippet = out.slice(out.indexOf("$ORIGIN"), out.indexOf("\n\n", out.indexOf("$ORIGIN")));
  expect(readZone(snippet).problems).toEqual([]);
  folder.write("fix.zone", snippet);
  const mended = run("--dns", "zone:weak.zone", "--overlay", "fix.zone", "--format", "json");
  expect(JSON.parse(mended.out)[0].findings.filter(({ severity }: { severity: string }) => severity !== "info")).toEqual([]);
});

test("--fix has the edits and the snippet in JSON, in the format that is asked for", () => {
  const { out } = run("--dns", "zone:weak.zone", "--fix", "route53", "--format", "json");
  const { repair } = JSON.parse(out)[0];
  expect(repair).toMatchObject({ format: "route53", left: [], edits: [{ action: "replace", name: "_dmarc.example.com" }] });
  expect(JSON.parse(repair.snippet).Changes[0].Action).toBe("UPSERT");
});

test("--fix says nothing of a domain that is sound", () => {
  const { out } = run("--dns", "zone:good.zone", "--fix", "--format", "json");
  expect(JSON.parse(out)[0].repair?.edits ?? []).toEqual([]);
});
