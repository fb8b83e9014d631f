import { CohortPopulation } from "../../src/simulate/population/cohorts.ts";
import { peopleOf } from "../../src/simulate/population/people.ts";
import type { Populate } from "../../src/simulate/replicate.ts";
import { waitingOf } from "../../src/world/ahead.ts";
import { fateAt } from "../../src/world/outcome.ts";
import type { People } from "../../src/world/people.ts";
import type { Exchange, Population } from "../../src/world/population.ts";
import {
  COUNTERS,
  counterAt,
  type DayCounts,
  type Ledger,
  type Note,
  type PlannedStream,
  type Play,
  type World,
} from "../../src/world/state.ts";

/** What a population was asked for in a tick, and how it stood before. */
export interface Call {
  readonly kind: "reach" | "retry" | "list" | "unlist";
  /** The stream, or for lists the cohort. */
  readonly of: number;
  readonly tick: number;
  /** Mails, or addresses. */
  readonly count: number;
  /** What became of mails, in the order of the fates. */
  readonly fates: readonly number[];
  /** Those of the stream's people before who may be mailed, who unsubscribed from its domain, and who do not exist. */
  readonly mailable: number;
  readonly unsubscribed: number;
  readonly invalid: number;
}

/** Something that happened, with what the platform saw of the domain just then. */
export interface Happening {
  readonly kind: string;
  readonly tick: number;
  readonly domain: number;
  readonly level: number;
  readonly today: DayCounts;
}

/** A replication after a tick: copies, so that two of them can be held against each other. */
export interface Moment {
  /** The tick that was played. */
  readonly tick: number;
  readonly world: World;
  readonly ledger: Ledger;
  /** People of each cohort, over all of their states. */
  readonly people: readonly number[];
  /** By stream: mails that wait for another try, recipients not reached, and mails taken up since the beginning. */
  readonly waiting: readonly number[];
  readonly ahead: readonly number[];
  readonly reached: readonly number[];
  /** Addresses that each cohort's list got, by tick since the beginning. */
  readonly listed: readonly (readonly number[])[];
  /** Accepted of each domain, by tick since the beginning. */
  readonly accepted: readonly (readonly number[])[];
  readonly calls: readonly Call[];
  readonly happenings: readonly Happening[];
}

/** A population with what can be seen of its people. */
export interface Watched {
  readonly population: Population;
  /** People of a cohort, over all of their states. */
  readonly peopleOf: (cohort: number) => number;
  /** How the people of a stream, by its number, stand towards one of the domains of their list. */
  readonly standingOf: (stream: number, domainBit: number) => Standing;
}

type Standing = Pick<Call, "mailable" | "unsubscribed" | "invalid">;

/** People by counts. */
export function watchedCohorts(people: People): Watched {
  const population = new CohortPopulation(people);
  return {
    population,
    peopleOf: (cohort) => {
      let all = 0;
      for (let state = 0; state < population.states.width; state++) all += population.count(cohort, state);
      return all;
    },
    standingOf: (stream, domainBit) => standingOf(population, stream, domainBit),
  };
}

/** Writes down a replication's moments. Give `populate` and `note` to `replicate`. */
export class Recorder {
  readonly #calls: Call[] = [];
  readonly #happenings: Happening[] = [];
  readonly #reached: number[] = [];
  readonly #listed: number[][] = [];
  readonly #accepted: number[][] = [];
  readonly #watch: (people: People) => Watched;
  #people: Watched | undefined;
  #acceptedBefore: readonly number[] = [];

  constructor(watch: (people: People) => Watched = watchedCohorts) {
    this.#watch = watch;
  }

  /** People that tell what they are asked for. */
  readonly populate = (...given: Parameters<Populate>): Population => {
    const [, streams] = given;
    const people = this.#watch(peopleOf(...given));
    this.#people = people;
    return this.#recorded(people, streams);
  };

  /** Tells of what happens. */
  readonly note = (play: Play): Note => {
    return (kind, _facts, domain = -1) => {
      const { level = 0, today = noDay } = play.world.domains[domain] ?? {};
      this.#happenings.push({ kind, tick: play.world.tick, domain, level, today: { ...today } });
    };
  };

