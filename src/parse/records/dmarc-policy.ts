import type { DmarcPolicy } from "../../model/authentication.ts";
import type { DmarcPolicies, DmarcRecordFault, DmarcUri } from "../../model/domain/dmarc.ts";
import type { RecordFault } from "../../model/record.ts";
import { didYouMean } from "../../model/suggest.ts";
import type { Tag } from "./tag-list.ts";

type Fault = RecordFault<DmarcRecordFault>;

const names: readonly DmarcPolicy[] = ["none", "quarantine", "reject"];

/** What is wrong with the policies of a record; `end` is where a tag that is missing would stand. */
export function policyFaults(tags: readonly Tag[], firsts: ReadonlyMap<string, Tag>, end: number): readonly Fault[] {
  const unknown = ["p", "sp", "np"].flatMap((name): readonly Fault[] => {
    const tag = firsts.get(name);
    if (!tag || policyNamed(tag.value) !== undefined) return [];
    const { valueAt: at, value } = tag;
    return [{ kind: "policy-unknown", at, written: `${name}=${value}`, suggestion: didYouMean(value, names) ?? "" }];
  });
  const p = firsts.get("p");
  if (!p) return [{ kind: "policy-missing", at: { start: end, end }, written: "", suggestion: "p=none" }, ...unknown];
  const isLate = tags[1] !== p;
  return isLate ? [{ kind: "policy-late", at: p.at, written: `p=${p.value}`, suggestion: "" }, ...unknown] : unknown;
}

/**
 * What either standard makes of a record's policies. RFC 9989, 4.7 and 4.10: a missing `p` is none; one that is invalid
 * is none where reports have an address, and else there is no record. RFC 7489, 6.6.3 treats a missing one so too, and
 * knows no `np`.
 */
export function policiesOf(
  tags: ReadonlyMap<string, Tag>,
  rua: readonly DmarcUri[],
): { readonly byRfc9989: DmarcPolicies | undefined; readonly byRfc7489: DmarcPolicies | undefined } {
  const written = ["p", "sp", "np"].map((name) => tags.get(name));
  const [p, sp, np] = written.map((tag) => policyNamed(tag?.value));
  const isWrong = written.map((tag) => tag !== undefined && policyNamed(tag.value) === undefined);
  const reports = rua.some((uri) => uri.domain !== undefined) ? allNone : undefined;
  const domain = p ?? "none";
  const subdomains = sp ?? domain;
  const byRfc9989 = isWrong.includes(true) ? reports : { domain, subdomains, absentSubdomains: np ?? subdomains };
  const isUsable = p !== undefined && isWrong[1] === false;
  return { byRfc9989, byRfc7489: isUsable ? { domain, subdomains, absentSubdomains: subdomains } : reports };
}

const allNone: DmarcPolicies = { domain: "none", subdomains: "none", absentSubdomains: "none" };

function policyNamed(value: string | undefined): DmarcPolicy | undefined {
  return names.find((name) => name === value?.toLowerCase());
}
