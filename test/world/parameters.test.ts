import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { shippedWorldTables, storeWorldTables } from "../../src/platform/world-files.ts";
import { platformFile, receivingFile, tiersFile } from "../../src/world/parameter-file.ts";
import { must } from "../../tools/must.ts";
import { tables } from "../support/world-tables.ts";

const folder = fileURLToPath(new URL("../../rules/world", import.meta.url));

const notes = [...tables.platforms.values(), ...tables.providers.values(), tables.receiving, ...tables.tiers.values()].flatMap(
  ({ notes: own }) => own,
);

describe("the shipped tables", () => {
  test("hold the five platforms, eight providers and five tiers of the model", () => {
    expect([...tables.platforms.keys()]).toEqual(["aws-ses", "none", "sendgrid-warmup", "sparkpost-warmup", "tencent-ses"]);
    expect([...tables.providers.keys()]).toEqual(["apple", "corporate", "gmail", "microsoft", "netease", "other", "qq", "yahoo"]);
    expect([...tables.tiers.keys()]).toEqual(["clicked-30d", "opened-90d", "opened-180d", "older", "never"]);
  });

  test.each(["platforms", "providers"] as const)("name each of the %s as its file is named", (kind) => {
    expect([...tables[kind].keys()].map((id) => `${id}.yaml`)).toEqual(readdirSync(`${folder}/${kind}`).sort());
  });

  test("have a range for what is guessed and drawn, and none for what is documented", () => {
    expect(notes.filter(({ standing, range }) => standing === "documented" && range)).toEqual([]);
    expect(notes.filter(({ range }) => range).length).toBeGreaterThan(80);
  });

  test("have the same parameters for every provider", () => {
    const names = [...tables.providers].map(([id, { notes: own }]) => own.map(({ name }) => name.replace(`.${id}.`, ".")));
    for (const own of names) expect(own).toEqual(names[0]);
  });

  test("give every provider a reply for each way of not taking a mail", () => {
    for (const { value } of tables.providers.values())
      expect(new Set(value.replies.map(({ kind }) => kind)), value.id).toEqual(
        new Set(["deferred", "bounced-hard", "bounced-soft", "bounced-spam"]),
      );
  });

  test("claim each domain for one provider", () => {
    const domains = [...tables.providers.values()].flatMap(({ value }) => value.domains);
    expect(new Set(domains).size).toBe(domains.length);
  });

  test("are what a built package ships, too", () => {
    expect(must(shippedWorldTables())).toEqual(tables);
    expect(JSON.parse(JSON.stringify(storeWorldTables(tables)))).toMatchObject({ receiving: tables.receiving });
  });
});

describe("a note of a parameter", () => {
  test("is named as a scenario sets it, part by part where the value has several", () => {
    const own = tables.platforms.get("tencent-ses")?.notes ?? [];
    expect(own.find(({ name }) => name === "platform.raiseRules.1.openAbove")).toEqual({
      name: "platform.raiseRules.1.openAbove",
      value: 0.5,
      unit: "share",
      source: "https://www.tencentcloud.com/document/product/1084/48864",
      standing: "documented",
    });
    expect(own.find(({ name }) => name === "platform.levelQuotas")?.value).toHaveLength(20);
    expect(own.find(({ name }) => name === "platform.isBlocklistShared")?.value).toBe("true");
  });

  test("tells from where to where an unknown number is drawn", () => {
    const note = tables.receiving.notes.find(({ name }) => name === "receiving.halfLifeDays");
    expect(note).toMatchObject({ value: 14, unit: "days", standing: "assumed", range: [7, 40] });
    expect(tables.tiers.get("never")?.notes.map(({ name }) => name)).toContain("tiers.never.invalidShare");
  });
});

describe("a file that does not fit", () => {
  const parameter = { value: 14, unit: "days", source: "a guess", standing: "assumed" };
  test.each([
    ["a parameter that nobody knows", { parameters: { halfLiveDays: parameter } }, "halfLiveDays"],
    [
      "a documented value with a range",
      { parameters: { a: { ...parameter, standing: "documented", range: [1, 20] } } },
      "no range",
    ],
    ["a value outside its range", { parameters: { a: { ...parameter, range: [15, 20] } } }, "within its range"],
    ["a range that is upside down", { parameters: { a: { ...parameter, range: [20, 1] } } }, "within its range"],
    ["a value that is none of its choices", { parameters: { a: { ...parameter, choices: ["x"] } } }, "one of the choices"],
    ["a value without a source", { parameters: { a: { value: 1, unit: "days", standing: "assumed" } } }, "source"],
    ["no parameters", {}, "parameters"],
  ])("is refused for %s", (_name, file, words) => {
    const parsed = v.safeParse(receivingFile, file);
    expect(parsed.success).toBe(false);
    expect(JSON.stringify(parsed.issues?.map(({ message }) => message))).toContain(words);
  });

  test("is refused where a platform lacks what all of them have", () => {
    expect(v.is(platformFile, { id: "x", label: { en: "X", zh: "X" }, parameters: {} })).toBe(false);
    expect(v.is(tiersFile, [])).toBe(false);
  });
});
