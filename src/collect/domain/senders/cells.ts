import type { Gap } from "../../../model/document.ts";
import type { SenderCell, SenderDkim, SenderRow, SenderSpf } from "../../../model/domain/senders.ts";
import type { RequirementTable } from "../../../model/requirement.ts";

/** What is known of a sender before its cells are filled. */
export type Judged = Pick<SenderRow, "spf" | "dkim" | "dmarc">;

type Outcome = Pick<SenderCell, "outcome" | "because">;

/** Whether a sender meets what mailbox providers ask of SPF, DKIM, DMARC and alignment; other rows are not of the DNS. */
export function cellsOf(judged: Judged, table: RequirementTable): readonly SenderCell[] {
  const outcomes: Readonly<Record<string, Outcome>> = {
    spf: spfOutcome(judged.spf),
    dkim: dkimOutcome(judged.dkim),
    "dkim-key": keyOutcome(judged.dkim),
    dmarc: policyOutcome(judged.dmarc),
    alignment: alignmentOutcome(judged.dmarc),
  };
  return table.requirements.flatMap(({ id, asks }) => {
    const outcome = outcomes[id];
    return outcome ? Object.entries(asks).map(([provider, of]) => ({ provider, requirement: id, of, ...outcome })) : [];
  });
}

function spfOutcome({ result }: SenderSpf): Outcome {
  if (result === "pass") return met;
  return result === "lookup-failed" || result === "address-not-given" ? unjudged(result) : broken;
}

function dkimOutcome({ state }: SenderDkim): Outcome {
  if (state === "usable") return met;
  return state === "lookup-failed" ? unjudged(state) : broken;
}

function keyOutcome({ state }: SenderDkim): Outcome {
  if (state === "usable") return met;
  if (state === "weak") return broken;
  return unjudged(state === "lookup-failed" ? state : "key-unknown");
}

type Verdicts = SenderRow["dmarc"];

/** Whichever standard a provider goes by, it finds a policy. */
function policyOutcome({ rfc9989, rfc7489 }: Verdicts): Outcome {
  const both = [rfc9989, rfc7489];
  if (both.some((each) => typeof each === "object" && each.policy === undefined)) return broken;
  return firstGap(both) ?? met;
}

/** The same with an aligned proof. */
function alignmentOutcome({ rfc9989, rfc7489 }: Verdicts): Outcome {
  const both = [rfc9989, rfc7489];
  if (both.some((each) => typeof each === "object" && each.result === "fail")) return broken;
  return firstGap(both) ?? met;
}

function firstGap(verdicts: readonly (object | Gap)[]): Outcome | undefined {
  const gap = verdicts.find((each) => typeof each === "string");
  return gap === undefined ? undefined : unjudged(gap);
}

const met: Outcome = { outcome: "met" };
const broken: Outcome = { outcome: "broken" };

function unjudged(because: Gap): Outcome {
  return { outcome: "unjudged", because };
}
