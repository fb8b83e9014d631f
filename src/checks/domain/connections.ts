import type { Check, Hit, Sight } from "../../model/check.ts";
import type { Gap } from "../../model/document.ts";
import type { SpfEvaluation } from "../../model/spf-evaluation.ts";
import { noParams } from "../params.ts";

type None = Readonly<Record<string, never>>;

const refusals: readonly SpfEvaluation["result"][] = ["neutral", "softfail", "fail"];

/** Finds connections whose envelope's sender has an SPF record that does not authorise the host. */
export const connectionSpf: Check<"connections", None> = {
  name: "connection-spf",
  part: "connections",
  facts: ["ip", "mailFrom", "domain", "result", "term"],
  parseParams: noParams,
  run: ({ connections }, _, { spf: own }) => {
    // Whether the domain's own record lets a host pass is another rule's.
    const given = connections.filter(({ named, spf }) => named === "mail-from" && spf.trace.domain !== own?.name);
    if (given.length === 0) return "no-envelope";
    return sightOf(given.map(({ ip, mailFrom, spf }) => refused(spf, { ip, mailFrom })));
  },
};

/** A hit, nothing, or why nobody knows; a missing or broken record is what other rules are about. */
function refused({ result, trace }: SpfEvaluation, facts: Hit["facts"]): Hit | Gap | undefined {
  if (result === "temperror") return "lookup-failed";
  if (!refusals.includes(result)) return result === "pass" ? undefined : "record-unusable";
  const term = trace.steps.findLast(({ outcome }) => outcome === "matched")?.written ?? "";
  return { facts: { ...facts, domain: trace.domain, result, term } };
}

function sightOf(seen: readonly (Hit | Gap | undefined)[]): Sight {
  const hits = seen.filter((each) => typeof each === "object");
  const gap = seen.find((each) => typeof each === "string");
  return hits.length > 0 || gap === undefined ? hits : gap;
}
