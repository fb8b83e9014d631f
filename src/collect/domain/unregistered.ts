import { registrableDomain } from "../../parse/text/organisation.ts";
import type { Asking } from "./asking.ts";

/** True where the domain that a name belongs to surely does not exist, so that anybody may register it. */
export async function isUnregistered(asking: Asking, name: string): Promise<boolean> {
  const registrable = registrableDomain(name);
  if (registrable === undefined) return false;
  const answer = await asking.lookup(registrable, "NS");
  return answer.status === "absent" && answer.kind === "name";
}
