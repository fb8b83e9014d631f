import { parse } from "tldts";
import type { Asking } from "./asking.ts";

/**
 * The domain that somebody registered, or would have to, to own a name: below a suffix of the public suffix list, those
 * of services that give names to customers among them. Undefined where no suffix of the list fits.
 */
export function registrableDomain(name: string): string | undefined {
  const { domain, isIcann, isPrivate } = parse(name, { allowPrivateDomains: true });
  return (isIcann || isPrivate) && domain !== null ? domain : undefined;
}

/** True where the domain that a name belongs to surely does not exist, so that anybody may register it. */
export async function isUnregistered(asking: Asking, name: string): Promise<boolean> {
  const registrable = registrableDomain(name);
  if (registrable === undefined) return false;
  const answer = await asking.lookup(registrable, "NS");
  return answer.status === "absent" && answer.kind === "name";
}
