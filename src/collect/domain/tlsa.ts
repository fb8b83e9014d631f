import type { TlsaHost } from "../../model/domain/tlsa.ts";
import { readTlsa } from "../../parse/records/tlsa.ts";
import type { Slice } from "./asking.ts";
import { mailServers } from "./mail-servers.ts";
import { zoneSecurity } from "./zone-security.ts";

/** What the domain's mail servers say of their certificates at port 25 (RFC 7672, 3.1). */
export const collectTlsa: Slice<"tlsa"> = async (asking) => {
  const servers = await mailServers(asking);
  if (typeof servers === "string") return servers;
  const hosts: TlsaHost[] = [];
  for (const host of servers) {
    const name = `_25._tcp.${host}`;
    const texts = await asking.textsAt(name, "TLSA");
    if (typeof texts === "string") return texts;
    const records = texts.map((record) => ({ record, ...readTlsa(record.text) }));
    hosts.push({ host, name, records, security: records.length === 0 ? "unknown" : await zoneSecurity(asking, host) });
  }
  return { hosts };
};
