import type { DnsRecord } from "../../model/dns.ts";
import type { Gap } from "../../model/document.ts";
import type { AliasEnd } from "../../model/domain/aliases.ts";
import { limits } from "../../model/limits.ts";
import { registrableDomain } from "../../parse/text/organisation.ts";
import type { Asking } from "./asking.ts";
import { isUnregistered } from "./unregistered.ts";

/** Where the alias at a name leads; undefined where there is none, a gap where nobody knows whether there is. */
export async function aliasEnd(asking: Asking, name: string): Promise<AliasEnd | Gap | undefined> {
  const answer = await asking.lookup(name, "CNAME");
  if (answer.status === "failed") return "lookup-failed";
  const first = answer.status === "found" ? answer.records.find(({ type }) => type === "CNAME") : undefined;
  if (first === undefined) return undefined;
  return { name, record: asking.textOf(name, first), ...(await endOf(asking, targetOf(first))) };
}

type End = Pick<AliasEnd, "end" | "state" | "registrable">;

async function endOf(asking: Asking, start: string): Promise<End> {
  let end = start;
  for (let step = 0; step < limits.dnsAliasesMax; step++) {
    const answer = await asking.lookup(end, "CNAME");
    if (answer.status === "failed") return { end, state: "unknown", registrable: "" };
    if (answer.status === "absent")
      return answer.kind === "name" ? absentEnd(asking, end) : { end, state: "exists", registrable: "" };
    const [next] = answer.records;
    if (next === undefined) break;
    end = targetOf(next);
  }
  return { end, state: "unknown", registrable: "" };
}

/** Whether anyone could have an absent name: its registrable domain is absent too, or it is one (RFC 8020: nothing is below an absent name). */
async function absentEnd(asking: Asking, end: string): Promise<End> {
  const registrable = registrableDomain(end);
  if (registrable === undefined) return { end, state: "absent", registrable: "" };
  const isFree = registrable === end || (await isUnregistered(asking, end));
  return { end, state: isFree ? "claimable" : "absent", registrable };
}

function targetOf({ value }: DnsRecord): string {
  return typeof value === "string" ? value : "";
}
