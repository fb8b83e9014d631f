import type { DnsAnswer } from "../../model/dns.ts";
import type { Mx, MxFault, MxHost, MxPart } from "../../model/domain/mx.ts";
import { limits } from "../../model/limits.ts";
import type { ReadRecord } from "../../model/record.ts";
import type { SpfTerm } from "../../model/spf.ts";
import { readMx } from "../../parse/records/mx.ts";
import { termsOf } from "../../parse/records/spf/read-record.ts";
import { isSpfVersion } from "../../parse/records/spf/version.ts";
import { registrableDomain } from "../../parse/text/organisation.ts";
import { isAtOrBelow, plainName } from "../../parse/zone/names.ts";
import { addressesIn, addressStateOf } from "./addresses.ts";
import { targetOf } from "./alias.ts";
import type { Asking, Slice } from "./asking.ts";
import { isUnregistered } from "./unregistered.ts";

/** Which hosts take mail for the domain, and what the DNS says of each; `limits.mxHostsMax` of them. */
export const collectMx: Slice<"mx"> = async (asking) => {
  const { domain } = asking;
  const texts = await asking.textsAt(domain, "MX");
  if (typeof texts === "string") return texts;
  const records = texts.map((record) => ({ record, ...readMx(record.text, domain) }));
  const named = namedHosts(records);
  asking.prefetch(
    named.flatMap(({ name }): readonly [string, "A" | "AAAA"][] => [
      [name, "A"],
      [name, "AAAA"],
    ]),
  );
  const hosts: MxHost[] = [];
  for (const host of named) hosts.push(await resolved(asking, host));
  const fallback = texts.length === 0 ? await addressState(asking, domain) : undefined;
  return { domain, records, hosts, fallback, isSender: await isSender(asking) } satisfies MxPart;
};

type NamedHost = Pick<MxHost, "name" | "preference" | "record" | "at">;

function namedHosts(records: readonly ReadRecord<Mx, MxFault>[]): readonly NamedHost[] {
  const hosts = records.flatMap(({ record, value, faults }): readonly NamedHost[] => {
    if (!value || value.host === "" || faults.some(({ kind }) => kind === "target-address")) return [];
    return [{ name: value.host, preference: value.preference, record, at: value.hostAt }];
  });
  const byName = new Map<string, NamedHost>();
  for (const host of [...hosts].sort((a, b) => a.preference - b.preference))
    if (!byName.has(host.name)) byName.set(host.name, host);
  return [...byName.values()].slice(0, limits.mxHostsMax);
}

async function resolved(asking: Asking, host: NamedHost): Promise<MxHost> {
  const four = await asking.lookup(host.name, "A");
  const six = await asking.lookup(host.name, "AAAA");
  const addresses = [...addressesIn(four), ...addressesIn(six)];
  const state = addressStateOf(four, six);
  const aliasTarget = targetOf(four) || targetOf(six) || (await aliasInZone(asking, host.name, four));
  const unregistered = state === "name-absent" ? await unregisteredOf(asking, aliasTarget || host.name) : "";
  const meant = await meantInstead(asking, host.name, state);
  const hasIpv6 = six.status === "failed" ? undefined : addressesIn(six).length > 0;
  return { ...host, aliasTarget, addresses, state, hasIpv6, unregistered, meant };
}

/** The alias that a name of a zone file is, where the file does not say what is at its end. */
async function aliasInZone(asking: Asking, name: string, addresses: DnsAnswer): Promise<string> {
  if (addresses.status !== "failed" || addresses.because !== "not-recorded") return "";
  const answer = await asking.lookup(name, "CNAME");
  const [record] = answer.status === "found" ? answer.records : [];
  return typeof record?.value === "string" ? plainName(record.value) : "";
}

async function addressState(asking: Asking, name: string): Promise<"found" | "absent" | "unknown"> {
  const state = addressStateOf(await asking.lookup(name, "A"), await asking.lookup(name, "AAAA"));
  return state === "found" || state === "unknown" ? state : "absent";
}

/** The domain that somebody would have to register to have an absent name, where it is absent too. */
async function unregisteredOf(asking: Asking, name: string): Promise<string> {
  const registrable = registrableDomain(name);
  if (registrable === undefined || registrable === registrableDomain(asking.domain)) return "";
  return (await isUnregistered(asking, registrable)) ? registrable : "";
}

/** A zone file puts its domain behind a name without a last dot: twice behind its own hosts, once behind those of others. */
async function meantInstead(asking: Asking, name: string, state: MxHost["state"]): Promise<string> {
  const { domain } = asking;
  if (!name.endsWith(`.${domain}`)) return "";
  const bare = name.slice(0, -domain.length - 1);
  if (isAtOrBelow(bare, domain)) return bare;
  if (!bare.includes(".") || state === "found" || state === "unknown") return "";
  return (await addressState(asking, bare)) === "found" ? bare : "";
}

/** An owner who names selectors or addresses sends; so does a domain whose SPF record lets anybody. */
async function isSender(asking: Asking): Promise<boolean | undefined> {
  const { selectors, ips } = asking.question;
  if (selectors.length > 0 || ips.length > 0) return true;
  const texts = await asking.textsAt(asking.domain, "TXT");
  if (typeof texts === "string") return undefined;
  return texts.some(({ text }) => isSpfVersion(text) && !termsOf(text)?.every(isRefusal));
}

function isRefusal(term: SpfTerm): boolean {
  return term.kind === "all" && term.qualifier === "-";
}
