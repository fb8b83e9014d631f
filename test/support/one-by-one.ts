import { peopleOf } from "../../src/simulate/population/people.ts";
import { placesOf } from "../../src/simulate/population/places.ts";
import { RecipientPopulation } from "../../src/simulate/population/recipients.ts";
import { SharedWork } from "../../src/simulate/population/shared-work.ts";
import { whyNotExact } from "../../src/simulate/population/why-not-exact.ts";
import type { Populate } from "../../src/simulate/replicate.ts";
import type { People } from "../../src/world/people.ts";
import type { Watched } from "./moments.ts";

/** Memory by its size, used again by each population that comes after. */
const works = new Map<number, SharedWork>();

/** People one by one; the population before of the same size is gone then. */
export function oneByOne(people: People): RecipientPopulation {
  const why = whyNotExact(people);
  if (why) throw new Error(why.message.en);
  const { bytes } = placesOf(people);
  const work = works.get(bytes) ?? new SharedWork(bytes);
  works.set(bytes, work);
  return new RecipientPopulation(people, work);
}

/** Plays a plan with its people one by one. */
export const populateOneByOne: Populate = (...given) => oneByOne(peopleOf(...given));

/** People one by one, watched: of a stream's people, all of its cohort are seen, reached or not. */
export function watchedOneByOne(people: People): Watched {
  const population = oneByOne(people);
  return {
    population,
    peopleOf: (cohort) => population.states(cohort).length,
    standingOf: (stream, domainBit) => {
      const domain = 8 << domainBit;
      const standing = { mailable: 0, unsubscribed: 0, invalid: 0 };
      for (const state of population.states(people.streams[stream]?.cohort ?? 0)) {
        if ((state & domain) !== 0) standing.unsubscribed++;
        else if ((state & 7) === 0) standing.mailable++;
        if ((state & 1) !== 0) standing.invalid++;
      }
      return standing;
    },
  };
}
