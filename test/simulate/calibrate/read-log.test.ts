import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { limits } from "../../../src/model/limits.ts";
import { logColumns } from "../../../src/simulate/calibrate/log.ts";
import { readLog } from "../../../src/simulate/calibrate/read-log.ts";
import { must } from "../../../tools/must.ts";

const heading = "date,domain,ip_pool,provider,accepted,delivered,unique_opens,inbox";
const good = "2026-12-01,news.example.com,main,gmail,100,99,30,0.9";

describe("a log", () => {
  test("is read by its columns, in any order and case", () => {
    const { rows, problemCount } = must(readLog("Provider,DELIVERED,date\nQQ.com,7,2026-12-02\ngmail,5,2026-12-01\n"));
    expect(problemCount).toBe(0);
    expect(rows).toMatchObject([
      { line: 3, day: 20_788, domain: "", pool: "", provider: "gmail", counts: { delivered: 5 } },
      { line: 2, day: 20_789, provider: "qq.com", counts: { delivered: 7 } },
    ]);
  });

  test.for<readonly [what: string, text: string]>([
    ["a byte order mark", `\uFEFF${heading}\n${good}`],
    ["line ends of Windows", `${heading}\r\n${good}\r\n`],
    ["quotes around its fields", `"date",${heading.slice(5)}\n"2026-12-01","news.example.com",main,gmail,"100",99,30,0.9`],
    ["semicolons, as some countries' sheets have", `${heading}\n${good}`.replaceAll(",", ";")],
    ["tabs", `${heading}\n${good}`.replaceAll(",", "\t")],
    ["blank lines and blanks around fields", `${heading}\n\n${good.replaceAll(",", " , ")}\n   \n`],
  ])("may have %s", ([, text]) => {
    const log = must(readLog(text));
    expect([log.problemCount, log.rowsLeftOut]).toEqual([0, 0]);
    expect(log.rows).toMatchObject([
      { domain: "news.example.com", pool: "main", counts: { accepted: 100, delivered: 99, unique_opens: 30 }, inbox: 0.9 },
    ]);
  });

  test("leaves a count open where its field is empty", () => {
    const [row] = must(readLog(`${heading}\n2026-12-01,,,gmail,,99,,`)).rows;
    expect(row?.counts).toEqual({ delivered: 99 });
    expect(row?.inbox).toBeUndefined();
  });
});

describe("a log is refused", () => {
  test.for<readonly [what: string, text: string, column: number, message: string, hint: string]>([
    ["is empty", "", 1, '"date"', "The first line names the columns"],
    ["has no dates", "day,provider,accepted", 1, '"date"', "The first line"],
    ["mistypes a needed column", "date,providr,accepted", 6, '"provider"', 'Did you mean "provider" by "providr"?'],
    [
      "says nothing of how many mails there were",
      "date,provider,opens",
      1,
      '"accepted" nor a column "delivered"',
      "The first line",
    ],
    ["is no table", "<html><body>Sign in</body></html>", 1, '"date"', "The first line"],
  ])("that %s", ([, text, column, message, hint]) => {
    const log = readLog(text);
    expect(log.ok ? undefined : log.problem).toMatchObject({ code: "data-invalid", at: { line: 1, column } });
    expect(log.ok ? "" : log.problem.message.en).toContain(message);
    expect(log.ok ? "" : log.problem.hint.en).toContain(hint);
  });
});

