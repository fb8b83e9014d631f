import { hash32, type Key } from "../../../src/world/chance/hash.ts";
import { type Fate, fateAt, OUTCOMES_FROM } from "../../../src/world/outcome.ts";

/** Recipients one by one, each with what is known of it. */
export interface ReferencePeople {
  readonly states: Uint8Array;
  readonly groups: Uint8Array;
  readonly expiries: Uint8Array;
}

export interface ReferenceOffer {
  readonly from: number;
  readonly to: number;
  readonly key: Key;
  /** The bit of the domain: 8, 16 or 32. */
  readonly domain: number;
  /** The groups before and after, in the two highest bits. */
  readonly group: number;
  readonly after: number;
  readonly expiry: number;
  readonly probabilities: Float64Array;
  /** Who is reached when; one after the other where it is not given. */
  readonly order?: readonly number[];
}

/** Outcomes as the kernel puts them: those that change a state before the others. */
const outcomes: readonly Fate[] = [
  ...(["deferred", "inbox-complained", "inbox-unsubscribed"] as const),
  ...(["bounced-soft", "bounced-spam", "missing", "spam", "spam-opened", "inbox", "inbox-opened", "inbox-clicked"] as const),
];

/** The order in which a cohort of some size is reached under a key: each of them once. */
export function shuffledOrder(size: number, { first, second }: Key): readonly number[] {
  const width = Math.max(1, Math.ceil(Math.log2(size)));
  const half = (width + 1) >> 1;
  const rounds = [
    [first, 0x7feb352d],
    [second, 0x846ca68b],
    [first ^ (second >>> 9), 0x9e3779b1],
    [second ^ (first >>> 7), 0x7feb352d],
  ] as const;
  const low = (number: number): number => (number >>> 0) % 2 ** width;
  return Array.from({ length: size }, (_, turn) => {
    let x = turn;
    do
      for (const [key, factor] of rounds) {
        x = low(Math.imul(x + key, factor));
        x ^= x >>> half;
      }
    while (x >= size);
    return x;
  });
}

/** The kernel's work in plain words: what becomes of each recipient's mail, one after the other. Returns counts of fates. */
export function offerOneByOne({ states, groups, expiries }: ReferencePeople, offer: ReferenceOffer): Float64Array {
  const fates = new Float64Array(15);
  const count = (fate: Fate): void => {
    fates[fateAt(fate)] = (fates[fateAt(fate)] ?? 0) + 1;
  };
  for (let turn = offer.from; turn < offer.to; turn++) {
    const at = offer.order?.[turn] ?? turn;
    if (((groups[at] ?? 0) & 0xc0) !== offer.group) continue;
    groups[at] = (groups[at] ?? 0) & 0x3f;
    const state = states[at] ?? 0;
    if (state & offer.domain) count("dropped-unsubscribed");
    else if (state & 4) count("dropped-own-list");
    else if (state & 2) count("dropped-shared-list");
    else if (state & 1) {
      count("bounced-hard");
      states[at] = (states[at] ?? 0) | 2;
      expiries[at] = offer.expiry;
    } else {
      const fate = drawn((hash32(at, offer.key) ^ 0x80000000) >>> 0, offer.probabilities);
      count(fate);
      if (fate === "deferred") groups[at] = (groups[at] ?? 0) | offer.after;
      if (fate === "inbox-complained") states[at] = (states[at] ?? 0) | 4;
      if (fate === "inbox-unsubscribed") states[at] = (states[at] ?? 0) | offer.domain;
    }
  }
  return fates;
}

/**
 * The outcome of a draw. Each outcome has whole blocks of 65,536 draws, one after the other, and before all of them what is
 * left of each.
 */
function drawn(draw: number, probabilities: Float64Array): Fate {
  const shares: { fate: Fate; draws: number }[] = [];
  let sum = 0;
  let before = 0;
  for (const fate of outcomes) {
    const probability = probabilities[fateAt(fate) - OUTCOMES_FROM] ?? 0;
    if (probability === 0) continue;
    sum += probability;
    const until = Math.min(2 ** 32, Math.round(sum * 2 ** 32));
    shares.push({ fate, draws: until - before });
    before = until;
  }
  const last = shares.at(-1);
  if (last) last.draws += 2 ** 32 - before;
  let end = 0;
  for (const { fate, draws } of shares) if (draw < (end += draws % 65_536)) return fate;
  for (const { fate, draws } of shares) if (draw < (end += draws - (draws % 65_536))) return fate;
  throw new Error("a draw without an outcome");
}
