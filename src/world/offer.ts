import { bookRequests, bookResponses, count } from "./book.ts";
import { addAt, clear, numberAt } from "./numbers.ts";
import { fateAt } from "./outcome.ts";
import type { Population } from "./population.ts";
import { respond } from "./response.ts";
import type { Play } from "./state.ts";
import type { Reached } from "./steps.ts";

const DEFERRED = fateAt("deferred");

/** Mails that were deferred are tried again; they count against no quota a second time. */
export function retryFrom(play: Play, population: Population, domain: number): void {
  for (const [campaign, { domain: sender }] of play.plan.campaigns.entries())
    if (sender === domain) for (const stream of play.streamsOf[campaign] ?? []) retryStream(play, population, domain, stream);
}

function retryStream(play: Play, population: Population, domain: number, stream: number): void {
  const { world, scratch } = play;
  if (numberAt(world.waiting, stream) === 0) return;
  const provider = play.streams[stream]?.provider ?? 0;
  for (let tries = play.retryTicks.length; tries >= 1; tries--) {
    const due = population.due(stream, tries, world.tick);
    if (due === 0) continue;
    offer(play, domain, provider, due);
    respond(play, domain, stream);
    clear(scratch.fates);
    population.retry(stream, tries, world.tick, scratch);
    addAt(world.waiting, stream, numberAt(scratch.fates, DEFERRED) - due);
    bookResponses(play, domain, provider);
  }
  const expired = population.expire(stream, play.retryTicks.length + 1, world.tick);
  if (expired === 0) return;
  addAt(world.waiting, stream, -expired);
  count(play, domain, provider, "expired", expired);
}

function offer({ plan, world }: Play, domain: number, provider: number, mails: number): void {
  const at = domain * plan.providers.length + provider;
  world.offeredToday[at] = (world.offeredToday[at] ?? 0) + mails;
}

/** Takes up so many mails of some streams, in proportion to who is ahead, and lets each meet its fate. */
export function reachStreams(
  play: Play,
  population: Population,
  domain: number,
  { streams, mails }: { readonly streams: readonly number[]; readonly mails: number },
): Reached {
  const { shares } = play.scratch;
  const given = share(play, population, streams, mails);
  for (const [at, stream] of streams.entries()) offer(play, domain, play.streams[stream]?.provider ?? 0, numberAt(shares, at));
  let accepted = 0;
  for (const [at, stream] of streams.entries()) accepted += reachStream(play, population, domain, stream, numberAt(shares, at));
  return { given, accepted };
}

/** Says how many of the mails the platform accepted. */
function reachStream(play: Play, population: Population, domain: number, stream: number, mails: number): number {
  if (mails === 0) return 0;
  const { world, scratch } = play;
  const { provider = 0, cohort = 0 } = play.streams[stream] ?? {};
  respond(play, domain, stream);
  clear(scratch.fates);
  population.reach(stream, mails, world.tick, scratch);
  const accepted = bookRequests(play, domain, provider, mails);
  bookResponses(play, domain, provider);
  addAt(world.waiting, stream, numberAt(scratch.fates, DEFERRED));
  greylist(play, domain, stream, accepted);
  addAt(world.cohortMails, cohort * 7 + (world.day % 7), accepted);
  addAt(world.cohortMailsInWeek, cohort, accepted);
  return accepted;
}

/** Shares mails out between streams in proportion to who is ahead, into `scratch.shares`. Says how many in all. */
function share({ scratch }: Play, population: Population, streams: readonly number[], mails: number): number {
  let ahead = 0;
  for (const stream of streams) ahead += population.ahead(stream);
  const all = Math.min(mails, ahead);
  let before = 0;
  let given = 0;
  for (let at = 0; at < streams.length; at++) {
    const own = population.ahead(streams[at] ?? 0);
    before += own;
    // Products up to 1e9 times 1e9 are not exact; rounding stays the same everywhere, and nobody gets more than is ahead.
    const until = before >= ahead ? all : Math.min(all, Math.floor((before / ahead) * all));
    const part = Math.min(own, until - given);
    scratch.shares[at] = part;
    given += part;
  }
  return given;
}

/** A provider that greylists puts first contacts off by minutes: a try more for each, and nothing else. */
function greylist(play: Play, domain: number, stream: number, accepted: number): void {
  const { campaign = 0, provider = 0 } = play.streams[stream] ?? {};
  const minutes = play.plan.providers[provider]?.greylistMinutes ?? 0;
  if (minutes > 0 && play.world.campaigns[campaign]?.mailing === 1) count(play, domain, provider, "deferred", accepted);
}
