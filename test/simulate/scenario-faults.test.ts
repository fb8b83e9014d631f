import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { openScenario } from "../../src/simulate/scenario/read-scenario.ts";
import { type parts, problemsIn, sample, samples, textOf } from "../support/scenarios.ts";
import { tables } from "../support/world-tables.ts";

type Row = readonly [part: keyof typeof parts | "more", written: string, message: string, hint: string];

const list = (rest: string): string => `lists: { all: { ${rest} } }`;
const campaign = (rest: string): string => `campaigns: { first: { domain: news.example.com, list: all, ${rest} } }`;
const mix = "providers: { gmail: 0.5, qq: 0.5 }, tiers: { older: 1 }";

/** Each `§` stands before the place that is told. */
const rows: readonly Row[] = [
  ["more", "§run: 5", '"run" is not known', 'Did you mean "runs"?'],
  ["more", "§zzz: 5", '"zzz" is not known', "Known here: scenario, start"],
  ["domains", "domains: { news.example.com: { §lvel: 2 } }", '"lvel" is not known', '"level"'],
  ["lists", list(`size: 10, §shares: 1, ${mix}`), '"shares" is not known', "Known here: size"],
  ["more", "receiving: { §dayDeviaton: 0.2 }", '"dayDeviaton" is not known', '"dayDeviation"'],
  ["more", "receiving: { dayDeviation: { value: 1, low: 0.5, §hig: 2 } }", '"hig" is not known', '"high"'],
  ["platform", "platform: { profile: tencent-ses, set: { §acountDayMax: 5 } }", '"acountDayMax" is', '"accountDayMax"'],
  ["platform", "platform: §tencent-se", 'no platform "tencent-se"', 'Did you mean "tencent-ses"?'],
  ["platform", "platform: { profile: §aws }", 'no platform "aws"', "Known are aws-ses"],
  ["days", "days: §3651", "is 3651, which does not fit", "from 1 to 3,650"],
  ["days", "days: §1.5", "cannot be 1.5", "a whole number"],
  ["days", "days: §ten", 'cannot be "ten"', "a whole number"],
  ["campaigns", campaign("templateSubmitted: §2099-01-01"), "is after the scenario's last day", "an earlier day"],
  ["campaigns", campaign("templateSubmitted: §soon"), "soon", "a date that exists"],
  ["start", "start: §2026-02-29", "2026-02-29", "a date that exists"],
  ["start", "start: §2026-13-01", "2026-13-01", "a date that exists"],
  ["more", "seed: §9007199254740993", "does not fit", "9,007,199,254,740,991"],
  ["more", "seed: §-1", "cannot be -1", "from 0"],
  ["more", "runs: §.inf", "does not fit", "100,000"],
  ["more", "account: { balance: §.nan }", "cannot be NaN", "a number from 0"],
  ["more", 'account: { offset: §"8" }', 'cannot be "8"', "+08:00"],
  ["lists", list(`size: §-5, ${mix}`), '"lists.all.size" cannot be -5', "from 1 to"],
  ["lists", list(`size: §10.5, ${mix}`), "cannot be 10.5", "a whole number"],
  ["lists", list(`size: §1000000000000, ${mix}`), "1000000000000, which does not fit", "1,000,000,000"],
  ["lists", list("size: 10, providers: { gmail: §1.5 }, tiers: { older: 1 }"), "is 1.5, which does not fit", "from 0 to 1"],
  ["lists", list("size: 10, providers: §{ gmail: 0.9 }, tiers: { older: 1 }"), "add up to 0.9", "must add up to 1"],
  ["lists", list("size: 10, providers: { gmail: 1 }, tiers: §{ older: 0.7, never: 0.4 }"), "add up to 1.1", "add up to 1"],
  ["lists", list("size: 10, providers: { §gmial: 1 }, tiers: { older: 1 }"), 'no mailbox provider "gmial"', '"gmail"'],
  ["lists", list("size: 10, providers: { gmail: 1 }, tiers: { §oldr: 1 }"), 'no tier "oldr"', '"older"'],
  [
    "lists",
    `lists: { all: §{ size: 10, file: a.txt, tiers: { older: 1 } } }`,
    '"lists.all" has size and file, which do not go together.',
    "either size and providers, or file",
  ],
  ["lists", list(`size: 10, ${mix}, invalidShare: §2`), "does not fit", "from 0 to 1"],
  [
    "lists",
    list(`size: 10, ${mix}, invalidShare: §{ value: 0.1, low: 0.2, high: 0.3 }`),
    "has a value of 0.1 below its low of 0.2.",
    "a value between them",
  ],
  ["lists", "lists: §[1, 2]", '"lists" cannot be a list', "keys with values"],
  ["providers", "providers: { §gmial: {} }", '"gmial" has no profile', 'Did you mean "gmail"?'],
  ["providers", "providers: { acme: { like: §corprate } }", '"corprate"', '"corporate"'],
  ["providers", "providers: { gmail: { like: §qq } }", "has a profile of its own", "Leave out like"],
  [
    "providers",
    "providers: { a: { like: qq, domains: [x.example] }, b: { like: qq, domains: [§x.example] } }",
    "stands here twice",
    "one provider",
  ],
  ["ips", "ips: { main: { kind: §dedicatd } }", 'cannot be "dedicatd"', 'Did you mean "dedicated"?'],
  ["domains", "domains: { news.example.com: { ips: §mian } }", 'no entry of ips "mian"', '"main"'],
  ["domains", "domains: { news.example.com: { ips: main, level: §21 } }", "no level 21", "from 1 to 20"],
  ["ips", "ips: { main: { kind: shared, count: §2 } }", "Shared IPs are the platform's", "kind: dedicated"],
  ["domains", "domains: { news.example.com: {}, §nodot: {} }", '"nodot" is no domain', "news.example.com"],
  ["domains", "domains: { news.example.com: {}, §News.example.com: {} }", "stands here twice", "a name of its own"],
  ["campaigns", "campaigns: { first: { domain: §new.example.com, list: all } }", "no domain", '"news.example.com"'],
  ["campaigns", "campaigns: { first: { domain: news.example.com, list: §al } }", 'no list "al"', '"all"'],
  ["campaigns", campaign("after: §frist"), 'no campaign "frist"', '"first"'],
  ["campaigns", campaign("after: §first"), "in a circle: first → first", "Take out one after"],
  ["campaigns", campaign("start: §2026-11-30"), "before the scenario's start", "within the scenario"],
  ["campaigns", campaign("start: §2026-12-11"), "after the scenario's last day", "within the scenario"],
  ["campaigns", campaign("schedule: §asallowed"), 'cannot be "asallowed"', "as-allowed or platform"],
  ["campaigns", campaign("schedule: { byDay: [5, §0] }"), "The last figure of the schedule is 0", "End with"],
  ["campaigns", campaign("schedule: { byDay: [§-1] }"), "cannot be -1", "from 0"],
  ["campaigns", campaign("schedule: { byHour: §[5] }"), "the clock steps by days", "tick: hour"],
  ["campaigns", campaign("schedule: { from: 10, factor: §0.5 }"), "never reaches the end", "above 1"],
  ["campaigns", campaign("schedule: { from: 99, factor: §1 }"), "never reaches the end", "above 1"],
  ["campaigns", campaign("schedule: { from: 10, factor: 2, max: §5 }"), "a max of 5 below its from of 10.", "at least from"],
  ["campaigns", campaign("schedule: { from: 1, factor: §1.0001 }"), "grows too slowly", "a greater factor"],
  ["campaigns", campaign("schedule: { from: 10, factor: 2, max: §99 }"), "grows too slowly", "a greater max"],
  ["campaigns", campaign("schedule: { from: 1, factor: §1.1, max: 9 }"), "grows too slowly", "a greater factor"],
  ["campaigns", campaign("mailings: 2, schedule: { from: 1, factor: §2 }"), "grows too slowly", "a greater factor"],
  ["campaigns", campaign("schedule: { from: §0, factor: 2 }"), "cannot be 0", "from 1"],
  ["campaigns", campaign("schedule: §{ from: 10 }"), "has from without factor.", "from with factor"],
  [
    "campaigns",
    campaign("schedule: §{ byDay: [5], factor: 2 }"),
    "has byDay and factor, which do not go together.",
    "one of byDay",
  ],
  ["campaigns", "campaigns: { a: { domain: news.example.com, list: all }, §a: { domain: x } }", "stands here twice", "a name of"],
  ["campaigns", "§campaigns: {}", '"campaigns" has no entry', "Write one"],
  ["campaigns", campaign("schedule: §{}"), "has no figures.", "one of byDay"],
  ["campaigns", campaign("schedule: §{ max: 5 }"), "has max without from and factor.", "one of byDay"],
  ["campaigns", campaign("schedule: { byDay: §[] }"), '"campaigns.first.schedule.byDay" is an empty list.', "at least one"],
  ["lists", "lists: { all: §{ tiers: { older: 1 } } }", "has neither size and providers nor file.", "either size"],
  ["lists", "lists: { all: §{ size: 5, tiers: { older: 1 } } }", "has size without providers.", "either size"],
  ["lists", list(`size: 10, ${mix}, openShare: §{ value: 0.4, low: 0.2, high: 0.3 }`), "above its high of 0.3.", "between"],
  ["lists", list(`size: 10, ${mix}, openShare: §{ value: 0.4, low: 0.5, high: 0.3 }`), "low of 0.5 above its high", "between"],
  ["lists", list(`size: 10, ${mix}, openShare: §{ value: 0.4, low: 0.4, high: 0.4 }`), "that are both 0.4.", "between"],
  [
    "platform",
    "platform: { profile: tencent-ses, set: { currency: §XX } }",
    'cannot be "XX"',
    "three capital letters, such as USD",
  ],
  ["providers", "providers: { gmail: { domains: [§A] } }", 'cannot be "A"', "a domain in lower case"],
  ["lists", "lists: { §constructor: { size: 1 } }", 'The name "constructor" is reserved.', "another name"],
  ["lists", "lists: { §__proto__: { size: 1 } }", 'The name "__proto__" is reserved.', "another name"],
];

