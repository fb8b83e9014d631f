import type { Check } from "../model/check.ts";
import { excerpt } from "../model/excerpt.ts";
import { noParams } from "./params.ts";

/** Compares what Authentication-Results fields claim with what was found. */
export const resultsClaimed: Check<"authentication", Readonly<Record<string, never>>> = {
  name: "results-claimed",
  part: "authentication",
  facts: ["server", "method", "claimed", "found"],
  parseParams: noParams,
  run: ({ disagreements, uncompared }) => {
    if (disagreements.length === 0) return uncompared ?? [];
    return disagreements.map(({ claim: { server, method, result, at }, found }) => ({
      facts: { server: excerpt(server), method: excerpt(method), claimed: excerpt(result), found },
      at,
    }));
  },
};
