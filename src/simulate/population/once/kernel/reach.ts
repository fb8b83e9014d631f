import { REACHING_WIDTH } from "../layout";
import {
  addWhole,
  cohortAt,
  cohortOf,
  facts,
  providerAt,
  providerOf,
  rowAt,
  senderAt,
  shares,
  sharesOf,
  taken,
  unlistedOf,
  unreached,
  wholeAt,
} from "./memory";
import { Cohort, Sender } from "./rows";
import { binomial, binomials } from "./binomial";
import { day, stamp, domainNumber, domain, keyOf } from "./turn";
import { keep } from "./retry";
import { settleStream } from "./settle";

// Mail that is offered: offer.ts, response.ts and book.ts of src/world for people who are mailed once.

/** Makes ready for mail of a stream; what was taken before and would be treated another way now is settled first. */
export function prepare(stream: u32, sender: Sender): void {
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

export function deferral(sender: Sender): f64 {
  const bad = 1 - sender.reputation;
  const beyond: f64 = sender.offered > sender.volume ? 1 - sender.volume / sender.offered : 0;
  return min(facts.deferShareMax, beyond + facts.deferReputationShare * (bad * bad));
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
  return changetype<Reaching>(shares + <usize>at * (REACHING_WIDTH * 4));
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
  const defers = deferral(senderAt(domainNumber, wholeAt(providerOf, one.stream)));
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
  const otherDefers = deferral(senderAt(domainNumber, wholeAt(providerOf, other.stream)));
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
  const row = rowAt(day, domainNumber, provider);
  row.requested += mails;
  row.accepted += mailable;
  row.droppedSharedList += mails - mailable;
  row.bouncedHard += reached.invalid;
  row.deferred += reached.deferred;
  // A provider that greylists puts first contacts off by minutes: a try more for each, and nothing else.
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
    senderAt(domainNumber, wholeAt(providerOf, stream)).offered += part;
    if (part == 0) continue;
    const reaching = reachingAt(count++);
    reaching.stream = stream;
    reaching.mails = <i32>part;
  }
  for (let at: u32 = 0; at < count; at++) {
    const stream = reachingAt(at).stream;
    prepare(stream, senderAt(domainNumber, wholeAt(providerOf, stream)));
  }
  for (let at: u32 = 0; at < count; at += 2) drawReached(reachingAt(at), reachingAt(min(at + 1, count - 1)));
  for (let at: u32 = 0; at < count; at++) bookReached(reachingAt(at));
}
