import { DAY_MS } from "./calendar.ts";
import type { Platform } from "./parameters.ts";

/** Why an address is refused for a tenant: its own list, or the one that tenants share. */
export type ListRefusal = "own-list" | "shared-list";

/** An address on the shared list. */
export interface BlocklistEntry {
  readonly address: string;
  /** Whose mail bounced. */
  readonly tenant: string;
  readonly listedMs: number;
  /** From here on the address may be mailed again. */
  readonly endsMs: number;
  /** What the provider said. */
  readonly reply: string;
}

/** When an entry ends that is made now: to the millisecond, and never where a platform gives no days. */
export function entryEndMs({ blocklistDays }: Pick<Platform, "blocklistDays">, nowMs: number): number {
  return blocklistDays === undefined ? Number.POSITIVE_INFINITY : nowMs + blocklistDays * DAY_MS;
}

/**
 * Addresses that are not to be mailed (clause 23): the list of those whose mail bounced hard, which tenants share where the
 * platform says so, and each tenant's own. Addresses are compared as they are given; whoever calls folds their case.
 */
export class Blocklist {
  readonly #platform: Pick<Platform, "blocklistDays" | "isBlocklistShared">;
  /** In the order in which entries end, since all of them last equally long. */
  readonly #bounced = new Map<string, BlocklistEntry>();
  readonly #own = new Map<string, number>();

  constructor(platform: Pick<Platform, "blocklistDays" | "isBlocklistShared">) {
    this.#platform = platform;
  }

  /** Puts an address on the shared list; one that is there already begins anew. */
  bounced(tenant: string, address: string, nowMs: number, reply = ""): void {
    const key = this.#sharedKey(tenant, address);
    this.#bounced.delete(key);
    this.#bounced.set(key, { address, tenant, listedMs: nowMs, endsMs: entryEndMs(this.#platform, nowMs), reply });
  }

  /** Puts an address on a tenant's own list, until a time or for ever. */
  ban(tenant: string, address: string, untilMs: number = Number.POSITIVE_INFINITY): void {
    this.#own.set(ownKey(tenant, address), untilMs);
  }

  /** Why a tenant's mail to an address is refused now; undefined where it is not. The own list is asked first. */
  refusal(tenant: string, address: string, nowMs: number): ListRefusal | undefined {
    if (nowMs < (this.#own.get(ownKey(tenant, address)) ?? Number.NEGATIVE_INFINITY)) return "own-list";
    return this.entry(tenant, address, nowMs) ? "shared-list" : undefined;
  }

  /** The entry of the shared list that refuses an address now, for any tenant to look up. */
  entry(tenant: string, address: string, nowMs: number): BlocklistEntry | undefined {
    const entry = this.#bounced.get(this.#sharedKey(tenant, address));
    return entry && nowMs < entry.endsMs ? entry : undefined;
  }

  /** Takes an address off the shared list: whether it was on it. */
  remove(tenant: string, address: string): boolean {
    return this.#bounced.delete(this.#sharedKey(tenant, address));
  }

  /** Takes an address off a tenant's own list: whether it was on it. */
  allow(tenant: string, address: string): boolean {
    return this.#own.delete(ownKey(tenant, address));
  }

  /** Forgets the entries of the shared list that have ended, and says how many. */
  expire(nowMs: number): number {
    let ended = 0;
    for (const [key, { endsMs }] of this.#bounced) {
      if (endsMs > nowMs) break;
      this.#bounced.delete(key);
      ended++;
    }
    return ended;
  }

  /** Entries of the shared list, those that have ended and are not forgotten among them. */
  get size(): number {
    return this.#bounced.size;
  }

  #sharedKey(tenant: string, address: string): string {
    return this.#platform.isBlocklistShared ? address : ownKey(tenant, address);
  }
}

/** No name holds a line end, so two pairs never come to the same key. */
function ownKey(tenant: string, address: string): string {
  return `${tenant}\n${address}`;
}
