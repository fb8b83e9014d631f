import { NUMBERS_A_TICK } from "../layout";
import { binomial, binomials } from "./binomial";
import {
  addWhole,
  Cohort,
  cohortAt,
  cohortCount,
  cohortOf,
  Domain,
  domainAt,
  facts,
  flagsAt,
  Key,
  keyAt,
  listedPerTick,
  providerAt,
  providerOf,
  retryCount,
  retryTicks,
  ringFirsts,
  rowAt,
  Sender,
  senderAt,
  setWhole,
  Shares,
  shares,
  sharesOf,
  slotCount,
  slots,
  slotsListed,
  streamCount,
  streamKeys,
  taken,
  unlistedOf,
  unreached,
  waiting,
  wholeAt,
} from "./memory";

// Mail that is offered, deferred, tried again and settled: offer.ts, response.ts and book.ts of src/world for people who are
// mailed once. What becomes of mail that a provider took is asked when somebody must know, at the tick's end at the latest.

let tick: i32 = 0;
let day: i32 = 0;
/** When what providers make of the domain was worked out. */
let stamp: f64 = 0;
let number: u32 = 0;
let domain: Domain = changetype<Domain>(0);
let isOverflowing: bool = false;

/** Goes to a domain in a tick, whose mail shared IPs send in the place of its own, or not. */
export function turnTo(ofTick: i32, ofDay: i32, ofDomain: u32, ofStamp: i32, overflows: bool): void {
  tick = ofTick;
  day = ofDay;
  number = ofDomain;
  domain = domainAt(ofDomain);
  stamp = <f64>ofStamp;
  isOverflowing = overflows;
}

/** A day begins: the mails of a week ago tire nobody any longer, and providers have been offered nothing. */
export function startDay(ofDay: i32, senderCount: u32): void {
  const weekday = <usize>(ofDay % 7) << 3;
  for (let cohort: u32 = 0; cohort < cohortCount; cohort++) {
    const people = cohortAt(cohort);
    const onDay = changetype<usize>(people) + offsetof<Cohort>("onDay0") + weekday;
    people.inWeek -= load<f64>(onDay);
    store<f64>(onDay, 0);
  }
  for (let sender: u32 = 0; sender < senderCount; sender++) senderAt(0, sender).offered = 0;
}

/** The key of a stream, whose numbers go on from those of the tick. */
function keyOf(stream: u32): Key {
  const key = keyAt(streamKeys, stream);
  if (key.stamp != tick) {
    key.stamp = tick;
    key.counter = tick * NUMBERS_A_TICK;
  }
  return key;
}

/** Makes ready for mail of a stream; what was taken before and would be treated another way now is settled first. */
function prepare(stream: u32, sender: Sender): void {
  const people = cohortAt(wholeAt(cohortOf, stream));
  const weekly = max(1.0, people.inWeek / max(1.0, people.size));
  const own = sharesOf(stream);
  if (own.stamp == stamp && own.weekly == weekly) return;
  settleStream(stream);
  const provider = providerAt(wholeAt(providerOf, stream));
  const soft = provider.softBounceShare;
  const refused = (1 - soft) * sender.refusedShare;
  const accepted = 1 - soft - refused;
  const missing = accepted * provider.missingShare;
  const placed = accepted - missing;
  const spam = placed * sender.spamShare;
  const inbox = placed - spam;
  const openShare = min(1.0, people.openShare * provider.openEffect);
  const spamOpened = spam * openShare * facts.spamOpenShare;
  const complaintShare = people.complaintShare * (1 + facts.complaintFatigueShare * max(0.0, weekly - 1));
  const opened = inbox * openShare;
  const complained = min(opened, inbox * complaintShare * provider.complaintEffect);
  const unsubscribed = min(opened - complained, inbox * people.unsubscribeShare);
  const clicked = (opened - complained - unsubscribed) * people.clickOfOpensShare;
  own.stamp = stamp;
  own.weekly = weekly;
  own.soft = soft;
  own.refused = refused;
  own.missing = missing;
  own.spam = spam - spamOpened;
  own.spamOpened = spamOpened;
  own.inbox = inbox - opened;
  own.opened = opened - complained - unsubscribed - clicked;
  own.clicked = clicked;
  own.complained = complained;
  own.unsubscribed = unsubscribed;
}

function deferral(sender: Sender): f64 {
  const bad = 1 - sender.reputation;
  const beyond: f64 = sender.offered > sender.volume ? 1 - sender.volume / sender.offered : 0;
  return min(facts.deferShareMax, beyond + facts.deferReputationShare * (bad * bad));
}

