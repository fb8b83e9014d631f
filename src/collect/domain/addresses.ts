import type { DnsAnswer } from "../../model/dns.ts";

/** Whether a name has addresses, by what was answered for A and AAAA; `unknown` where none was found and a lookup failed. */
export function addressStateOf(four: DnsAnswer, six: DnsAnswer): "found" | "name-absent" | "type-absent" | "unknown" {
  if (four.status === "found" || six.status === "found") return "found";
  if (four.status === "failed" || six.status === "failed") return "unknown";
  return four.kind === "name" ? "name-absent" : "type-absent";
}

/** The addresses in an answer. */
export function addressesIn(answer: DnsAnswer): readonly string[] {
  if (answer.status !== "found") return [];
  return answer.records.flatMap(({ type, value }) =>
    (type === "A" || type === "AAAA") && typeof value === "string" ? [value] : [],
  );
}
