import type { DnsAnswer } from "../../model/dns.ts";
import type { AskedList, BlockList, Listing, ListingReason, ListingsPart } from "../../model/domain/block-list.ts";
import { limits } from "../../model/limits.ts";
import { addressOf } from "../../parse/records/spf/networks.ts";
import { registrableDomain } from "../../parse/text/organisation.ts";
import { reversedLabels } from "../../parse/zone/reverse-name.ts";
import type { Asking, Slice } from "./asking.ts";

/**
 * What lists say of the sending addresses and the domain. Only lists that were asked for, each after its test entries;
 * addresses are told to lists of addresses only, and the domain to lists of domains.
 */
export const collectListings: Slice<"listings"> = async (asking) => {
  const lists: AskedList[] = [];
  const listings: Listing[] = [];
  const unsure: Unsure[] = [];
  for (const list of asking.question.lists.slice(0, limits.blockListsMax)) {
    const entries = entriesFor(asking, list);
    if (entries.length === 0) continue;
    const state = await stateOf(asking, list);
    lists.push({ zone: list.zone, lists: list.lists, state });
    if (state !== "working") continue;
    for (const entry of entries) {
      const said = await ask(asking, list, entry);
      if (said === "unsure") unsure.push({ list: list.zone, lists: list.lists, entry });
      else listings.push(...said.map((each) => ({ list: list.zone, lists: list.lists, entry, ...each })));
    }
  }
  const part: ListingsPart = { lists, listings, unsure };
  return lists.length === 0 ? "address-not-given" : part;
};

type Unsure = ListingsPart["unsure"][number];
type Said = readonly { readonly reason: ListingReason; readonly code: string }[] | "unsure";

function entriesFor({ domain, question: { ips } }: Asking, { lists, hasIpv6 }: BlockList): readonly string[] {
  if (lists === "domains") return [...new Set([domain, registrableDomain(domain) ?? domain])];
  const families = hasIpv6 ? [4, 6] : [4];
  return ips.filter((ip) => families.includes(addressOf(ip)?.family ?? 0)).slice(0, limits.sendingHostsMax);
}

/** A list is believed when it has the entry that every list has, and not the one that none has (RFC 5782, 5). */
async function stateOf(asking: Asking, list: BlockList): Promise<AskedList["state"]> {
  const answer = await lookup(asking, list, list.test.listed);
  if (answer.status === "absent") return "dead";
  if (answer.status === "failed") return answer.because === "refused" ? "refused" : "unknown";
  if (codesIn(answer).some((code) => isRefusal(list, code))) return "refused";
  const none = await lookup(asking, list, list.test.absent);
  return none.status === "found" ? "wild" : none.status === "absent" ? "working" : "unknown";
}

async function ask(asking: Asking, list: BlockList, entry: string): Promise<Said> {
  const answer = await lookup(asking, list, entry);
  if (answer.status === "failed") return "unsure";
  const codes = codesIn(answer);
  const said = codes.flatMap((code) => (isRefusal(list, code) ? [] : reasonsOf(list, code).map((reason) => ({ reason, code }))));
  return said.length === 0 && codes.length > 0 ? "unsure" : said;
}

function lookup(asking: Asking, { lists, zone }: BlockList, entry: string): Promise<DnsAnswer> {
  const address = lists === "addresses" ? addressOf(entry) : undefined;
  const labels = address ? reversedLabels(address) : entry;
  return asking.lookup(`${labels}.${zone}`, "A");
}

function codesIn(answer: DnsAnswer): readonly string[] {
  const records = answer.status === "found" ? answer.records : [];
  return records.flatMap(({ type, value }) => (type === "A" && typeof value === "string" ? value : []));
}

function isRefusal({ refusals }: BlockList, code: string): boolean {
  return code.startsWith("127.255.255.") || refusals.includes(code);
}

/** None for an answer that the list does not document: a parked list's web server, say. */
function reasonsOf({ codes, bits }: BlockList, code: string): readonly ListingReason[] {
  if (!code.startsWith("127.")) return [];
  const whole = codes[code];
  const sum = Number(code.slice(code.lastIndexOf(".") + 1));
  const parts = Object.entries(bits).flatMap(([bit, reason]) => ((sum & Number(bit)) === 0 ? [] : reason));
  return [...(whole ? [whole] : []), ...new Set(parts)];
}
