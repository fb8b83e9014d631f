import { limits } from "../../model/limits.ts";
import { optimiseSpf } from "../../parse/records/spf/optimise.ts";
import { type Mending, type Proposal, replaced } from "./mending.ts";
import { ownSpf } from "./spf-menders.ts";

/** The smallest record that is proved to decide the same, for one that asks too much or is too long. */
export function byOptimising(mending: Mending): readonly Proposal[] {
  const record = ownSpf(mending);
  const { tree } = mending.document.parts.spf ?? {};
  if (!record || !tree || typeof tree === "string" || !mending.finding.ruleId.startsWith("dns/spf-")) return [];
  if (tree.nodes[0]?.read?.record.text !== record.text) return [];
  // With room left as well: providers' own records grow.
  return [limits.spfLookupsMax, ROOMY_LOOKUPS].flatMap((lookupsMax) => {
    const optimised = optimiseSpf(tree, lookupsMax);
    return optimised.status === "smaller" ? [replaced(record, optimised.record)] : [];
  });
}

/** Lookups after which three are left. */
const ROOMY_LOOKUPS = 7;
