import type { Delegation, ZoneSecurity } from "../../model/domain/dnssec.ts";
import type { RecordText } from "../../model/record.ts";
import { registrableDomain } from "../../parse/text/organisation.ts";
import { isAtOrBelow } from "../../parse/zone/names.ts";
import type { Slice } from "./asking.ts";
import { mailServers } from "./mail-servers.ts";
import { zoneSecurity } from "./zone-security.ts";

/** Whether the domain's records, and those of mail servers elsewhere, can be proved by DNSSEC. */
export const collectDnssec: Slice<"dnssec"> = async (asking) => {
  const name = asking.domain;
  const security = await zoneSecurity(asking, name);
  // What is not delegated has no keys of its own.
  const isDelegated = (await asking.lookup(name, "NS")).status !== "absent";
  const texts = isDelegated ? await asking.textsAt(name, "DS") : [];
  if (typeof texts === "string") return texts;
  const hosts = await mailServers(asking);
  const own = registrableDomain(name) ?? name;
  const servers: { host: string; security: ZoneSecurity }[] = [];
  for (const host of typeof hosts === "string" ? [] : hosts)
    if (!isAtOrBelow(host, own)) servers.push({ host, security: await zoneSecurity(asking, host) });
  return { name, security, delegations: texts.map(delegationOf), servers };
};

/** The key's tag, its algorithm, and the digest's type stand before the digest (RFC 4034, 5.3). */
function delegationOf(record: RecordText): Delegation {
  const [, algorithm, digestType] = record.text.split(" ");
  return { record, algorithm: Number(algorithm), digestType: Number(digestType) };
}