describe("a row is left out, and costs no other,", () => {
  test.for<readonly [what: string, row: string, column: number, message: string]>([
    ["with too few fields", "2026-12-02,a,b,gmail,1,1,1", 1, "The row has 7 fields and the heading 8"],
    ["with too many fields", `${good},1`, 1, "The row has 9 fields"],
    ["with a date that the calendar does not have", "2026-02-30,a,b,gmail,1,1,1,", 1, '"2026-02-30" is no date'],
    ["with a date in another form", "01.12.2026,a,b,gmail,1,1,1,", 1, "is no date"],
    ["with no provider", "2026-12-02,a,b,,1,1,1,", 16, "names no provider"],
    ["with a count below 0", "2026-12-02,a,b,gmail,-1,1,1,", 22, '"-1" is no count of accepted'],
    ["with half a mail", "2026-12-02,a,b,gmail,1.5,1,1,", 22, '"1.5" is no count'],
    ["with a count in powers of ten", "2026-12-02,a,b,gmail,1e16,1,1,", 22, '"1e16" is no count'],
    ["with a count that does not fit", "2026-12-02,a,b,gmail,10000000000000000,1,1,", 22, '"10000000000000000" is no count'],
    ["with thousands parted", '2026-12-02,a,b,gmail,"1,000",1,1,', 22, '"1,000" is no count'],
    ["with more delivered than accepted", "2026-12-02,a,b,gmail,5,9,1,", 24, "delivered is 9 and accepted only 5"],
    ["with more opens than deliveries", "2026-12-02,a,b,gmail,9,8,9,", 26, "unique_opens is 9 and delivered only 8"],
    ["with a share above 1", "2026-12-02,a,b,gmail,9,8,1,1.5", 28, '"1.5" is no share'],
    ["without any count of mails", "2026-12-02,a,b,gmail,,,,", 22, "neither accepted nor delivered"],
    ["with a quote that nobody closes", '2026-12-02,"a,b,gmail,1,1,1,', 1, "A quote of the row is not closed"],
    ["with a quote that closes too early", '2026-12-02,"a"b,c,gmail,1,1,1,', 1, "A quote of the row is not closed"],
    ["that is longer than any row", "x".repeat(limits.sendsLogLineUnitsMax + 1), 1, "more than 4096 characters"],
    ["for what was counted before", good, 1, "Line 2 is of the same day"],
  ])("%s", ([, row, column, message]) => {
    const log = must(readLog(`${heading}\n${good}\n${row}\n2026-12-03,a,b,gmail,7,7,1,`));
    expect(log.rows.map(({ line }) => line)).toEqual([2, 4]);
    expect([log.rowsLeftOut, log.problemCount]).toEqual([1, 1]);
    const [problem] = log.problems;
    expect(problem?.message.en).toContain(message);
    expect(problem?.at).toMatchObject({ line: 3, column });
    expect(problem?.hint.zh).not.toBe("");
  });
});

test("an unknown column is told with what was meant, and read past", () => {
  const log = must(readLog("date,provider,accepted,complaint\n2026-12-01,gmail,5,1"));
  expect(log.problems).toMatchObject([{ at: { line: 1, column: 24 } }]);
  expect(log.problems[0]?.hint.en).toContain('"complaints"');
  expect(log.rows[0]?.counts).toEqual({ accepted: 5 });
});

test("a column that stands there twice is read once", () => {
  const log = must(readLog("date,provider,accepted,accepted\n2026-12-01,gmail,5,1"));
  expect(log.problems[0]?.message.en).toContain("twice");
  expect(log.rows[0]?.counts).toEqual({ accepted: 5 });
});

test("of very many problems all are counted, and the first ones told", () => {
  const log = must(readLog(`date,provider,accepted\n${"x,gmail,1\n".repeat(1000)}`));
  expect([log.problemCount, log.problems.length, log.rowsLeftOut]).toEqual([1000, limits.sendsLogProblemsMax, 1000]);
});

test("of a log over years the latest days are kept, and it is told", () => {
  const log = must(readLog("date,provider,accepted\n2020-01-01,gmail,1\n2026-12-01,gmail,2"));
  expect(log.rows.map(({ counts }) => counts.accepted)).toEqual([2]);
  expect(log.problems[0]?.message.en).toContain("more than 400 days; 1 rows");
});

const fields = fc.oneof(
  fc.constantFrom("2026-12-01", "gmail", "", "5", '"', '""', '"a,b"', "-1", "1e16", ...logColumns),
  fc.string({ maxLength: 12 }),
);
const tables = fc.array(
  fc.array(fields, { maxLength: 9 }).map((row) => row.join(",")),
  { maxLength: 12 },
);

test("no text throws, and each row is either read or told", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: "binary" }),
        tables.map((rows) => rows.join("\n")),
        rowsOf(),
      ),
      (text) => {
        const log = readLog(text);
        if (!log.ok) return;
        const written = text
          .split("\n")
          .slice(1)
          .filter((line) => line.trim() !== "").length;
        expect(log.value.rows.length + log.value.rowsLeftOut).toBe(written);
      },
    ),
    { numRuns: 1000 },
  );
});

/** Tables under a heading that is read. */
function rowsOf(): fc.Arbitrary<string> {
  return tables.map((rows) => `${heading}\n${good}\n${rows.join("\n")}`);
}

test("a year that was mistyped costs its own row, and makes none of the others too old", () => {
  const days = ["2026-12-01", "2062-12-02", "2026-12-03", "2026-12-04"];
  const log = must(readLog(["date,provider,delivered", ...days.map((day) => `${day},gmail,5`)].join("\n")));
  expect(log.rows.map(({ line }) => line)).toEqual([2, 4, 5]);
  expect(log.rowsLeftOut).toBe(1);
  expect(log.problems).toMatchObject([{ at: { line: 3 }, hint: { en: "Check the year." } }]);
});
