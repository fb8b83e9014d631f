import type { TlsaHost } from "../../model/domain/tlsa.ts";
import { readCertificates } from "../../parse/records/certificate.ts";
import { readTlsa } from "../../parse/records/tlsa.ts";
import { plainName } from "../../parse/zone/names.ts";
import type { Slice } from "./asking.ts";
import { mailServers } from "./mail-servers.ts";
import { isMatched } from "./tlsa-match.ts";
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
    const given = asking.question.certificates.find((each) => plainName(each.host) === host);
    const matched = await isMatched(records, given ? readCertificates(given.pem) : []);
    const security = records.length === 0 ? "unknown" : await zoneSecurity(asking, host);
    hosts.push({ host, name, records, isMatched: matched, security });
  }
  return { hosts };
};
