import { beforeAll, expect, test } from "vitest";
import { compilePhrases } from "../../src/checks/phrases/compile.ts";
import { findPhrases } from "../../src/checks/phrases/find.ts";
import { searchText } from "../../src/checks/phrases/search-text.ts";
import { limits } from "../../src/model/limits.ts";
import { nearestIn } from "../../src/parse/template/nearest.ts";
import { readYaml } from "../../src/parse/yaml/read-yaml.ts";
import { checkTemplate } from "../../src/platform/check-template.ts";

const many = (count: number, write: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => write(at)).join("");

beforeAll(async () => {
  await checkTemplate("<p>x</p>");
});

test.for([
  ["5,000 nested tags", `${"<div>".repeat(5000)}x`, "html/nesting-deep"],
  ["5,000 nested tables", `${"<table><tr><td>".repeat(1667)}x`, "html/nesting-deep"],
  ["100,000 unclosed tags of a template", "{{".repeat(100_000), "template/tag-unclosed"],
  ["20,000 unclosed tags in HTML", `<p>${"{{a ".repeat(20_000)}`, "template/tag-unclosed"],
  ["20,000 unclosed statements", "{% if ".repeat(20_000), "template/tag-unclosed"],
  ["5,000 unclosed blocks", "{{#if a}}".repeat(5000), "template/block-unclosed"],
  ["20,000 overlapping blocks", "{{#a}}{{#b}}{{/a}}".repeat(20_000), "template/block-unclosed"],
  ["a million less-than signs", "<".repeat(1_000_000), "standard/words-too-few"],
  ["100,000 attributes", `<p ${many(100_000, (at) => `a${at}=1 `)}>x</p>`, "standard/words-too-few"],
  [
    "50,000 unclosed formatting tags before as many blocks",
    many(50_000, (at) => `<b c${at}>`) + "<p>x".repeat(50_000),
    "html/formatting-tangled",
  ],
  ["50,000 unclosed formatting tags alone", `${"<b>".repeat(50_000)}x`, "standard/words-too-few"],
  ["50,000 unclosed comments", "<!--".repeat(50_000), "standard/words-too-few"],
  ["50,000 unclosed attributes", "<a href='".repeat(50_000), "standard/words-too-few"],
  ["50,000 unclosed styles", "<style>".repeat(50_000), "standard/words-too-few"],
  ["20,000 style rules", `<style>${"a{color:red}".repeat(20_000)}</style><p>x`, "standard/words-too-few"],
  ["20,000 nested style blocks", `<style>${"@media all{".repeat(20_000)}</style><p>x`, "standard/words-too-few"],
  ["100,000 exclamation marks", "!".repeat(100_000), "standard/words-too-few"],
  ["a word of 200,000 letters", "a".repeat(200_000), "standard/words-too-few"],
  ["100,000 slashes", "a.b/".repeat(100_000), "standard/unsubscribe-missing"],
] as const)("%s give a report", async ([, content, ruleId]) => {
  const report = await checkTemplate(content, { type: "marketing" });
  expect(report.faults).toEqual([]);
  expect(report.findings.map((finding) => finding.ruleId)).toContain(ruleId);
});

test("nesting is told from past the limit of browsers", async () => {
  const deep = async (depth: number): Promise<boolean> => {
    const { findings } = await checkTemplate(`${"<div>".repeat(depth)}x`);
    return findings.some(({ ruleId }) => ruleId === "html/nesting-deep");
  };
  // The parser adds html and body around them.
  expect([await deep(limits.nestingMax - 2), await deep(limits.nestingMax - 1)]).toEqual([false, true]);
});

test("more elements than are kept leave the content unjudged, not passed", async () => {
  const report = await checkTemplate("<i></i>".repeat(limits.nodesMax + 1));
  expect(report.unjudged).toContainEqual({ ruleId: "standard/words-too-few", because: "too-large" });
});

test("unclosed openers are told once, with how many there are", async () => {
  const { findings } = await checkTemplate("{{".repeat(1000));
  const found = findings.filter(({ ruleId }) => ruleId === "template/tag-unclosed");
  expect(found.map(({ facts }) => facts["count"])).toEqual([500]);
});

/** A text that counts how many units of it are searched. */
function counted(text: string) {
  let units = 0;
  const indexOf = (wanted: string, from = 0): number => {
    const at = text.indexOf(wanted, from);
    units += (at === -1 ? text.length : at) - from;
    return at;
  };
  const proxy = new Proxy(Object(text), { get: (target, name) => (name === "indexOf" ? indexOf : Reflect.get(target, name)) });
  return { proxy, units: () => units };
}

test.for([
  ["never there", "{{ ".repeat(20_000)],
  ["only at the end", `${"{{ ".repeat(20_000)}}}`],
  ["everywhere", "{{ }}".repeat(20_000)],
] as const)("looking for the nearest end, %s, reads the text once", ([, text]) => {
  const { proxy, units } = counted(text);
  const nearest = nearestIn(proxy);
  for (let from = 0; from < text.length; from++) nearest("}}", from);
  expect(units()).toBeLessThanOrEqual(text.length);
});

test("the nearest place is the true one whatever was asked before", () => {
  const text = "a{b}c{d}{e";
  const nearest = nearestIn(text);
  for (let from = 0; from <= text.length; from++)
    for (const wanted of ["{", "}", "x"]) expect(nearest(wanted, from)).toBe(text.indexOf(wanted, from));
});

/** How many characters of a text are looked at while entries are searched for in it. */
function looks(text: string): number {
  let count = 0;
  const methods = new Set(["charAt", "charCodeAt", "codePointAt", "startsWith", "slice"]);
  const proxy = new Proxy(Object(text), {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== "function") return value;
      if (typeof name === "string" && methods.has(name)) count++;
      return (...given: readonly unknown[]): unknown => Reflect.apply(value, text, given);
    },
  });
  const list = compilePhrases([
    { say: "{quick|fast|} {cash|loan} {now|today|}", points: 1 },
    { say: ["loan", "approved"], points: 1, unless: ["library"] },
    { say: "贷款{快|速}", points: 1 },
  ]);
  findPhrases(list, searchText(proxy), { togetherWithin: 80, contextWithin: 80 });
  return count;
}

test.for([["loan "], ["quick cash loan "], ["贷款"], ["loan approved library "], ["a"], ["{|}"]] as const)(
  "searching %j four times as often takes about four times the looks",
  ([unit]) => {
    expect(looks(unit.repeat(4000))).toBeLessThanOrEqual(6 * looks(unit.repeat(1000)));
  },
);

test("YAML as deep as its bytes allow is read or refused", () => {
  const nested = Array.from({ length: 600 }, (_, at) => `${" ".repeat(at)}a:`).join("\n");
  expect(() => readYaml(nested)).not.toThrow();
});
