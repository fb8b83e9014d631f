import type { Dns } from "../../model/dns.ts";
import { registrableDomain } from "../../parse/text/organisation.ts";

/** True where the domain that a name belongs to surely does not exist, so that anybody may register it. */
export async function isUnregistered(dns: Dns, name: string): Promise<boolean> {
  const registrable = registrableDomain(name);
  if (registrable === undefined) return false;
  const answer = await dns.lookup(registrable, "NS");
  return answer.status === "absent" && answer.kind === "name";
}
