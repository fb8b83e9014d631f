import { addUpDay } from "./add-up.ts";
import { arriveFlags, settleFlags } from "./flags.ts";
import { learnFromDay } from "./learn.ts";
import { drawMood } from "./mood.ts";
import { addAt, numberAt } from "./numbers.ts";
import { reachStreams, retryFrom } from "./offer.ts";
import type { Population } from "./population.ts";
import { isRefused } from "./response.ts";
import type { Play } from "./state.ts";
import type { Steps } from "./steps.ts";

/** The steps of a tick over any population, each mail booked as soon as it is offered. */
export function plainSteps(population: Population): Steps {
  return {
    startDay,
    changeLists: (play) => changeLists(play, population),
    arriveFlags,
    retry: (play, domain) => retryFrom(play, population, domain),
    reach: (play, domain, streams, mails) => reachStreams(play, population, domain, { streams, mails }),
    settle: () => undefined,
    settleFlags,
    isRefused,
    endDay,
  };
}

function startDay(play: Play): void {
  const { plan, world } = play;
  world.offeredToday.fill(0);
  const weekday = world.day % 7;
  for (let cohort = 0; cohort < plan.cohorts.length; cohort++) {
    const weekAgo = numberAt(world.cohortMails, cohort * 7 + weekday);
    addAt(world.cohortMailsInWeek, cohort, -weekAgo);
    world.cohortMails[cohort * 7 + weekday] = 0;
  }
  drawMood(play);
}

function endDay(play: Play): void {
  learnFromDay(play);
  addUpDay(play);
}

function changeLists({ listedPerTick, world }: Play, population: Population): void {
  for (let cohort = 0; cohort < listedPerTick.length; cohort++) {
    population.unlist(cohort, world.tick);
    const probability = numberAt(listedPerTick, cohort);
    if (probability > 0) population.listByOthers(cohort, probability, world.tick);
  }
}
