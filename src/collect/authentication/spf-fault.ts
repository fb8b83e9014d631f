import type { SpfFault } from "../../model/authentication.ts";

/** mailauth's words for why a record cannot be evaluated, and ours; the first that fits. */
const faults: readonly (readonly [words: RegExp, fault: SpfFault])[] = [
  [/too many dns/i, "too-many-lookups"],
  [/too many void/i, "too-many-void"],
  [/multiple spf records/i, "records-several"],
  [/no spf records found/i, "target-without-record"],
  [/invalid (?:include|redirect) target|invalid domain/i, "domain-invalid"],
  [/more than 1 redirect|duplicate/i, "modifier-twice"],
  [/unknown mechanism/i, "mechanism-unknown"],
  [/cidr|ip address|address definition|"ip[46]"/i, "address-invalid"],
  [/macro/i, "macro-invalid"],
  [/modifier/i, "modifier-invalid"],
  [/invalid characters/i, "characters-invalid"],
];

/** Why a record cannot be evaluated, in our words. */
export function spfFaultOf(comment: string): SpfFault {
  // What stands before is about the sender, whose name may say anything.
  const cause = /permanent error in processing during lookup of \S*: (.*)$/s.exec(comment)?.[1] ?? "";
  return faults.find(([words]) => words.test(cause))?.[1] ?? "syntax-wrong";
}
