import type { Verdict } from "../model/finding.ts";
import type { MailType } from "../model/mail-type.ts";
import type { RequirementReport, RequirementTable, RequirementVerdict } from "../model/requirement.ts";
import type { Rule } from "../model/rule.ts";

/**
 * Fills a table from what the rules concluded. A cell is met when every rule that satisfies it is kept, broken when one
 * is broken, and unjudged otherwise; what is asked of no mail of this type has no cell.
 */
export function fillRequirements(
  table: RequirementTable,
  rules: readonly Rule[],
  verdicts: readonly Verdict[],
  type: MailType,
): RequirementReport {
  const byRule = new Map(verdicts.map((verdict) => [verdict.ruleId, verdict]));
  const asked = table.requirements.filter(({ types }) => types === undefined || types.includes(type));
  const filled = asked.flatMap(({ id, asks, seenIn }) =>
    Object.entries(asks).flatMap(([provider, of]): readonly RequirementVerdict[] => {
      const cell = { provider, requirement: id, of };
      if (seenIn === "sending") return [{ ...cell, outcome: "unjudged", because: "sending", ruleIds: [] }];
      const own = rules
        .filter(({ definition }) => definition.satisfies.includes(`${provider}/${id}`))
        .flatMap(({ definition }) => byRule.get(definition.id) ?? [])
        .filter((verdict) => !isAdvice(verdict));
      return own.length === 0 ? [] : [{ ...cell, ...outcomeOf(own) }];
    }),
  );
  return { table, verdicts: filled };
}

/** What is only worth knowing of mail of this type is not asked of it. */
function isAdvice(verdict: Verdict): boolean {
  return verdict.outcome === "broken" && verdict.findings.every(({ severity }) => severity === "info");
}

function outcomeOf(verdicts: readonly Verdict[]): Pick<RequirementVerdict, "outcome" | "because" | "ruleIds"> {
  const idsOf = (outcome: Verdict["outcome"]): readonly string[] =>
    verdicts.filter((verdict) => verdict.outcome === outcome).map(({ ruleId }) => ruleId);
  const broken = idsOf("broken");
  if (broken.length > 0) return { outcome: "broken", ruleIds: broken };
  const unjudged = verdicts.find((verdict) => verdict.outcome === "unjudged");
  if (unjudged?.outcome === "unjudged") return { outcome: "unjudged", because: unjudged.because, ruleIds: idsOf("unjudged") };
  return { outcome: "met", ruleIds: idsOf("kept") };
}
