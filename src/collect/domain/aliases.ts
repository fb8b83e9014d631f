import type { AliasEnd } from "../../model/domain/aliases.ts";
import { limits } from "../../model/limits.ts";
import { undoubled } from "../../parse/zone/zone-faults.ts";
import { aliasEnd } from "./alias-end.ts";
import type { Asking, Slice } from "./asking.ts";
import { recordsWithin, zonePiece } from "./zone-piece.ts";

/** Where aliases lead that mail uses: that of the MTA-STS host, and of a zone file all, selectors and `_dmarc` left out, which are looked at apart. */
export const collectAliases: Slice<"aliases"> = async (asking) => {
  const ends: AliasEnd[] = [];
  const unknown: string[] = [];
  for (const name of await namesIn(asking)) {
    const end = await aliasEnd(asking, name);
    if (typeof end === "string" || end?.state === "unknown") unknown.push(name);
    else if (end) ends.push(end);
  }
  return { ends, unknown };
};

async function namesIn(asking: Asking): Promise<readonly string[]> {
  const { domain, question } = asking;
  const { zone } = question;
  // Senders ask for the policy's host where the record says that there is a policy.
  const policy = await asking.lookup(`_mta-sts.${domain}`, "TXT");
  const policyHosts = policy.status === "absent" ? [] : [`mta-sts.${domain}`];
  const piece = zone && zonePiece(zone, domain);
  const aliases = (piece ? recordsWithin(piece, domain) : []).filter(({ type, name, value }) => {
    // A name without its last dot is a fault of the file, which another rule tells.
    const isMeant = typeof value === "string" && undoubled(value, piece?.apex ?? "") === undefined;
    return type === "CNAME" && isMeant && !isApart(name);
  });
  return [...new Set([...policyHosts, ...aliases.map(({ name }) => name)])].slice(0, limits.zoneAliasesMax);
}

/** A wildcard is no name that mail uses. */
function isApart(name: string): boolean {
  return name.startsWith("_dmarc.") || name.startsWith("*.") || name.includes("._domainkey.");
}
