import type { Report } from "../model/report.ts";
import type { Saying } from "./pretty.ts";

/** Counts over many reports. */
export interface Tally {
  readonly inputs: number;
  readonly fit: number;
  readonly unfit: number;
  readonly unjudged: number;
  readonly errors: number;
  readonly warnings: number;
}

export const emptyTally: Tally = { inputs: 0, fit: 0, unfit: 0, unjudged: 0, errors: 0, warnings: 0 };

export function counted(tally: Tally, { verdict, findings }: Report): Tally {
  const severe = (severity: string): number => findings.filter((finding) => finding.severity === severity).length;
  return {
    inputs: tally.inputs + 1,
    fit: tally.fit + (verdict === "fit" ? 1 : 0),
    unfit: tally.unfit + (verdict === "unfit" ? 1 : 0),
    unjudged: tally.unjudged + (verdict === "unjudged" ? 1 : 0),
    errors: tally.errors + severe("error"),
    warnings: tally.warnings + severe("warning"),
  };
}

/** Two tallies as one. */
export function added(a: Tally, b: Tally): Tally {
  return {
    inputs: a.inputs + b.inputs,
    fit: a.fit + b.fit,
    unfit: a.unfit + b.unfit,
    unjudged: a.unjudged + b.unjudged,
    errors: a.errors + b.errors,
    warnings: a.warnings + b.warnings,
  };
}

/** One closing line: how many inputs came out how. */
export function renderTally({ inputs, fit, unfit, unjudged, errors, warnings }: Tally, { lang, style }: Saying): string {
  const text =
    lang === "zh"
      ? `${inputs} 个输入：${fit} 合格，${unfit} 不合格，${unjudged} 未判断；${errors} 个错误，${warnings} 个警告`
      : `${plural(inputs, "input")}: ${fit} fit, ${unfit} unfit, ${unjudged} not judged; ${plural(errors, "error")}, ${plural(warnings, "warning")}`;
  return `${style.strong(text)}\n`;
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
