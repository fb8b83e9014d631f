import { expect, test } from "vitest";
import { ListedShare, listedGroups } from "../../../src/simulate/population/listed-shares.ts";
import { peopleOf } from "../../support/exchange.ts";

test("entries from before end evenly over the first ticks, and one that is made ends a round later", () => {
  const share = new ListedShare(0.4, 4);
  const free: number[] = [];
  const freeInvalid: number[] = [];
  // Half of who is free is listed in tick 1 alone.
  for (let tick = 0; tick <= 5; tick++) {
    share.goTo(tick, tick === 1 ? 0.5 : 0);
    free.push(Number(share.free.toFixed(12)));
    freeInvalid.push(share.freeInvalid);
  }
  // 0.6; 0.7 of which half is listed; a tenth more in each of the next three; and in tick 5 the half comes back.
  expect(free).toEqual([0.6, 0.35, 0.45, 0.55, 0.65, 1]);
  expect(freeInvalid).toEqual([1, 0.5, 0.5, 0.5, 0.5, 1]);
});

test("cohorts have one share where theirs are the same for ever, and each its own where that is not known", () => {
  const cohort = { size: 1, invalidShare: 0, listedShare: 0.1, list: 0 };
  const known = { ...cohort, listedPerDay: 0.01 };
  const groupsOf = (cohorts: readonly (typeof cohort)[]) => listedGroups(peopleOf(1, { cohorts })).map((group) => group.cohorts);
  expect(groupsOf([known, known, { ...known, listedShare: 0.2 }, known])).toEqual([[0, 1, 3], [2]]);
  expect(groupsOf([cohort, cohort])).toEqual([[0], [1]]);
});
