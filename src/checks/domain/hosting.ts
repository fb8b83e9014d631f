import * as v from "valibot";
import type { Check } from "../../model/check.ts";
import { isAtOrBelow } from "../../parse/zone/names.ts";
import { asWritten, count, params } from "../params.ts";

/** From how many failed questions on the hosting is to blame. */
export interface HostingParams {
  readonly failedMin: number;
}

/** Finds a domain of which every question was refused or failed at its servers, so that nothing can be said of its records. */
export const hostingFailing: Check<"lookups", HostingParams> = {
  name: "hosting-failing",
  part: "lookups",
  facts: ["domain", "failed", "because"],
  parseParams: params(v.strictObject({ failedMin: count }), asWritten),
  run: ({ domain, ownAsked, othersAnswered, failed }, { failedMin }) => {
    // A resolver that answers nothing at all says nothing of the domain.
    if (othersAnswered === 0) return failed.length > 0 ? "lookup-failed" : [];
    const own = failed.filter(({ name, because }) => isAtOrBelow(name, domain) && isAtServers(because));
    const [first] = own;
    if (!first || own.length < failedMin || own.length < ownAsked) return [];
    return [{ facts: { domain, failed: own.length, because: first.because } }];
  },
};

function isAtServers(because: string): boolean {
  return because === "server-failed" || because === "refused";
}
