import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { shareOut } from "../../../src/simulate/population/draw-bounds.ts";
import * as layout from "../../../src/simulate/population/layout.ts";
import { readFates, writeFields, writeShares } from "../../../src/simulate/population/orders.ts";
import { RECIPIENTS_AT, SharedWork } from "../../../src/simulate/population/shared-work.ts";
import { hash32, type Key, keyOf } from "../../../src/world/chance/hash.ts";
import { OUTCOMES_FROM } from "../../../src/world/outcome.ts";
import { kernelSource, kernels } from "../../../tools/compile-kernel.ts";
import { chiSquareZ, hypergeometricProbabilities } from "../../support/statistics.ts";
import { offerOneByOne, type ReferenceOffer, type ReferencePeople, shuffledOrder } from "./kernel-reference.ts";

const BYTES = 256;

/** The same offer, made by the kernel to the same people, one after the other or in an order that a key shuffles. */
function offerInKernel(
  people: ReferencePeople,
  offer: ReferenceOffer,
  groupsAt: number,
  shuffled?: { readonly size: number; readonly key: Key },
): Float64Array {
  const work = new SharedWork(3 * BYTES);
  const memory = new Uint8Array(work.memory.buffer);
  memory.set(people.expiries, RECIPIENTS_AT + BYTES);
  memory.set(people.groups, groupsAt);
  memory.set(people.states, RECIPIENTS_AT);
  writeFields(work.order, [
    [layout.STATES_AT, RECIPIENTS_AT],
    [layout.EXPIRIES_AT, RECIPIENTS_AT + BYTES],
    [layout.GROUPS_AT, groupsAt],
    [layout.KEY_AT, offer.key.first],
    [layout.KEY_AT + 4, offer.key.second],
    [layout.DOMAIN_AT, offer.domain],
    [layout.GROUP_FROM_AT, offer.group],
    [layout.GROUP_TO_AT, offer.after],
    [layout.EXPIRY_AT, offer.expiry],
  ]);
  const shares = shareOut(offer.probabilities);
  writeShares(work.order, shares);
  if (shuffled)
    writeFields(work.order, [
      [layout.FIRST_AT, 0],
      [layout.SIZE_AT, shuffled.size],
      [layout.WIDTH_AT, Math.max(1, Math.ceil(Math.log2(shuffled.size)))],
      [layout.ORDER_KEY_AT, shuffled.key.first],
      [layout.ORDER_KEY_AT + 4, shuffled.key.second],
    ]);
  work.run(shuffled ? "offerShuffled" : "offer", offer.from, offer.to);
  const fates = new Float64Array(15);
  readFates(work.order, shares, fates);
  people.states.set(memory.subarray(RECIPIENTS_AT, RECIPIENTS_AT + BYTES));
  people.groups.set(memory.subarray(groupsAt, groupsAt + BYTES));
  people.expiries.set(memory.subarray(RECIPIENTS_AT + BYTES, RECIPIENTS_AT + 2 * BYTES));
  return fates;
}

/** Weights of the outcomes, some of them 0, made to add up to 1. */
const probabilities = fc
  .tuple(
    fc.nat(10),
    fc.array(fc.oneof(fc.constant(0), fc.constant(1e-9), fc.double({ min: 0, max: 1, noNaN: true })), {
      minLength: 11,
      maxLength: 11,
    }),
  )
  .map(([sure, weights]) => {
    const all = Float64Array.from(weights, (weight, at) => (at === sure && !weights.some((each) => each > 0) ? 1 : weight));
    let sum = 0;
    for (const weight of all) sum += weight;
    return all.map((weight) => weight / sum);
  });

/** Mostly people of whom nothing is known, so that most code meets both. */
const bytes = (bits: readonly number[]) =>
  fc
    .array(fc.oneof({ weight: 6, arbitrary: fc.constant(0) }, fc.constantFrom(...bits)), { minLength: BYTES, maxLength: BYTES })
    .map((all) => Uint8Array.from(all));

const word = fc.integer({ min: 0, max: 0xffffffff });
const offers = fc.record({
  from: fc.nat(BYTES - 1),
  length: fc.nat(BYTES),
  key: fc.record({ first: word, second: word }),
  domain: fc.constantFrom(8, 16, 32),
  group: fc.constantFrom(0, 0x40, 0x80, 0xc0),
  after: fc.constantFrom(0, 0x40, 0x80, 0xc0),
  expiry: fc.nat(255),
  probabilities,
});

