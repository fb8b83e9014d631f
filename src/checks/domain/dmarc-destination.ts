import * as v from "valibot";
import type { Check, Hit, Sight } from "../../model/check.ts";
import type { DmarcPart, ReportDestination } from "../../model/domain/dmarc.ts";
import { asWritten, noParams, params } from "../params.ts";

/** Finds report mailboxes of others who did not agree to have reports (RFC 9990, 4). */
export const dmarcDestinationLeave: Check<"dmarc", Readonly<Record<string, never>>> = {
  name: "dmarc-destination-leave",
  part: "dmarc",
  facts: ["address", "domain", "leaveName"],
  parseParams: noParams,
  run: (part) =>
    sightOf(
      part,
      // One that takes no mail at all is another rule's.
      ({ leave, mail }) => leave === "absent" && mail !== "absent" && mail !== "refused",
      ({ leave }) => leave === "lookup-failed",
    ),
};

/** Finds report mailboxes at domains that take no mail. */
export const dmarcDestinationMail: Check<"dmarc", Readonly<Record<string, never>>> = {
  name: "dmarc-destination-mail",
  part: "dmarc",
  facts: ["address", "domain", "leaveName", "mail"],
  parseParams: noParams,
  run: (part) =>
    sightOf(
      part,
      // Whether the domain itself takes mail is judged by its MX records.
      ({ mail, domain }) => domain !== part.domain && (mail === "absent" || mail === "refused"),
      ({ mail }) => mail === "lookup-failed",
    ),
};

type Test = (destination: ReportDestination) => boolean;

function sightOf({ destinations }: DmarcPart, isHit: Test, isUnknown: Test): Sight {
  const hits = destinations.filter(isHit).map(({ uri, domain, leaveName, mail, source }): Hit => {
    return { facts: { address: uri.written, domain, leaveName, mail }, at: { source, ...uri.at } };
  });
  return hits.length === 0 && destinations.some(isUnknown) ? "lookup-failed" : hits;
}

/** What comes of the alias: whoever registers its target sets the policy, no policy holds, or that of the organisation does. */
export interface DmarcAliasParams {
  readonly outcome: "takeover" | "no-policy" | "inherited-policy";
}

/** Finds a `_dmarc` name that is an alias to nothing. */
export const dmarcAlias: Check<"dmarc", DmarcAliasParams> = {
  name: "dmarc-alias",
  part: "dmarc",
  facts: ["name", "target", "policyDomain"],
  parseParams: params(v.strictObject({ outcome: v.picklist(["takeover", "no-policy", "inherited-policy"]) }), asWritten),
  run: (part, { outcome }) => {
    const { alias, byTree } = part;
    if (!alias || outcomeOf(part) !== outcome) return [];
    return [{ facts: { name: alias.name, target: alias.target, policyDomain: byTree?.policyDomain ?? "" } }];
  },
};

function outcomeOf({ alias, byTree, bySuffix }: DmarcPart): DmarcAliasParams["outcome"] {
  if (alias?.isUnregistered) return "takeover";
  return byTree?.policyDomain !== undefined && bySuffix?.policyDomain !== undefined ? "inherited-policy" : "no-policy";
}
