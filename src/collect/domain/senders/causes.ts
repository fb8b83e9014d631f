import type { SenderAlignment, SenderCause, SenderDmarc, SenderSpf } from "../../../model/domain/senders.ts";
import type { Judged } from "./cells.ts";

/** Why a sender is not as it should be; each cause once, the one behind others only. */
export function causesOf(judged: Judged, fromDomain: string, judgedDomain: string): readonly SenderCause[] {
  return [
    ...spfCauses(judged.spf, judgedDomain),
    ...dkimCauses(judged, fromDomain),
    ...alignmentCauses(judged, fromDomain),
    ...policyCauses(judged, fromDomain),
  ];
}

const spfKinds = {
  none: "spf-absent",
  permerror: "spf-broken",
  neutral: "spf-unauthorised",
  softfail: "spf-unauthorised",
  fail: "spf-unauthorised",
} as const;

function spfCauses({ domain, checks, result }: SenderSpf, judgedDomain: string): readonly SenderCause[] {
  if (!isKeyOf(spfKinds, result)) return [];
  const isBelow = result === "none" && domain.endsWith(`.${judgedDomain}`);
  const kind = isBelow ? "spf-not-inherited" : spfKinds[result];
  const ips = checks.filter(({ evaluation }) => evaluation.result === result).map(({ ip }) => ip);
  const broken = checks.find(({ evaluation }) => evaluation.problem)?.evaluation.problem?.domain;
  return [{ kind, name: kind === "spf-broken" ? (broken ?? domain) : domain, found: result, ips }];
}

function isKeyOf<T extends object>(table: T, key: PropertyKey): key is keyof T {
  return Object.hasOwn(table, key);
}

function dkimCauses({ dkim: { state, name } }: Judged, fromDomain: string): readonly SenderCause[] {
  if (state === "unsigned") return [{ kind: "dkim-unsigned", name: `_domainkey.${fromDomain}`, found: state, ips: [] }];
  return state === "usable" || state === "lookup-failed" ? [] : [{ kind: "dkim-unusable", name, found: state, ips: [] }];
}

/** By whichever standard asks for more; nothing where one is not known. */
function alignmentCauses({ dmarc }: Judged, fromDomain: string): readonly SenderCause[] {
  const verdicts = [dmarc.rfc9989, dmarc.rfc7489].filter((each) => typeof each === "object");
  if (dmarc.rfc9989 === "lookup-failed" || dmarc.rfc7489 === "lookup-failed") return [];
  const failing = verdicts.find((each) => alignmentsIn(each).every(({ isAligned }) => !isAligned));
  if (failing) {
    const isStrict = alignmentsIn(failing).some(({ isSameOrganisation }) => isSameOrganisation);
    const name = isStrict ? `_dmarc.${failing.policyDomain}` : fromDomain;
    const found = alignmentsIn(failing)
      .map(({ domain }) => domain)
      .join(", ");
    return [{ kind: isStrict ? "strict" : "unaligned", name, found, ips: [] }];
  }
  const [first] = verdicts;
  return first ? strictCauses(first) : [];
}

function alignmentsIn({ spf, dkim }: SenderDmarc): readonly SenderAlignment[] {
  return dkim ? [spf, dkim] : [spf];
}

function strictCauses({ policyDomain, spf, dkim }: SenderDmarc): readonly SenderCause[] {
  const sides = [
    ["spf-strict", spf],
    ["dkim-strict", dkim],
  ] as const;
  return sides.flatMap(([kind, side]) =>
    side && side.isSameOrganisation && !side.isAligned
      ? [{ kind, name: `_dmarc.${policyDomain}`, found: side.domain, ips: [] }]
      : [],
  );
}

function policyCauses({ dmarc }: Judged, fromDomain: string): readonly SenderCause[] {
  const isAbsent = [dmarc.rfc9989, dmarc.rfc7489].some((each) => typeof each === "object" && each.policy === undefined);
  return isAbsent ? [{ kind: "policy-absent", name: `_dmarc.${fromDomain}`, found: "none", ips: [] }] : [];
}
