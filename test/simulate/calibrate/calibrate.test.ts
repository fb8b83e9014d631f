import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Calibration } from "../../../src/model/calibration.ts";
import { calibrate } from "../../../src/simulate/calibrate/calibrate.ts";
import { cellsOf } from "../../../src/simulate/calibrate/cells.ts";
import { fitted, priorsOf } from "../../../src/simulate/calibrate/fit.ts";
import { FALL_90 } from "../../../src/simulate/calibrate/numbers.ts";
import { readLog } from "../../../src/simulate/calibrate/read-log.ts";
import { DeferralModel } from "../../../src/simulate/calibrate/volume-start.ts";
import { must } from "../../../tools/must.ts";
import { csvOf, grown, type InventedRow, type InventedSender, inventedRows, sampleSender } from "../../../tools/sends-log.ts";
import { tables } from "../../support/world-tables.ts";

function calibrationOf(rows: readonly InventedRow[]): Calibration {
  return calibrate(must(readLog(csvOf(rows))), tables);
}

function fittedTo(sender: Partial<InventedSender>): Calibration {
  return calibrationOf(inventedRows({ ...sampleSender, ...sender }));
}

function named(calibration: Calibration, name: string) {
  return calibration.parameters.find((note) => note.name === name);
}

function reasonOf(calibration: Calibration, name: string): string | undefined {
  return calibration.untold.find(({ note }) => note.name === name)?.reason;
}

function without(rows: readonly InventedRow[], ...columns: readonly string[]): readonly InventedRow[] {
  return rows.map((row) => Object.fromEntries(Object.entries(row).filter(([column]) => !columns.includes(column))));
}

describe("a log made from known parameters", () => {
  const truth = {
    "receiving.spamSlope": 10,
    "receiving.complaintWeight": 90,
    "receiving.dayDeviation": 0.12,
    "providers.gmail.volumeStart": 2_500,
    "providers.gmail.softBounceShare": 0.003,
  };
  const logs = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((seed) => fittedTo({ seed }));

  test.for(Object.entries(truth))("gives %s back within its interval nearly always", ([name, value]) => {
    const notes = logs.flatMap((log) => named(log, name) ?? []);
    expect(notes).toHaveLength(logs.length);
    const covered = notes.filter(({ range: [low, high] = [0, 0] }) => low <= value && value <= high);
    expect(covered.length).toBeGreaterThanOrEqual(7);
    expect(new Set(notes.map(({ standing }) => standing))).toEqual(new Set(["calibrated"]));
  });

  test.for(Object.entries(truth))("gives %s back to a tenth in the mean", ([name, value]) => {
    const values = logs.flatMap((log) => Number(named(log, name)?.value));
    const mean = values.reduce((sum, each) => sum + each, 0) / values.length;
    expect(Math.abs(mean / value - 1)).toBeLessThan(0.1);
  });

  test("fits, and is taken for that of a new sender", () => {
    expect(logs.filter(({ verdict }) => verdict === "fits").length).toBeGreaterThanOrEqual(9);
    expect(new Set(logs.map(({ start }) => start))).toEqual(new Set(["new"]));
  });

  test("gives the rates that a list sets", () => {
    const rates = sampleSender.rates;
    for (const [name, value] of [
      ["openShare", rates.openShare],
      ["clickOfOpensShare", rates.clickOfOpensShare],
    ] as const) {
      const values = logs.flatMap(({ listRates }) => listRates.filter((each) => each.name === name).map((each) => each.value));
      expect(values).toHaveLength(logs.length);
      expect(values.reduce((sum, each) => sum + each, 0) / values.length / value).toBeCloseTo(1, 1);
    }
  });

  test("gives another slope back where the truth is another", () => {
    const { parameters } = fittedTo({ receiving: { spamSlope: 7, dayDeviation: 0.1 } });
    const [low = 0, high = 0] = parameters.find(({ name }) => name === "receiving.spamSlope")?.range ?? [];
    expect(low).toBeGreaterThan(5.5);
    expect(high).toBeLessThan(9);
  });

  test("gives the share in the inbox where a panel says what it found", () => {
    const calibration = fittedTo({ panel: "panel", providers: { gmail: { inboxShare: 0.93 } } });
    const { value, range: [low, high] = [0, 0] } = named(calibration, "providers.gmail.inboxShare") ?? {};
    expect(Math.abs(Number(value) - 0.93)).toBeLessThan(0.03);
    expect(high - low).toBeLessThan(0.08);
  });

  test("is the same twice", () => {
    expect(fittedTo({ seed: 3 })).toEqual(logs[2]);
  });
});