for (const [where, groupsAt] of [
  ["in their states", RECIPIENTS_AT],
  ["in bytes of their own", RECIPIENTS_AT + 2 * BYTES],
] as const)
  test(`the kernel does to each recipient what the reference does, with groups ${where}`, () => {
    fc.assert(
      fc.property(offers, bytes([1, 2, 3, 4, 8, 16, 32, 40, 12]), bytes([0x40, 0x80, 0xc0]), (drawn, states, waiting) => {
        const offer = { ...drawn, to: Math.min(BYTES, drawn.from + drawn.length) };
        const isShared = groupsAt === RECIPIENTS_AT;
        const together = states.map((state, at) => state | (waiting[at] ?? 0));
        const start = () => ({
          states: isShared ? together.slice() : states.slice(),
          groups: waiting.slice(),
          expiries: new Uint8Array(BYTES).fill(7),
        });
        const inKernel = start();
        const shared = isShared ? { ...inKernel, groups: inKernel.states } : inKernel;
        const inReference = start();
        const reference = isShared ? { ...inReference, groups: inReference.states } : inReference;
        const fates = offerInKernel(shared, offer, groupsAt);
        expect(fates).toEqual(offerOneByOne(reference, offer));
        expect(shared.states).toEqual(reference.states);
        expect(shared.groups).toEqual(reference.groups);
        expect(shared.expiries).toEqual(reference.expiries);
      }),
      { numRuns: 300 },
    );
  });

const shuffles = fc.record({ size: fc.integer({ min: 1, max: BYTES }), key: fc.record({ first: word, second: word }) });

test("the kernel reaches people in the order of the reference, and does the same to them", () => {
  fc.assert(
    fc.property(offers, shuffles, bytes([1, 2, 3, 4, 8, 16, 32, 40, 12]), (drawn, shuffled, states) => {
      const from = drawn.from % shuffled.size;
      const to = Math.min(shuffled.size, from + drawn.length);
      const offer = { ...drawn, group: 0, from, to, order: shuffledOrder(shuffled.size, shuffled.key) };
      const start = () => ({ states: states.slice(), groups: new Uint8Array(BYTES), expiries: new Uint8Array(BYTES).fill(7) });
      const inKernel = start();
      const inReference = start();
      const fates = offerInKernel(inKernel, offer, RECIPIENTS_AT + 2 * BYTES, shuffled);
      expect(fates).toEqual(offerOneByOne(inReference, offer));
      expect(inKernel).toEqual(inReference);
    }),
    { numRuns: 300 },
  );
});

test("a shuffled order reaches everybody once, and its halves overlap with another's as those of chance do", () => {
  for (const size of [1, 2, 3, 64, 65, 1_000])
    expect(shuffledOrder(size, { first: 1, second: size }).toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: size }, (_, at) => at),
    );
  const halves = Array.from({ length: 400 }, (_, at) => new Set(shuffledOrder(100, keyOf([at])).slice(0, 50)));
  const overlaps = halves.slice(1).map((half, at) => [...half].filter((each) => halves[at]?.has(each)).length);
  expect(Math.abs(chiSquareZ(overlaps, hypergeometricProbabilities(100, 50, 50)))).toBeLessThan(4);
});

test("the kernel draws the numbers of the hash, bit for bit", () => {
  const work = new SharedWork(2 * BYTES);
  const key = { first: 0x12345678, second: 0x9abcdef0 };
  const memory = new Uint8Array(work.memory.buffer);
  // Each draw as a bound parts the recipients as these numbers say only where the kernel has all of them.
  const draws = Array.from({ length: BYTES }, (_, at) => hash32(at, key) | 0);
  for (const bound of draws.toSorted((a, b) => a - b)) {
    memory.fill(0, RECIPIENTS_AT);
    writeFields(work.order, [
      [layout.STATES_AT, RECIPIENTS_AT],
      [layout.EXPIRIES_AT, RECIPIENTS_AT + BYTES],
      [layout.KEY_AT, key.first],
      [layout.KEY_AT + 4, key.second],
      [layout.MARK_AT, layout.INVALID],
      [layout.MARK_BOUND_AT, bound >>> 0],
    ]);
    work.run("mark", 0, BYTES);
    const marked = memory.slice(RECIPIENTS_AT, RECIPIENTS_AT + BYTES);
    expect([...marked]).toEqual(draws.map((draw) => (draw <= bound ? 1 : 0)));
  }
});

test.for(Array.from({ length: 11 }, (_, outcome) => outcome))(
  "an outcome that is certain, number %i, meets everybody",
  (outcome) => {
    const people = { states: new Uint8Array(BYTES), groups: new Uint8Array(BYTES), expiries: new Uint8Array(BYTES) };
    const certain = new Float64Array(11);
    certain[outcome] = 1;
    const key = { first: 1, second: 2 };
    const offer = { from: 3, to: 250, key, domain: 8, group: 0, after: 0x40, expiry: 0, probabilities: certain };
    const fates = offerInKernel({ ...people, groups: people.states }, offer, RECIPIENTS_AT);
    expect(fates[OUTCOMES_FROM + outcome]).toBe(247);
    expect(fates.reduce((sum, count) => sum + count, 0)).toBe(247);
  },
);

test.each(kernels)("the bytes in $bytes are those that the compiler makes of $program", (kernel) => {
  const file = new URL(`../../../${kernel.bytes}`, import.meta.url);
  expect(readFileSync(file, "utf8")).toBe(kernelSource(kernel));
});
