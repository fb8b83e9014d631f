import type { Gap } from "../../../model/document.ts";
import type { Esp } from "../../../model/domain/esp.ts";
import type { Sender } from "../../../model/domain/sender.ts";
import { limits } from "../../../model/limits.ts";
import type { Network, SpfTerm } from "../../../model/spf.ts";
import type { SpfTrace } from "../../../model/spf-evaluation.ts";
import { isInNetwork, printAddress } from "../../../parse/records/spf/networks.ts";
import { termsOf } from "../../../parse/records/spf/read-record.ts";
import { isSpfVersion } from "../../../parse/records/spf/version.ts";
import { networkIn } from "../../../parse/sender.ts";
import type { Asking } from "../asking.ts";

/** The blocks a sender sends from; for an ESP's customer a few addresses out of the ESP's own records. A gap where none is known. */
export async function blocksOf(asking: Asking, { ips, provider }: Sender): Promise<readonly Network[] | Gap> {
  const given = ips.slice(0, limits.senderBlocksMax).flatMap((ip) => networkIn(ip) ?? []);
  const known = asking.question.senderEsps.find(({ id }) => id === provider);
  if (given.length > 0) return given;
  return known ? providerSample(asking, known) : "address-not-given";
}

/** The first address of each record that an ESP's includes lead to. */
async function providerSample(asking: Asking, { records }: Esp): Promise<readonly Network[] | Gap> {
  const names = records.flatMap((each) => (each.purpose === "spf" ? each.includes : []));
  const sample: Network[] = [];
  let gap: Gap = "address-not-given";
  for (let at = 0; at < Math.min(names.length, limits.providerRecordsMax); at++) {
    const terms = await termsAt(asking, names[at] ?? "");
    if (typeof terms === "string") {
      gap = terms;
      continue;
    }
    const [first] = networksIn(terms);
    if (first && sample.length < limits.providerAddressesMax) sample.push({ ...first, last: first.first });
    for (const target of targetsIn(terms)) if (!names.includes(target)) names.push(target);
  }
  return sample.length > 0 ? sample : gap;
}

async function termsAt(asking: Asking, name: string): Promise<readonly SpfTerm[] | Gap> {
  const answer = await asking.lookup(name, "TXT");
  if (answer.status === "failed") return "lookup-failed";
  if (answer.status === "absent") return [];
  const texts = answer.records.map(({ value }) => (typeof value === "string" ? value : value.join("")));
  const record = texts.find(isSpfVersion);
  return record === undefined ? [] : (termsOf(record) ?? []);
}

function networksIn(terms: readonly SpfTerm[]): readonly Network[] {
  return terms.flatMap((term) => (term.kind === "ip4" || term.kind === "ip6" ? [term.network] : []));
}

/** Names that records lead to, where no macro is in them. */
function targetsIn(terms: readonly SpfTerm[]): readonly string[] {
  return terms.flatMap((term) => {
    if (term.kind !== "include" && term.kind !== "redirect") return [];
    const [first, second] = term.target.parts;
    return first?.kind === "text" && !second ? [first.text.toLowerCase()] : [];
  });
}

/**
 * Addresses of a block at which an evaluation may turn out otherwise: its ends, and where the blocks of the records that
 * were gone through begin and end in it.
 */
export function turningPoints(block: Network, trace: SpfTrace | undefined): readonly bigint[] {
  const points = [block.first, block.last];
  for (const { family, first, last } of trace ? networksOf(trace) : [])
    if (family === block.family) points.push(first - 1n, first, last, last + 1n);
  const { family } = block;
  return [...new Set(points)]
    .filter((value) => isInNetwork({ family, value }, block))
    .sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

function networksOf({ record, steps }: SpfTrace): readonly Network[] {
  const own = record === undefined ? [] : networksIn(termsOf(record) ?? []);
  return [...own, ...steps.flatMap(({ inner }) => (inner ? networksOf(inner) : []))];
}

/** An address of a block as it is written. */
export function addressAt({ family }: Network, value: bigint): string {
  return printAddress({ family, value });
}
