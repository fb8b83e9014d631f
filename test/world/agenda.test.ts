import * as fc from "fast-check";
import { expect, test } from "vitest";
import { limits } from "../../src/model/limits.ts";
import { Agenda } from "../../src/world/agenda.ts";

/** All that is left of an agenda, each event with the time that was told before it was taken. */
function rest(agenda: Agenda): readonly (readonly [dueMs: number | undefined, event: number | undefined])[] {
  return Array.from({ length: agenda.size }, () => [agenda.nextMs, agenda.take()] as const);
}

const dueMs = fc.oneof(fc.nat(5), fc.integer({ min: -1_000, max: Number.MAX_SAFE_INTEGER }));

test("events come in the order of their times, and those of one time as they were added", () => {
  fc.assert(
    fc.property(fc.array(dueMs, { maxLength: 3_000 }), (times) => {
      const agenda = new Agenda();
      for (const [event, due] of times.entries()) expect(agenda.add(due, event)).toBe(true);
      const sorted = times.map((due, event) => [due, event] as const).sort(([a], [b]) => a - b);
      expect(rest(agenda)).toEqual(sorted);
      expect([agenda.size, agenda.nextMs, agenda.take()]).toEqual([0, undefined, undefined]);
    }),
  );
});

test("so they do when some are taken and others are added in between", () => {
  fc.assert(
    fc.property(fc.array(fc.option(dueMs, { freq: 2 }), { maxLength: 500 }), (steps) => {
      const agenda = new Agenda();
      const sorted: (readonly [number, number])[] = [];
      for (const [event, due] of steps.entries()) {
        if (due === null) expect(agenda.take()).toBe(sorted.shift()?.[1]);
        else {
          agenda.add(due, event);
          sorted.push([due, event]);
          sorted.sort(([a], [b]) => a - b);
        }
        expect([agenda.size, agenda.nextMs]).toEqual([sorted.length, sorted[0]?.[0]]);
      }
      expect(rest(agenda)).toEqual(sorted);
    }),
  );
});

test("more events than there is room for are refused, and the others kept", () => {
  const agenda = new Agenda(1_500);
  const added = Array.from({ length: 1_600 }, (_, event) => agenda.add(-event, event));
  expect(added.indexOf(false)).toBe(1_500);
  expect(agenda.take()).toBe(1_499);
  expect(agenda.add(0, 7)).toBe(true);
  expect(agenda.add(0, 8)).toBe(false);
});

test("nobody gets more room than the limit", () => {
  const agenda = new Agenda(1e15);
  let added = 0;
  while (agenda.add(added, 0)) added++;
  expect(added).toBe(limits.agendaEventsMax);
});
