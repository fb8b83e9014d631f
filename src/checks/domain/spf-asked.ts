import type { Check, Hit, Sight } from "../../model/check.ts";
import type { AskedSpf } from "../../model/domain/spf.ts";
import type { SpfEvaluation, SpfStep, SpfTrace } from "../../model/spf-evaluation.ts";
import { noParams } from "../params.ts";
import { followed, hitAtRecord } from "./spf-tree.ts";

type NoParams = Readonly<Record<string, never>>;

/** Finds that an address the owner sends from does not pass, and the term that decided. */
export const spfSenderRefused: Check<"spf", NoParams> = followed({
  name: "spf-sender-refused",
  facts: ["name", "ip", "result", "term"],
  parseParams: noParams,
  find: ({ part: { evaluations }, read, tree }) => {
    if (evaluations.length === 0) return "address-not-given";
    // Why the record as a whole comes to nothing is told by other rules.
    const hasEnded = evaluations.some(({ evaluation: { problem } }) => problem !== undefined && problem.kind !== "lookup-failed");
    if (hasEnded || tree.loops.length > 0) return "record-unusable";
    return refused(evaluations, ({ facts }) => hitAtRecord(read, facts));
  },
});

/** Finds that a host's own name does not let it pass: receivers may ask for the name of the greeting too (RFC 7208, 2.3). */
export const spfGreeting: Check<"spf", NoParams> = {
  name: "spf-greeting",
  part: "spf",
  facts: ["name", "ip", "result", "term"],
  parseParams: noParams,
  run: ({ greetings }) => (typeof greetings === "string" ? greetings : refused(greetings, (hit) => hit)),
};

function refused(asked: readonly AskedSpf[], placed: (hit: Hit) => Hit): Sight {
  const hits = asked
    .filter(({ evaluation: { result } }) => result !== "pass" && result !== "temperror")
    .map(({ ip, name, evaluation }) =>
      placed({ facts: { name, ip, result: evaluation.result, term: decidingTerm(evaluation) } }),
    );
  const isUnsure = asked.some(({ evaluation: { result } }) => result === "temperror");
  return hits.length === 0 && isUnsure ? "lookup-failed" : hits;
}

/** The term that settled it, as written; empty where none did. */
function decidingTerm({ trace }: SpfEvaluation): string {
  let deepest: SpfStep | undefined;
  let at: SpfTrace | undefined = trace;
  while (at !== undefined) {
    const last: SpfStep | undefined = at.steps.at(-1);
    if (last === undefined || last.outcome === "unmatched") break;
    deepest = last;
    at = last.inner;
  }
  return deepest?.written ?? "";
}
