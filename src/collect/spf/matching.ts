import { limits } from "../../model/limits.ts";
import type { DomainSpec, MacroPart, SpfMechanism } from "../../model/spf.ts";
import { cutTarget, expand, isTargetName, type MacroValues } from "../../parse/records/spf/expand.ts";
import { plainTarget } from "../../parse/records/spf/macros.ts";
import { type Address, addressBits, addressOf, isInNetwork, networkOf } from "../../parse/records/spf/networks.ts";
import { isAtOrBelow, plainName } from "../../parse/zone/names.ts";
import { reverseName } from "../../parse/zone/reverse-name.ts";
import type { Asker, Questions } from "./questions.ts";

/** The host that is judged, and how the DNS is asked about it. */
export interface Host extends Pick<MacroValues, "address" | "sender" | "helo" | "nowMs"> {
  readonly questions: Questions;
}

interface Match {
  readonly isMatch: boolean;
  /** The name its macros come to; undefined where it names none. */
  readonly target: string | undefined;
}

/** A mechanism that asks the DNS. */
export type Asking = Extract<SpfMechanism, { readonly kind: "include" | "exists" | "a" | "mx" | "ptr" }>;

type Matching = Exclude<Asking, { readonly kind: "include" }>;

/** Whether a mechanism that leads to no other record matches (RFC 7208, 5). */
export async function matches(term: Matching, domain: string, host: Host, asker: Asker): Promise<Match> {
  if (!host.questions.counts(asker)) return { isMatch: false, target: undefined };
  const target = term.target === undefined ? domain : await nameFor(term.target, domain, host, asker);
  // The standard leaves open what a name that cannot exist comes to; it matches nothing (RFC 7208, 4.8).
  if (target === undefined || !isTargetName(target)) return { isMatch: false, target };
  return { isMatch: await matchesAt(term, target, host, asker), target };
}

function matchesAt(term: Matching, target: string, host: Host, asker: Asker): Promise<boolean> {
  switch (term.kind) {
    case "a":
      return matchesHost(term, target, host, asker);
    case "mx":
      return matchesMx(term, target, host, asker);
    case "exists":
      return exists(target, host, asker);
    case "ptr":
      return matchesPtr(target, host, asker);
  }
}

type Hosts = Extract<SpfMechanism, { readonly kind: "a" | "mx" }>;

async function matchesHost(term: Hosts, target: string, host: Host, asker: Asker): Promise<boolean> {
  const addresses = await host.questions.values(asker, target, addressType(host));
  return addresses?.some((address) => isNear(address, term, host.address)) ?? false;
}

async function matchesMx(term: Hosts, target: string, host: Host, asker: Asker): Promise<boolean> {
  const { questions } = host;
  const exchanges = await questions.values(asker, target, "MX");
  for (const [at, name] of mxHosts(exchanges ?? []).entries()) {
    if (at === limits.spfMxHostsMax) questions.end("mx-hosts-exceeded", asker, target);
    if (questions.problem !== undefined) return false;
    const addresses = await questions.hostAddresses(asker, name, addressType(host));
    if (addresses?.some((address) => isNear(address, term, host.address))) return true;
  }
  return false;
}

/** The hosts that MX records name, those preferred first; none for a null MX (RFC 7505). */
export function mxHosts(values: readonly string[]): readonly string[] {
  return values
    .map((value) => ({ preference: Number.parseInt(value, 10), name: value.slice(value.indexOf(" ") + 1).replace(/\.$/, "") }))
    .toSorted((a, b) => a.preference - b.preference)
    .flatMap(({ name }) => (name === "" ? [] : [name]));
}

/** Any address of IPv4 will do, whatever the host's own is (RFC 7208, 5.7). */
async function exists(target: string, { questions }: Host, asker: Asker): Promise<boolean> {
  const addresses = await questions.values(asker, target, "A");
  return addresses !== undefined && addresses.length > 0;
}

async function matchesPtr(target: string, host: Host, asker: Asker): Promise<boolean> {
  const names = await provenNames(host, asker);
  return names.some((name) => isAtOrBelow(plainName(name), plainName(target)));
}

/** The names of the host's address that have it as theirs (RFC 7208, 5.5). A failed lookup proves nothing, and ends nothing. */
async function provenNames(host: Host, asker: Asker): Promise<readonly string[]> {
  const { questions, address } = host;
  const names = await questions.pointers(asker, reverseName(address));
  const proven: string[] = [];
  for (const name of names.slice(0, limits.hostNamesMax)) {
    const plain = name.replace(/\.$/, "");
    const addresses = await questions.tried(asker, plain, addressType(host));
    if (addresses.some((each) => isNear(each, WHOLE, address))) proven.push(plain);
  }
  return proven;
}

const WHOLE = { prefixBits4: addressBits[4], prefixBits6: addressBits[6] };

function addressType({ address }: Host): "A" | "AAAA" {
  return address.family === 4 ? "A" : "AAAA";
}

type Prefixes = Pick<Hosts, "prefixBits4" | "prefixBits6">;

function isNear(written: string, { prefixBits4, prefixBits6 }: Prefixes, address: Address): boolean {
  const found = addressOf(written);
  return (
    found?.family === address.family && isInNetwork(address, networkOf(found, address.family === 4 ? prefixBits4 : prefixBits6))
  );
}

/**
 * The name that a domain-spec comes to for this host. Undefined where a local part that is no ASCII would be in it
 * (RFC 8616, 4), or where the check has ended.
 */
export async function nameFor(spec: DomainSpec, domain: string, host: Host, asker: Asker): Promise<string | undefined> {
  const { parts } = spec;
  const plain = plainTarget(spec);
  if (plain !== undefined) return cutTarget(plain);
  if (namesLetter(parts, "s", "l") && /[^\0-\x7f]/.test(host.sender.slice(0, host.sender.lastIndexOf("@")))) return undefined;
  if (namesLetter(parts, "p") && asker.term !== "" && !host.questions.counts(asker)) return undefined;
  const values = await valuesFor(parts, domain, host, asker);
  return host.questions.problem === undefined ? cutTarget(expand(parts, values)) : undefined;
}

/** What the macros of a string stand for; names of the host are asked for only where one wants them. */
export async function valuesFor(parts: readonly MacroPart[], domain: string, host: Host, asker: Asker): Promise<MacroValues> {
  const names = namesLetter(parts, "p") ? await provenNames(host, asker) : [];
  const own = names.find((name) => plainName(name) === plainName(domain));
  return {
    ...host,
    domain,
    hostName: own ?? names.find((name) => isAtOrBelow(plainName(name), plainName(domain))) ?? names[0] ?? "unknown",
  };
}

function namesLetter(parts: readonly MacroPart[], ...letters: readonly string[]): boolean {
  return parts.some((part) => part.kind === "macro" && letters.includes(part.letter));
}