  /** The moment after a tick. */
  moment(play: Play): Moment {
    const { plan, world, ledger, streams, population } = play;
    const accepted = plan.domains.map((_, domain) => acceptedOf(play, domain));
    this.#accepted.push(accepted.map((mails, domain) => mails - (this.#acceptedBefore[domain] ?? 0)));
    this.#acceptedBefore = accepted;
    return {
      tick: world.tick - 1,
      world: structuredClone(world),
      ledger: structuredClone(ledger),
      people: plan.cohorts.map((_, cohort) => this.#people?.peopleOf(cohort) ?? 0),
      waiting: streams.map((_, stream) => waitingOf(play, stream)),
      ahead: streams.map((_, stream) => population.ahead(stream)),
      reached: streams.map((_, stream) => this.#reached[stream] ?? 0),
      listed: this.#listed.map((each) => [...each]),
      accepted: [...this.#accepted],
      calls: this.#calls.splice(0),
      happenings: this.#happenings.splice(0),
    };
  }

  #recorded({ population: people, standingOf }: Watched, streams: readonly PlannedStream[]): Population {
    const list = (kind: "list" | "unlist", cohort: number, tick: number, count: number): number => {
      this.#calls.push({ kind, of: cohort, tick, count, fates: [], mailable: 0, unsubscribed: 0, invalid: 0 });
      if (kind === "list") this.#listing(cohort, tick, count);
      return count;
    };
    const mailing = (call: Pick<Call, "kind" | "of" | "tick" | "count">, { fates }: Exchange, ask: () => void): void => {
      const before = [...fates];
      const { cohort = 0, domainBit = 0 } = streams[call.of] ?? {};
      const standing = standingOf(call.of, domainBit);
      ask();
      const met = [...fates].map((mails, fate) => mails - (before[fate] ?? 0));
      this.#calls.push({ ...call, ...standing, fates: met });
      this.#listing(cohort, call.tick, met[HARD] ?? 0);
    };
    return {
      begin: (campaign) => people.begin(campaign),
      ahead: (stream) => people.ahead(stream),
      reach: (stream, count, tick, exchange) => {
        this.#reached[stream] = (this.#reached[stream] ?? 0) + count;
        mailing({ kind: "reach", of: stream, tick, count }, exchange, () => people.reach(stream, count, tick, exchange));
      },
      due: (stream, tries, tick) => people.due(stream, tries, tick),
      retry: (stream, tries, tick, exchange) => {
        const count = people.due(stream, tries, tick);
        mailing({ kind: "retry", of: stream, tick, count }, exchange, () => people.retry(stream, tries, tick, exchange));
      },
      expire: (stream, tries, tick) => people.expire(stream, tries, tick),
      listByOthers: (cohort, chance, tick) => list("list", cohort, tick, people.listByOthers(cohort, chance, tick)),
      unlist: (cohort, tick) => list("unlist", cohort, tick, people.unlist(cohort, tick)),
    };
  }

  #listing(cohort: number, tick: number, count: number): void {
    const ofCohort = (this.#listed[cohort] ??= []);
    ofCohort[tick] = (ofCohort[tick] ?? 0) + count;
  }
}

const HARD = fateAt("bounced-hard");
const ACCEPTED = counterAt("accepted");

const noDay: DayCounts = {
  requested: 0,
  accepted: 0,
  listed: 0,
  delivered: 0,
  invalid: 0,
  spamBounces: 0,
  complaints: 0,
  opens: 0,
};

/** How a stream's people stand: those who are ahead of it or whose mail waits. */
function standingOf(people: CohortPopulation, stream: number, bit: number): Standing {
  const { masks, valid, listedValid, complained, invalid } = people.states;
  let mailable = 0;
  let unsubscribed = 0;
  for (let mask = 0; mask < masks; mask++) {
    if ((mask & (1 << bit)) === 0) mailable += people.countOf(stream, valid + mask);
    else for (const from of [valid, listedValid, complained]) unsubscribed += people.countOf(stream, from + mask);
  }
  return { mailable, unsubscribed, invalid: people.countOf(stream, invalid) };
}

function acceptedOf({ plan, ledger }: Play, domain: number): number {
  const senders = plan.domains.length * plan.providers.length;
  let mails = 0;
  for (let day = 0; day < plan.days; day++)
    for (let provider = 0; provider < plan.providers.length; provider++)
      mails += ledger.counts[(day * senders + domain * plan.providers.length + provider) * COUNTERS + ACCEPTED] ?? 0;
  return mails;
}
