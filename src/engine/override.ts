import type { MailType } from "../model/mail-type.ts";
import type { Problem } from "../model/result.ts";
import type { Change, Override, RuleDefinition, Severity } from "../model/rule.ts";
import { hintFor } from "../model/suggest.ts";

/** What a rule comes to after all that changes it. */
export interface Settled {
  readonly severity: Severity | "off";
  readonly points: number;
  readonly params: Readonly<Record<string, unknown>>;
}

/** Applies changes in order, later ones going before; a parameter is replaced as a whole. */
export function settle(definition: RuleDefinition, changes: readonly (Override | undefined)[]): Settled {
  let settled: Settled = { severity: definition.severity, points: definition.points, params: definition.params };
  for (const change of changes) {
    if (!change) continue;
    settled = {
      severity: change.severity ?? settled.severity,
      points: change.points ?? settled.points,
      params: change.params ? { ...settled.params, ...change.params } : settled.params,
    };
  }
  return definition.stage === "trial" ? { ...settled, points: 0 } : settled;
}

/** True for a rule's id, `area/*` of an area with rules, and `*`. */
export function namesRule(pattern: string, ids: readonly string[]): boolean {
  if (pattern === "*" || ids.includes(pattern)) return true;
  return pattern.endsWith("/*") && ids.some((id) => id.startsWith(pattern.slice(0, -1)));
}

/** What is said of a name that no rule has. */
export function unknownRule(name: string, ids: readonly string[]): Pick<Problem, "message" | "hint"> {
  return {
    message: { en: `There is no rule "${name.slice(0, 60)}".`, zh: `没有规则“${name.slice(0, 60)}”。` },
    hint: hintFor(name, ids, { en: "`mailworthy rules` lists them.", zh: "`mailworthy rules` 会列出全部规则。" }),
  };
}

/** Whether a rule's id, `area/*` or `*` means the rule. */
export function coversRule(pattern: string, id: string): boolean {
  const [area = ""] = id.split("/", 1);
  return pattern === id || pattern === `${area}/*` || pattern === "*";
}

/** The changes that a map by rule id or `area/*` makes to one rule for mail of a type. */
export function changesFor(
  id: string,
  type: MailType,
  byPattern: Readonly<Record<string, Change>>,
): readonly (Override | undefined)[] {
  return Object.entries(byPattern)
    .filter(([pattern]) => coversRule(pattern, id))
    .flatMap(([, change]) => [change, change.byType?.[type]]);
}