// @ts-ignore: decorator
@inline
function ticksAfter(tries: i32): i32 {
  return tries <= retryCount ? wholeAt(retryTicks, tries - 1) : 0;
}

/** The slot of a stream's mails that have had so many tries and are due in a tick (try-rings.ts). */
// @ts-ignore: decorator
@inline
function slotOf(stream: u32, tries: i32, dueTick: i32): u32 {
  return stream * slotCount + wholeAt(ringFirsts, tries) + (dueTick % (ticksAfter(tries) + 1));
}

/** Of mails that a provider was offered, the deferred ones wait, and the rest is looked at later. */
function keep(stream: u32, tries: i32, deferred: i32, offered: i32): void {
  addWhole(slots, slotOf(stream, tries, tick + ticksAfter(tries)), deferred);
  addWhole(waiting, stream, deferred);
  addWhole(taken, stream, offered - deferred);
}

/** A stream of those that are reached together. */
@unmanaged
class Reaching {
  stream: u32 = 0;
  /** Mails that are taken up, those of them that the platform accepts, and of these the ones to nobody and the deferred ones. */
  mails: i32 = 0;
  mailable: i32 = 0;
  invalid: i32 = 0;
  deferred: i32 = 0;
}

// @ts-ignore: decorator
@inline
function reachingAt(at: u32): Reaching {
  return changetype<Reaching>(shares + <usize>at * offsetof<Reaching>());
}

// @ts-ignore: decorator
@inline
function mailableShare(people: Cohort): f64 {
  const unlisted = unlistedOf(people);
  return people.invalidShare * unlisted.invalid + (1 - people.invalidShare) * unlisted.valid;
}

/** Of who may be mailed. */
// @ts-ignore: decorator
@inline
function invalidShare(people: Cohort): f64 {
  const invalid = people.invalidShare * unlistedOf(people).invalid;
  return invalid == 0 ? 0 : invalid / mailableShare(people);
}

/** Draws for two streams at a time, which may be the same one: then for it alone. */
function drawReached(one: Reaching, other: Reaching): void {
  const people = cohortAt(wholeAt(cohortOf, one.stream));
  const key = keyOf(one.stream);
  const defers = deferral(senderAt(number, wholeAt(providerOf, one.stream)));
  if (one == other) {
    one.mailable = <i32>binomial(key, one.mails, mailableShare(people));
    one.invalid = <i32>binomial(key, one.mailable, invalidShare(people));
    one.deferred = <i32>binomial(key, one.mailable - one.invalid, defers);
    return;
  }
  const others = cohortAt(wholeAt(cohortOf, other.stream));
  const otherKey = keyOf(other.stream);
  const mailable = binomials(key, one.mails, mailableShare(people), otherKey, other.mails, mailableShare(others));
  one.mailable = <i32>f64x2.extract_lane(mailable, 0);
  other.mailable = <i32>f64x2.extract_lane(mailable, 1);
  const invalid = binomials(key, one.mailable, invalidShare(people), otherKey, other.mailable, invalidShare(others));
  one.invalid = <i32>f64x2.extract_lane(invalid, 0);
  other.invalid = <i32>f64x2.extract_lane(invalid, 1);
  const otherDefers = deferral(senderAt(number, wholeAt(providerOf, other.stream)));
  const deferred = binomials(key, one.mailable - one.invalid, defers, otherKey, other.mailable - other.invalid, otherDefers);
  one.deferred = <i32>f64x2.extract_lane(deferred, 0);
  other.deferred = <i32>f64x2.extract_lane(deferred, 1);
}

function bookReached(reached: Reaching): void {
  const stream = reached.stream;
  const mails = reached.mails;
  const mailable = reached.mailable;
  const provider = <u32>wholeAt(providerOf, stream);
  const people = cohortAt(wholeAt(cohortOf, stream));
  addWhole(unreached, stream, -mails);
  keep(stream, 1, reached.deferred, mailable - reached.invalid);
  const row = rowAt(day, number, provider);
  row.requested += mails;
  row.accepted += mailable;
  row.droppedSharedList += mails - mailable;
  row.bouncedHard += reached.invalid;
  row.deferred += reached.deferred;
  // A provider that greylists puts first contacts off by minutes: a try more for each, and nothing else by the hour.
  if (providerAt(provider).greylists != 0) row.deferred += mailable;
  domain.requested += mails;
  domain.accepted += mailable;
  domain.listed += mails - mailable;
  domain.invalid += reached.invalid;
  const onDay = changetype<usize>(people) + offsetof<Cohort>("onDay0") + (<usize>(day % 7) << 3);
  store<f64>(onDay, load<f64>(onDay) + mailable);
  people.inWeek += mailable;
}

