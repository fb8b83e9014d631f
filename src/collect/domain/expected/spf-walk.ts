import { limits } from "../../../model/limits.ts";
import type { Network, SpfTerm } from "../../../model/spf.ts";
import { plainTarget } from "../../../parse/records/spf/macros.ts";
import { SPF_LOOKUPS_MAX } from "../../../parse/records/spf/optimise.ts";
import { readSpf } from "../../../parse/records/spf/read-record.ts";
import { isSpfVersion } from "../../../parse/records/spf/version.ts";
import { plainName } from "../../../parse/zone/names.ts";
import type { Asking } from "../asking.ts";

/** A record that an SPF record leads to, and what keeps receivers from it; undefined where nothing does. */
export interface ReachedRecord {
  readonly name: string;
  readonly barrier: "after-all" | "lookups-exceeded" | "qualifier" | undefined;
}

/** Where a domain's SPF record leads, however many lookups that takes. */
export interface SpfReach {
  readonly records: readonly ReachedRecord[];
  /** Addresses that may send. */
  readonly networks: readonly Network[];
  /** False where a term names hosts otherwise than by address, so that there may be more. */
  readonly isByAddressOnly: boolean;
  /** False where a record was not to be had. */
  readonly isWhole: boolean;
}

/** Follows the includes and redirects of an SPF record, `limits.spfRecordsFollowedMax` of them. */
export async function reachOf(asking: Asking, text: string): Promise<SpfReach> {
  const walk = new Walk(asking);
  await walk.through(text, undefined);
  return walk;
}

type Barrier = ReachedRecord["barrier"];

type Leading = Extract<SpfTerm, { readonly kind: "include" | "redirect" }>;

class Walk implements SpfReach {
  readonly records: ReachedRecord[] = [];
  readonly networks: Network[] = [];
  isByAddressOnly = true;
  isWhole = true;
  private lookups = 0;
  private readonly seen = new Set<string>();
  private readonly asking: Asking;

  constructor(asking: Asking) {
    this.asking = asking;
  }

  async through(text: string, outer: Barrier): Promise<void> {
    const { terms = [] } = readSpf(text).value ?? {};
    const all = terms.findIndex(({ kind }) => kind === "all");
    for (const [at, term] of terms.entries()) {
      const isPast = all >= 0 && (at > all || term.kind === "redirect");
      await this.take(term, outer ?? (isPast ? "after-all" : undefined));
    }
  }

  private async take(term: SpfTerm, outer: Barrier): Promise<void> {
    if (term.kind === "ip4" || term.kind === "ip6") {
      if (term.qualifier === "+" && outer === undefined) this.networks.push(term.network);
      return;
    }
    if (term.kind === "all" || term.kind === "exp" || term.kind === "other") return;
    this.lookups++;
    if (isLeading(term)) await this.follow(plainTarget(term.target), outer ?? this.barrierAt(term));
    else this.isByAddressOnly = false;
  }

  private barrierAt(term: Leading): Barrier {
    if (term.kind === "include" && term.qualifier !== "+") return "qualifier";
    return this.lookups > SPF_LOOKUPS_MAX ? "lookups-exceeded" : undefined;
  }

  private async follow(target: string | undefined, barrier: Barrier): Promise<void> {
    if (target === undefined) {
      this.isByAddressOnly = false;
      return;
    }
    const name = plainName(target);
    // What receivers do not come to in one place they may come to in another.
    const visit = `${barrier === undefined} ${name}`;
    if (this.seen.has(visit) || this.seen.size >= limits.spfRecordsFollowedMax) return;
    this.seen.add(visit);
    this.records.push({ name, barrier });
    const texts = await this.asking.textsAt(name, "TXT");
    if (typeof texts === "string") this.isWhole = false;
    else for (const { text } of texts.filter((each) => isSpfVersion(each.text)).slice(0, 1)) await this.through(text, barrier);
  }
}

function isLeading(term: SpfTerm): term is Leading {
  return term.kind === "include" || term.kind === "redirect";
}

/** Whether every address of some networks is in others. */
export function covers(outer: readonly Network[], inner: readonly Network[]): boolean {
  const merged = mergedNetworks(outer);
  return inner.every(({ family, first, last }) =>
    merged.some((each) => each.family === family && each.first <= first && each.last >= last),
  );
}

type Span = Pick<Network, "family" | "first" | "last">;

function mergedNetworks(networks: readonly Network[]): readonly Span[] {
  const merged: Span[] = [];
  for (const network of networks.toSorted(byFirst)) {
    const before = merged.at(-1);
    const isJoined = before?.family === network.family && network.first <= before.last + 1n;
    if (!before || !isJoined) merged.push(network);
    else if (network.last > before.last) merged[merged.length - 1] = { ...before, last: network.last };
  }
  return merged;
}

function byFirst(a: Network, b: Network): number {
  return a.family - b.family || (a.first < b.first ? -1 : a.first > b.first ? 1 : 0);
}
