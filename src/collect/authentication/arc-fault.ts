import type { ArcFault } from "../../model/authentication.ts";

/** mailauth's words for why a chain does not hold, and ours; the first that fits. */
const faults: readonly (readonly [words: RegExp, fault: ArcFault])[] = [
  [/seal signature validation failed/, "seal-wrong"],
  [/no valid signature|did not verify|bad signature/, "message-changed"],
  [/weak key/, "key-weak"],
  [/\bkey\b/, "key-unusable"],
  [/invalid seal algorithm/, "algorithm-unknown"],
  [/invalid arc-seal header/, "seal-malformed"],
  [/ no \S+ set/, "set-incomplete"],
  [/multiple \S+ values/, "set-twice"],
  [/expected=|instance/, "instances-wrong"],
  [/chain-length=/, "sets-many"],
  [/cv=/, "chain-status-wrong"],
  [/unexpected as h|invalid ams h/, "coverage-wrong"],
  [/missing \S+|invalid \S+=|empty |syntax|duplicate/, "tags-wrong"],
];

/** Why a chain does not hold, in our words. */
export function arcFaultOf(reason: string): ArcFault {
  const words = reason.toLowerCase();
  return faults.find(([each]) => each.test(words))?.[1] ?? "other";
}
