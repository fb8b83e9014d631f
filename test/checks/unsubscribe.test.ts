import { readFileSync } from "node:fs";
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { readYaml } from "../../src/parse/yaml/read-yaml.ts";
import { checkTemplate } from "../../src/platform/check-template.ts";
import { broken } from "../support/judging.ts";
import { rulesFolder } from "../support/rule-book.ts";

const table = v.parse(
  v.object({ wordings: v.array(v.object({ language: v.string(), say: v.array(v.string()) })), targets: v.array(v.string()) }),
  readYaml(readFileSync(`${rulesFolder}/tables/unsubscribe.yaml`, "utf8")).value,
);

/** One text that a wording stands for: the first of each group's choices. */
function plain(wording: string): string {
  return wording.replace(/\{([^{}|]*)[^{}]*\}/g, "$1");
}

const missing = async (html: string, file = "mail.html"): Promise<boolean> =>
  (await broken(html, { type: "marketing", file })).includes("unsubscribe-missing");

test("the table speaks at least 40 languages", () => {
  expect(new Set(table.wordings.map(({ language }) => language)).size).toBeGreaterThanOrEqual(40);
});

describe.for(table.wordings)("in $language", ({ say }) => {
  const [first = ""] = say.map(plain);

  test("a link with any of the wordings is a way out", async () => {
    const links = await Promise.all(say.map((wording) => missing(`<p>x</p><a href='#'>${plain(wording)}</a>`)));
    expect(say.filter((_, at) => links[at])).toEqual([]);
  });

  test("a linked image that says so is a way out, the words alone are none", async () => {
    expect(await missing(`<p>x</p><a href='{{u}}'><img src=a.png alt="${first}"></a>`)).toBe(false);
    expect(await missing(`<p>${first}</p>`)).toBe(true);
  });

  test("in plain text the words with a variable are a way out, alone they are none", async () => {
    expect(await missing(`Offer\n\n${first}: {{u}}`, "mail.txt")).toBe(false);
    expect(await missing(`Offer\n\n${first}`, "mail.txt")).toBe(true);
  });
});

test.for(table.targets.map((target) => [target] as const))("a target that holds %j is a way out", async ([target]) => {
  expect(await missing(`<p>x</p><a href='https://example.com/${target}'>here</a>`)).toBe(false);
});

test.for([
  ["<a href='{{unsubscribe_url}}'>here</a>"],
  ["<a href='*|UNSUB|*'>here</a>"],
  ["<button>Unsubscribe</button>"],
  ["<a href='{{u}}'>UN<b>SUBSCRIBE</b></a>"],
  ["<a href='{{u}}' title='Unsubscribe'>x</a>"],
  ["<a href='mailto:leave@example.com?subject=unsubscribe'>x</a>"],
] as const)("%s is a way out", async ([html]) => {
  expect(await missing(`<p>x</p>${html}`)).toBe(false);
});

test.for([
  ["<a href='#'>Subscribe</a>"],
  ["<a href='#'>Read more</a>"],
  ["<p>Unsubscribe</p>"],
  ["<!-- <a href='#'>Unsubscribe</a> -->"],
] as const)("%s is no way out", async ([html]) => {
  expect(await missing(`<p>x</p>${html}`)).toBe(true);
});

test.for([
  ["marketing", "warning"],
  ["notification", "info"],
  ["transactional", undefined],
  ["trigger", undefined],
  ["test", undefined],
] as const)("a missing way out of %s mail is told as %s", async ([type, severity]) => {
  const { findings } = await checkTemplate("<p>x</p>", { type });
  expect(findings.find(({ ruleId }) => ruleId === "standard/unsubscribe-missing")?.severity).toBe(severity);
});

test("a way out in one of two bodies is enough", async () => {
  const found = await broken("<p>x</p>", { type: "marketing", text: "Unsubscribe: https://example.com/u" });
  expect(found).not.toContain("unsubscribe-missing");
});