describe("what a log cannot tell", () => {
  const rows = inventedRows(sampleSender);

  test.for<readonly [columns: readonly string[], name: string, reason: string]>([
    [[], "providers.gmail.inboxShare", "no-column"],
    [["unique_opens", "clicks"], "receiving.spamSlope", "no-column"],
    [["unique_opens", "clicks"], "receiving.dayDeviation", "no-column"],
    [["complaints"], "receiving.complaintWeight", "no-column"],
    [["deferred_first_try"], "providers.gmail.volumeStart", "no-column"],
    [["soft_bounce"], "providers.gmail.softBounceShare", "no-column"],
  ])("without the columns %j keeps its default: %s", ([columns, name, reason]) => {
    const calibration = calibrationOf(without(rows, ...columns));
    expect(reasonOf(calibration, name)).toBe(reason);
    expect(named(calibration, name)).toBeUndefined();
    const shipped = [...tables.receiving.notes, ...(tables.providers.get("gmail")?.notes ?? [])];
    expect(calibration.untold.find(({ note }) => note.name === name)?.note).toEqual(shipped.find((note) => note.name === name));
  });

  test("is flat in its likelihood: a volume that is never used", () => {
    const log = must(readLog(csvOf(inventedRows({ ...sampleSender, volumes: { yahoo: grown(50, 100) } }))));
    expect(reasonOf(calibrate(log, tables), "providers.yahoo.volumeStart")).toBe("flat");
    const { providers } = cellsOf(log, tables);
    const priors = priorsOf(providers, tables);
    const { placement, deferrals } = fitted(providers, priors);
    const [provider, prior, best, model] = [
      providers[0],
      priors.volumeStarts[0],
      deferrals[0],
      placement?.best.providers[0]?.model,
    ];
    if (!provider || !prior || !best || !model || !placement) throw new Error("Something is fitted.");
    const deferral = new DeferralModel(provider, model.reputations(placement.best.judgement), priors.receiving);
    for (let step = 0; step <= 10; step++) {
      const volume = prior.low * (prior.high / prior.low) ** (step / 10);
      expect(best.height - deferral.height(volume, best.deviation)).toBeLessThan(FALL_90);
    }
  });

  test("is flat in its likelihood: the slope, where reputation stays as it is, as chance has it nearly always", () => {
    const steady = { volumes: { gmail: Array.from({ length: 60 }, () => 200) }, badDays: new Map<number, number>() };
    const reasons = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((seed) => {
      const rows = inventedRows({ ...sampleSender, ...steady, seed }).slice(20);
      return reasonOf(calibrationOf(rows), "receiving.spamSlope");
    });
    expect(reasons.filter((reason) => reason === "flat").length).toBeGreaterThanOrEqual(8);
  });

  test("is the volume of a new sender where the sender was known before", () => {
    const steady = Array.from({ length: 120 }, () => 12_000);
    const rows = inventedRows({ ...sampleSender, volumes: { gmail: steady, qq: steady, yahoo: steady, microsoft: steady } });
    const late = rows.filter((row) => String(row["date"]) > "2026-09-15");
    const calibration = calibrationOf(late);
    expect(calibration.start).toBe("known");
    expect(reasonOf(calibration, "providers.gmail.volumeStart")).toBe("known-before");
  });

  test("is whether the sender was new, where both fit about as well: intervals then allow for both", () => {
    const rows = inventedRows({ ...sampleSender, seed: 2, volumes: { gmail: Array.from({ length: 120 }, () => 4_000) } });
    const calibration = calibrationOf(rows.filter((row) => String(row["date"]) > "2026-09-25"));
    expect(calibration.start).toBe("unclear");
    expect(reasonOf(calibration, "receiving.spamSlope")).toBe("flat");
    expect(reasonOf(calibration, "providers.gmail.volumeStart")).toBe("known-before");
  });

  test("is everything about reputation where few mails were opened", () => {
    const calibration = calibrationOf(
      inventedRows({ ...sampleSender, volumes: { gmail: Array.from({ length: 20 }, () => 20) } }),
    );
    expect(reasonOf(calibration, "receiving.spamSlope")).toBe("too-few");
    expect(reasonOf(calibration, "providers.gmail.softBounceShare")).toBe("too-few");
    expect(calibration.start).toBeUndefined();
  });
});

describe("the verdict", () => {
  test("is that a log of three days is too thin", () => {
    const calibration = calibrationOf(inventedRows(sampleSender).filter(({ date }) => String(date) < "2026-09-05"));
    expect(calibration).toMatchObject({ verdict: "too-thin", log: { days: 3, from: "2026-09-02", to: "2026-09-04" } });
    expect(calibration.coverage).toBeUndefined();
  });

  test("is that a log fits no more whose last days are of another sender", () => {
    const rows = inventedRows(sampleSender);
    const others = inventedRows({
      ...sampleSender,
      rates: { ...sampleSender.rates, openShare: 0.5, clickOfOpensShare: 0.3, invalidShare: 0.03 },
    });
    const from = "2026-10-20";
    const mixed = [...rows.filter(({ date }) => String(date) < from), ...others.filter(({ date }) => String(date) >= from)];
    const calibration = calibrationOf(mixed);
    expect(calibration.verdict).toBe("misfits");
    expect(calibration.coverage?.share).toBeLessThan(0.8);
  });

  test("rests on the counts of the last fifth of the days alone", () => {
    const { coverage } = calibrate(must(readLog(readFileSync("samples/calibration/log.csv", "utf8"))), tables);
    const counts = coverage?.byCount.map((each) => each.counts) ?? [];
    expect(Math.max(...counts)).toBe(40);
    expect(coverage?.counts).toBe(counts.reduce((sum, each) => sum + each, 0));
  });
});

describe("the sample", () => {
  const text = readFileSync("samples/calibration/log.csv", "utf8");

  test("is what its maker makes: node tools/sends-log.ts", () => {
    expect(csvOf(inventedRows(sampleSender))).toBe(text);
  });

  test("fits, without a problem", () => {
    expect(calibrate(must(readLog(text)), tables)).toMatchObject({ verdict: "fits", problemCount: 0, log: { days: 52 } });
  });
});

describe("a provider", () => {
  test("may be named by a domain of its addresses", () => {
    const rows = inventedRows(sampleSender);
    const renamed = rows.map((row) => (row["provider"] === "gmail" ? { ...row, provider: "googlemail.com" } : row));
    expect(calibrationOf(renamed)).toEqual(calibrationOf(rows));
  });

  test("that nobody knows is taken for the one that stands for all others, and told", () => {
    const rows = inventedRows(sampleSender).map((row) => (row["provider"] === "gmail" ? { ...row, provider: "Acme Mail" } : row));
    const { log } = calibrationOf(rows);
    expect(log.unknownProviders).toEqual(["acme mail"]);
    expect(log.providers).toContain("other");
  });
});
