import type { Check, Hit } from "../../model/check.ts";
import type { Gap } from "../../model/document.ts";
import type { Connection } from "../../model/domain/connections.ts";
import { noParams } from "../params.ts";

/** Finds connections whose envelope's sender is of another domain, which does not authorize the host. */
export const connectionSpf: Check<"connections", Readonly<Record<string, never>>> = {
  name: "connection-spf",
  part: "connections",
  facts: ["ip", "mailFrom", "domain", "result", "term"],
  parseParams: noParams,
  run: ({ domain, connections }) => {
    // Other rules hold each address against the domain's own record.
    const others = connections.filter(({ spf }) => spf.trace.domain !== domain);
    if (others.length === 0) return "no-envelope";
    const seen = others.map(refused);
    const hits = seen.filter((each) => typeof each === "object");
    const gap = seen.find((each) => typeof each === "string");
    return hits.length > 0 || gap === undefined ? hits : gap;
  },
};

function refused({ ip, mailFrom, spf: { result, trace } }: Connection): Hit | Gap | undefined {
  if (result === "temperror") return "lookup-failed";
  if (result === "pass") return undefined;
  const term = trace.steps.findLast(({ outcome }) => outcome === "matched")?.written ?? "";
  return { facts: { ip, mailFrom, domain: trace.domain, result, term } };
}
