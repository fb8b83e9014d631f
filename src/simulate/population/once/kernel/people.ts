import { NUMBERS_A_TICK } from "../layout";
import { binomial, enterKey, leaveKey } from "./binomial";
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

function enterStream(stream: u32): void {
  const key = keyAt(streamKeys, stream);
  if (key.stamp != tick) {
    key.stamp = tick;
    key.counter = tick * NUMBERS_A_TICK;
  }
  enterKey(key);
}

// @ts-ignore: decorator
@inline
function leaveStream(stream: u32): void {
  leaveKey(keyAt(streamKeys, stream));
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

function reachStream(stream: u32, mails: i32): void {
  const provider = <u32>wholeAt(providerOf, stream);
  const sender = senderAt(number, provider);
  const people = cohortAt(wholeAt(cohortOf, stream));
  prepare(stream, sender);
  enterStream(stream);
  const unlisted = unlistedOf(people);
  const invalidShare = people.invalidShare * unlisted.invalid;
  const mailableShare = invalidShare + (1 - people.invalidShare) * unlisted.valid;
  const mailable = <i32>binomial(mails, mailableShare);
  const invalid = invalidShare == 0 ? 0 : <i32>binomial(mailable, invalidShare / mailableShare);
  const deferred = <i32>binomial(mailable - invalid, deferral(sender));
  leaveStream(stream);
  addWhole(unreached, stream, -mails);
  keep(stream, 1, deferred, mailable - invalid);
  const row = rowAt(day, number, provider);
  row.requested += mails;
  row.accepted += mailable;
  row.droppedSharedList += mails - mailable;
  row.bouncedHard += invalid;
  row.deferred += deferred;
  // A provider that greylists puts first contacts off by minutes: a try more for each, and nothing else by the hour.
  if (providerAt(provider).greylists != 0) row.deferred += mailable;
  domain.requested += mails;
  domain.accepted += mailable;
  domain.listed += mails - mailable;
  domain.invalid += invalid;
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
  for (let at: u32 = 0; at < length; at++) {
    const stream = <u32>wholeAt(list, at);
    const own = aheadOf(stream);
    before += own;
    const until = before >= ahead ? all : min(all, floor((before / ahead) * all));
    const part = min(own, until - given);
    setWhole(shares, at, <i32>part);
    given += part;
    senderAt(number, wholeAt(providerOf, stream)).offered += part;
  }
  for (let at: u32 = 0; at < length; at++) {
    const part = wholeAt(shares, at);
    if (part != 0) reachStream(wholeAt(list, at), part);
  }
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
    enterStream(stream);
    const deferred = <i32>binomial(mails, deferral(sender));
    leaveStream(stream);
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
  for (let at: u32 = 0; at < length; at++) settleStream(wholeAt(list, at));
}

/** Outcomes from the likeliest to the rarest (outcomes.ts), as places in {@link Shares}. */
const order: usize = memory.data<u8>([48, 56, 32, 24, 64, 8, 80, 72, 40, 16]);
const OUTCOMES: u32 = 10;
/** Where each outcome's mails are counted, as their shares stand. */
const met: usize = memory.data(96);

function settleStream(stream: u32): void {
  const mails = wholeAt(taken, stream);
  if (mails == 0) return;
  setWhole(taken, stream, 0);
  enterStream(stream);
  drawOutcomes(changetype<usize>(sharesOf(stream)), mails);
  leaveStream(stream);
  book(wholeAt(providerOf, stream), changetype<Shares>(met));
}

/** A chain of binomials, each of what the ones before left; the last outcome that is possible takes the rest. */
function drawOutcomes(probabilities: usize, mails: f64): void {
  memory.fill(met, 0, 96);
  let last = OUTCOMES - 1;
  while (last > 0 && !(load<f64>(probabilities + load<u8>(order + last)) > 0)) last--;
  let left = mails;
  let share: f64 = 1;
  for (let at: u32 = 0; at < last && left > 0; at++) {
    const outcome = <usize>load<u8>(order + at);
    const probability = load<f64>(probabilities + outcome);
    if (probability <= 0) continue;
    const count = binomial(left, probability / share);
    store<f64>(met + outcome, count);
    left -= count;
    share -= probability;
  }
  const rest = met + load<u8>(order + last);
  store<f64>(rest, load<f64>(rest) + left);
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
    enterStream(stream);
    for (let slot = stream * slotCount; slot < (stream + 1) * slotCount; slot++) {
      const mails = wholeAt(slots, slot);
      if (mails == 0) continue;
      const listed = <i32>binomial(mails, probability);
      addWhole(slots, slot, -listed);
      addWhole(slotsListed, slot, listed);
    }
    leaveStream(stream);
  }
}
