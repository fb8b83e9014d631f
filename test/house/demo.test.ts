import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { showSamples } from "../../tools/demo.ts";

test("the demo shows fit and unfit samples in English and in Chinese, templates, messages, domains and a plan, and each comes out as foretold", () => {
  const shown: string[] = [];
  expect(showSamples("src/cli/bin.ts", (text) => shown.push(text))).toEqual([]);
  const text = shown.join("");
  expect(text).toMatch(/^samples\/order-shipped\.html {2}fit · score 100 /m);
  expect(text).toMatch(/^samples\/summer-sale\.html {2}unfit · /m);
  expect(text).toMatch(/^samples\/order-shipped\.zh\.html {2}合格 · 得分 100/m);
  expect(text).toMatch(/^samples\/membership-draw\.zh\.html {2}不合格 · /m);
  expect(text).toMatch(/^samples\/messages\/bulk-fit\.eml {2}fit · score 100 .* bulk-sender$/m);
  expect(text).toMatch(/^samples\/messages\/list\/one-click-missing\.eml {2}unfit · .* bulk-sender$/m);
  expect(text).toMatch(/^ {2}One-click unsubscribe \(marketing\) +met/m);
  expect(text).toMatch(/^ {2}One-click unsubscribe \(marketing\) +broken/m);
  expect(text).toMatch(/^example\.com {2}fit · score 100 of 100 · tencent-ses$/m);
  expect(text).toMatch(/^example\.com {2}unfit · /m);
  expect(text).toMatch(/^@ 600 IN TXT "v=spf1 include:_spf\.example\.net include:qcloudmail\.com -all"$/m);
  expect(text).toMatch(/^错误 standard\/topic-banned .*部分 2 .*字节 \d+–\d+$/m);
  expect(text).toMatch(/^cohort engine · seed 7 · 100 replications · 30 days from 2026-12-01$/m);
  expect(text).toMatch(/^It is in demo\/new-domain-million\.html\.$/m);
  expect(readFileSync("demo/new-domain-million.html", "utf8")).toContain("<h1>A new domain to a million</h1>");
});

test("the demo says so when the program fails", () => {
  expect(showSamples("src/cli/absent.ts", () => undefined)).toHaveLength(11);
});