// @ts-ignore: decorator
@inline
function aheadOf(stream: u32): f64 {
  return max(0, wholeAt(unreached, stream));
}

/** Takes up so many mails of the streams of a list, in proportion to who is ahead. */
export function reach(list: usize, length: u32, mails: f64): void {
  let ahead: f64 = 0;
  for (let at: u32 = 0; at < length; at++) ahead += aheadOf(wholeAt(list, at));
  const all = min(mails, ahead);
  let before: f64 = 0;
  let given: f64 = 0;
  let count: u32 = 0;
  for (let at: u32 = 0; at < length; at++) {
    const stream = <u32>wholeAt(list, at);
    const own = aheadOf(stream);
    before += own;
    const until = before >= ahead ? all : min(all, floor((before / ahead) * all));
    const part = min(own, until - given);
    given += part;
    senderAt(number, wholeAt(providerOf, stream)).offered += part;
    if (part == 0) continue;
    const reaching = reachingAt(count++);
    reaching.stream = stream;
    reaching.mails = <i32>part;
  }
  for (let at: u32 = 0; at < count; at++) {
    const stream = reachingAt(at).stream;
    prepare(stream, senderAt(number, wholeAt(providerOf, stream)));
  }
  for (let at: u32 = 0; at < count; at += 2) drawReached(reachingAt(at), reachingAt(min(at + 1, count - 1)));
  for (let at: u32 = 0; at < count; at++) bookReached(reachingAt(at));
}

/** Takes all mails out of a slot: says how many there were. */
function empty(stream: u32, slot: u32): i32 {
  const mails = wholeAt(slots, slot) + wholeAt(slotsListed, slot);
  setWhole(slots, slot, 0);
  setWhole(slotsListed, slot, 0);
  addWhole(waiting, stream, -mails);
  return mails;
}

function retryStream(stream: u32): void {
  if (wholeAt(waiting, stream) == 0) return;
  const provider = <u32>wholeAt(providerOf, stream);
  const sender = senderAt(number, provider);
  const row = rowAt(day, number, provider);
  for (let tries = retryCount; tries >= 1; tries--) {
    const slot = slotOf(stream, tries, tick);
    const mails = wholeAt(slots, slot);
    const listed = wholeAt(slotsListed, slot);
    if (mails + listed == 0) continue;
    sender.offered += mails + listed;
    prepare(stream, sender);
    empty(stream, slot);
    const deferred = <i32>binomial(keyOf(stream), mails, deferral(sender));
    keep(stream, tries + 1, deferred, mails);
    row.droppedSharedList += listed;
    row.deferred += deferred;
  }
  row.expired += empty(stream, slotOf(stream, retryCount + 1, tick));
}

/** Tries what is due of the streams of a list again, and gives up what has had its last try. */
export function retry(list: usize, length: u32): void {
  for (let at: u32 = 0; at < length; at++) retryStream(wholeAt(list, at));
}

/** Asks what became of the mails of a list that were taken. */
export function settle(list: usize, length: u32): void {
  let waits: i32 = -1;
  for (let at: u32 = 0; at < length; at++) {
    const stream = wholeAt(list, at);
    if (wholeAt(taken, stream) == 0) continue;
    if (waits < 0) waits = stream;
    else {
      settleBoth(waits, stream);
      waits = -1;
    }
  }
  if (waits >= 0) settleBoth(waits, waits);
}

/** Outcomes from the likeliest to the rarest (outcomes.ts), as places in {@link Shares}. */
const order: usize = memory.data<u8>([48, 56, 32, 24, 64, 8, 80, 72, 40, 16]);
const OUTCOMES: u32 = 10;
/** Of a stream that is settled: how many meet each outcome, as their shares stand, and how far its chain has come. */
@unmanaged
class Settling {
  stream: u32 = 0;
  /** Where the last outcome that is possible stands in {@link order}. */
  last: u32 = 0;
  mails: f64 = 0;
  /** The share of all mails that those have who are left. */
  share: f64 = 0;
}
const SETTLING_BYTES: usize = 24;
const MET_BYTES: usize = 96;
const settlings: usize = memory.data(2 * (24 + 96));

// @ts-ignore: decorator
@inline
function metAt(settling: Settling): usize {
  return changetype<usize>(settling) + SETTLING_BYTES;
}