describe("A fault of a scenario is told where it stands", () => {
  test.for(rows)("%s: %s", ([part, marked, message, hint]) => {
    const text = textOf({ [part]: marked });
    const before = text.slice(0, text.indexOf("§")).split("\n");
    const at = { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
    const found = problemsIn(text.replace("§", "")).filter((problem) => problem.message.en.includes(message));
    expect(found).toMatchObject([{ code: "scenario-invalid", file: "plan.yaml", at }]);
    expect(found[0]?.hint.en).toContain(hint);
    for (const words of [found[0]?.message, found[0]?.hint]) expect(words?.zh).toMatch(/\p{Script=Han}/u);
  });
});

test("A level is refused by a platform that has none", () => {
  const text = textOf({ platform: "platform: aws-ses", domains: "domains: { news.example.com: { ips: main, level: 12 } }" });
  expect(problemsIn(text)).toMatchObject([
    { at: { line: 8 }, message: { en: "The platform aws-ses has no levels.", zh: "平台 aws-ses 没有等级。" } },
  ]);
});

describe("A ramp", () => {
  const text = textOf({ campaigns: campaign("schedule: { from: 1, factor: 2 }") });

  test("that reaches the end has no fault", () => {
    expect(problemsIn(text)).toEqual([]);
    expect(problemsIn(textOf({ campaigns: campaign("schedule: { from: 100, factor: 2, max: 100 }") }))).toEqual([]);
  });

  test("may be looked at for fewer days than it takes", () => {
    expect(openScenario({ file: "plan.yaml", text }, tables, { days: 2 }).ok).toBe(true);
    const few = text.replace("days: 10", "days: 9");
    expect(openScenario({ file: "plan.yaml", text: few }, tables).ok).toBe(false);
    expect(openScenario({ file: "plan.yaml", text: few }, tables, { days: 10 }).ok).toBe(true);
  });
});

describe("A scenario", () => {
  test("without faults has none", () => {
    expect(problemsIn(textOf())).toEqual([]);
  });

  test("tells what is missing, and not what was only mistyped", () => {
    const said = problemsIn(textOf({ days: "dys: 5", lists: "" })).map(({ message }) => message.en);
    expect(said).toEqual(['"lists" is missing.', '"dys" is not known here.', expect.stringContaining('no list "all"')]);
  });

  test("tells all of its faults, in the order of their places", () => {
    const lines = problemsIn(
      textOf({ days: "days: 0", platform: "platform: nne", domains: "domains: { a: {} }", campaigns: campaign("after: x") }),
    );
    expect(lines.map(({ at }) => at?.line)).toEqual([3, 5, 8, 10, 10]);
  });

  test("tells a circle of campaigns once", () => {
    const link = (name: string, after: string) => `${name}: { domain: news.example.com, list: all, after: ${after} }`;
    const text = textOf({ campaigns: `campaigns: { ${link("a", "b")}, ${link("b", "c")}, ${link("c", "b")} }` });
    expect(problemsIn(text).map(({ message }) => message.en)).toEqual([expect.stringContaining("b → c → b")]);
  });

  test("has at most 10 domains at the platform that says so, and three to a list", () => {
    const names = Array.from({ length: 11 }, (_, at) => `d${at}.example.com`);
    const domains = `domains: { ${names.map((name) => `${name}: {}`).join(", ")} }`;
    const campaigns = `campaigns: { ${names.map((name, at) => `c${at}: { domain: ${name}, list: all }`).join(", ")} }`;
    const said = problemsIn(textOf({ domains, campaigns })).map(({ message }) => message.en);
    expect(said).toEqual(['"domains" has 11 entries.', 'More than 3 domains mail the list "all".']);
  });

  test("has at most 50 lists, 100 campaigns and 4,000,000,000 addresses", () => {
    const lists = (count: number, size: number) =>
      `lists: { all: { size: 1, ${mix} }, ${Array.from({ length: count - 1 }, (_, at) => `l${at}: { size: ${size}, ${mix} }`).join(", ")} }`;
    const campaigns = `campaigns: { ${Array.from({ length: 101 }, (_, at) => `c${at}: { domain: news.example.com, list: all }`).join(", ")} }`;
    const said = problemsIn(textOf({ lists: lists(51, 1), campaigns })).map(({ message }) => message.en);
    expect(said).toEqual(['"lists" has 51 entries.', '"campaigns" has 101 entries.']);
    expect(problemsIn(textOf({ lists: lists(5, 1e9) }))).toMatchObject([
      { message: { en: "The lists have 4,000,000,001 addresses, which does not fit." } },
    ]);
  });

  test("with very many faults tells 50, and that there are more", () => {
    const problems = problemsIn(textOf({ more: Array.from({ length: 5000 }, (_, at) => `x${at}: 1`).join("\n") }));
    expect(problems).toHaveLength(51);
    expect(problems.at(-1)?.message.en).toBe("There are more faults than these.");
  });

  test("of a platform without a day plan cannot go by it", () => {
    const none = textOf({ platform: "platform: none", campaigns: campaign("schedule: platform") });
    expect(problemsIn(none)).toMatchObject([{ message: { en: "The platform none has no day plan." } }]);
  });
});

describe("Whatever the text", () => {
  test("reading never throws, and says why there is no scenario", () => {
    const text = fc.oneof(
      fc.string(),
      fc.string({ unit: "binary" }),
      fc.jsonValue().map((value) => stringify(value)),
    );
    fc.assert(fc.property(text, (written) => problemsIn(written).length > 0));
  });

  test("a sample with some of it taken out or put in is read or refused", () => {
    const change = fc.record({
      name: fc.constantFrom(...samples),
      at: fc.nat(),
      cut: fc.nat(40),
      put: fc.oneof(fc.string({ maxLength: 5 }), fc.constantFrom("{", "}", "[", ":", "- ", "\n", "1e99", "&a ", "*a", "null")),
    });
    fc.assert(
      fc.property(change, ({ name, at, cut, put }) => {
        const text = sample(name);
        const from = at % text.length;
        const open = openScenario({ file: name, text: text.slice(0, from) + put + text.slice(from + cut) }, tables);
        if (open.ok) open.value.complete(new Map());
        else expect(open.problems.every((problem) => problem.message.zh !== "" && problem.file === name)).toBe(true);
      }),
    );
  });
});

test("a platform that reviews no templates says so of one that is handed in", () => {
  const text = textOf({ platform: "platform: aws-ses", campaigns: campaign("templateSubmitted: 2026-12-01") });
  expect(problemsIn(text).map(({ message }) => message.en)).toEqual(["The platform aws-ses reviews no templates."]);
});
