import type { Difference, Flip, FlipSubject, Side } from "../model/difference.ts";
import { type JudgedDomain, type Observation, observationsOf } from "./observations.ts";
import { stalePolicyId } from "./policy-id.ts";

/** Which verdicts on a domain differ between two sources of answers: none where both say the same in other words. */
export function differenceOf(domain: string, before: JudgedDomain, after: JudgedDomain): Difference {
  const now = new Map(observationsOf(after).map((each) => [keyOf(each.subject), each]));
  const flips = observationsOf(before).flatMap((each) => {
    const other = now.get(keyOf(each.subject));
    return other && other.state !== each.state ? [flipOf(each, other)] : [];
  });
  const told = flips.filter((flip) => !isToldByAddress(flip, flips));
  const unasked = [...unaskedSide("old", before), ...unaskedSide("new", after)];
  return { domain, flips: [...told, ...stalePolicyId(before.document, after.document)], unasked };
}

/** A domain whose own records were not answered for; what hangs on other names may fail by itself. */
function unaskedSide(side: Side, { document: { gaps } }: JudgedDomain): readonly Side[] {
  return [gaps.spf, gaps.dmarc, gaps.mx].includes("lookup-failed") ? [side] : [];
}

function keyOf(subject: FlipSubject): string {
  return JSON.stringify(subject);
}

/** A sender whose addresses flip is told by them. */
function isToldByAddress({ subject }: Flip, flips: readonly Flip[]): boolean {
  if (subject.kind !== "spf" || subject.ip !== "") return false;
  return flips.some((each) => each.subject.kind === "spf" && each.subject.ip !== "" && each.subject.sender === subject.sender);
}

function flipOf({ subject, state: from, severity, isUnasked }: Observation, after: Observation): Flip {
  const to = after.state;
  // Silence of the DNS says nothing of what is published.
  const turn = isUnasked === true || after.isUnasked === true ? "other" : turnOf(orders[subject.kind], from, to);
  return { subject, from, to, turn, severity: severity ?? after.severity };
}

/** States of each kind from the best to the worst; those of one line are as good as each other. */
const spf = [["pass"], ["neutral", "none"], ["softfail"], ["fail", "permerror"]];
const orders: Readonly<Record<FlipSubject["kind"], readonly (readonly string[])[]>> = {
  rule: [["kept"], ["broken"]],
  "policy-id": [["current"], ["stale"]],
  policy: [["reject"], ["quarantine"], ["none"], ["absent"]],
  spf,
  connection: spf,
  dkim: [["usable"], ["unsigned"], ["absent", "several", "revoked", "unusable", "weak"]],
  dmarc: [["accept"], ["none"], ["quarantine"], ["reject"]],
  cell: [["met"], ["broken"]],
};

/** What was good and is not known any more is worse; what was not known and is not good is, too. */
function turnOf(order: readonly (readonly string[])[], from: string, to: string): Flip["turn"] {
  const [old, now] = [from, to].map((state) => order.findIndex((states) => states.includes(state)));
  if (to === "unjudged") return old === 0 ? "worse" : "other";
  if (from === "unjudged") return now === 0 ? "better" : "worse";
  if (old === undefined || now === undefined || old === now) return "other";
  return now < old ? "better" : "worse";
}