function settleStream(stream: u32): void {
  if (wholeAt(taken, stream) != 0) settleBoth(stream, stream);
}

function begin(settling: Settling, stream: u32): void {
  settling.stream = stream;
  settling.mails = wholeAt(taken, stream);
  settling.share = 1;
  settling.last = OUTCOMES - 1;
  const probabilities = changetype<usize>(sharesOf(stream));
  while (settling.last > 0 && !(load<f64>(probabilities + load<u8>(order + settling.last)) > 0)) settling.last--;
  memory.fill(metAt(settling), 0, MET_BYTES);
  setWhole(taken, stream, 0);
}

/** The share of an outcome of those who are left, 0 where it is not drawn. */
// @ts-ignore: decorator
@inline
function shareAt(settling: Settling, at: u32): f64 {
  if (at >= settling.last || settling.mails <= 0) return 0;
  const probability = load<f64>(changetype<usize>(sharesOf(settling.stream)) + load<u8>(order + at));
  return probability <= 0 ? 0 : probability / settling.share;
}

// @ts-ignore: decorator
@inline
function meet(settling: Settling, at: u32, count: f64): void {
  if (at >= settling.last || settling.mails <= 0) return;
  const outcome = <usize>load<u8>(order + at);
  const probability = load<f64>(changetype<usize>(sharesOf(settling.stream)) + outcome);
  if (probability <= 0) return;
  store<f64>(metAt(settling) + outcome, count);
  settling.mails -= count;
  settling.share -= probability;
}

function end(settling: Settling): void {
  const rest = metAt(settling) + load<u8>(order + settling.last);
  store<f64>(rest, load<f64>(rest) + settling.mails);
  book(wholeAt(providerOf, settling.stream), changetype<Shares>(metAt(settling)));
}

/**
 * Draws what became of the taken mail of two streams, or of one given twice: of each a chain of binomials, each of what the
 * ones before left; the last outcome that is possible takes the rest.
 */
function settleBoth(stream: u32, otherStream: u32): void {
  const one = changetype<Settling>(settlings);
  const other = changetype<Settling>(settlings + SETTLING_BYTES + MET_BYTES);
  const isPair = stream != otherStream;
  begin(one, stream);
  if (isPair) begin(other, otherStream);
  const key = keyOf(stream);
  const otherKey = keyOf(otherStream);
  for (let at: u32 = 0; at < OUTCOMES; at++) {
    const share = shareAt(one, at);
    if (!isPair) {
      meet(one, at, binomial(key, one.mails, share));
      continue;
    }
    const met = binomials(key, one.mails, share, otherKey, other.mails, shareAt(other, at));
    meet(one, at, f64x2.extract_lane(met, 0));
    meet(other, at, f64x2.extract_lane(met, 1));
  }
  end(one);
  if (isPair) end(other);
}

/** Writes down what became of mails that a provider took, and sends their flags on the way. */
function book(provider: u32, mails: Shares): void {
  const row = rowAt(day, number, provider);
  const spam = mails.spam + mails.spamOpened;
  const inbox = mails.inbox + mails.opened + mails.clicked + mails.complained + mails.unsubscribed;
  const delivered = mails.missing + spam + inbox;
  row.bouncedSoft += mails.soft;
  row.bouncedSpam += mails.refused;
  row.missing += mails.missing;
  row.spam += spam;
  row.inbox += inbox;
  domain.delivered += delivered;
  domain.spamBounces += mails.refused;
  if (!isOverflowing) domain.deliveredByOwn += delivered;
  senderAt(number, provider).placed += spam + inbox;
  const flags = flagsAt(0, number, provider);
  flags.opened += mails.opened + mails.spamOpened;
  flags.clicked += mails.clicked;
  flags.complained += mails.complained;
  flags.left += mails.unsubscribed;
}

/** Others' mail lists those whose mail waits, each with the probability of its cohort. */
export function listWaiting(ofTick: i32): void {
  tick = ofTick;
  for (let stream: u32 = 0; stream < streamCount; stream++) {
    const probability = load<f64>(listedPerTick + (<usize>wholeAt(cohortOf, stream) << 3));
    if (wholeAt(waiting, stream) == 0 || probability <= 0) continue;
    const key = keyOf(stream);
    for (let slot = stream * slotCount; slot < (stream + 1) * slotCount; slot++) {
      const mails = wholeAt(slots, slot);
      if (mails == 0) continue;
      const listed = <i32>binomial(key, mails, probability);
      addWhole(slots, slot, -listed);
      addWhole(slotsListed, slot, listed);
    }
  }
}
