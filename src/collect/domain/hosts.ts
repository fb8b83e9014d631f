import type { HostName, HostsPart, SendingHost } from "../../model/domain/hosts.ts";
import { limits } from "../../model/limits.ts";
import { addressOf } from "../../parse/records/spf/networks.ts";
import { isIpv4 } from "../../parse/zone/addresses.ts";
import { plainName } from "../../parse/zone/names.ts";
import { isSameAddress, reverseName } from "../../parse/zone/reverse-name.ts";
import type { Asking, Slice } from "./asking.ts";

/** The names of the hosts that mail is sent from, and whether the names lead back to them. Not asked where no address was given. */
export const collectHosts: Slice<"hosts"> = async (asking) => {
  const { ips, helo } = asking.question;
  const hosts: SendingHost[] = [];
  for (const ip of ips.slice(0, limits.sendingHostsMax)) {
    const address = addressOf(ip);
    if (!address) continue;
    const reverse = reverseName(address);
    hosts.push({ ip, reverseName: reverse, names: await namesOf(asking, reverse, ip) });
  }
  const part: HostsPart = { hosts, helo: helo === undefined ? undefined : plainName(helo) };
  return hosts.length === 0 ? "address-not-given" : part;
};

async function namesOf(asking: Asking, reverse: string, ip: string): Promise<readonly HostName[] | undefined> {
  const texts = await asking.textsAt(reverse, "PTR");
  if (typeof texts === "string") return undefined;
  const names: HostName[] = [];
  for (const record of texts.slice(0, limits.hostNamesMax)) {
    const name = plainName(record.text);
    names.push({ name, record, isConfirmed: await leadsBack(asking, name, ip) });
  }
  return names;
}

async function leadsBack(asking: Asking, name: string, ip: string): Promise<boolean | undefined> {
  const answer = await asking.lookup(name, isIpv4(ip) ? "A" : "AAAA");
  // What is no name has no address.
  if (answer.status === "failed") return answer.because === "name-invalid" ? false : undefined;
  return answer.status === "found" && answer.records.some(({ value }) => typeof value === "string" && isSameAddress(value, ip));
}
