import type { DnsAnswer } from "../../model/dns.ts";
import { plainName } from "../../parse/zone/names.ts";
import type { Asking } from "./asking.ts";

/** The name that an alias led to in the end; empty where there was none. */
export function targetOf(answer: DnsAnswer): string {
  return answer.status === "failed" ? "" : plainName(answer.aliases?.at(-1) ?? "");
}

/** The target of an alias at the name itself: one that a wildcard beside it gives to every name is none (RFC 4592). */
export async function ownTarget(asking: Asking, name: string, answer: DnsAnswer): Promise<string> {
  const target = targetOf(answer);
  if (target === "") return "";
  const wildcard = await asking.lookup(`*${name.slice(name.indexOf("."))}`, "TXT");
  return targetOf(wildcard) === target ? "" : target;
}
