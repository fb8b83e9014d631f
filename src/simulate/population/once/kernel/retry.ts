import {
  addWhole,
  cohortOf,
  listedPerTick,
  providerOf,
  retryCount,
  retryTicks,
  ringFirsts,
  rowAt,
  senderAt,
  setWhole,
  slotCount,
  slots,
  slotsListed,
  streamCount,
  taken,
  waiting,
  wholeAt,
} from "./memory";
import { binomial } from "./binomial";
import { prepare, deferral } from "./reach";
import { tick, day, domainNumber, keyOf, goTo } from "./turn";

// Mail that waits for another try, by slots (try-rings.ts).

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
export function keep(stream: u32, tries: i32, deferred: i32, offered: i32): void {
  addWhole(slots, slotOf(stream, tries, tick + ticksAfter(tries)), deferred);
  addWhole(waiting, stream, deferred);
  addWhole(taken, stream, offered - deferred);
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
  const sender = senderAt(domainNumber, provider);
  const row = rowAt(day, domainNumber, provider);
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

/** Others' mail lists those whose mail waits, each with the probability of its cohort. */
export function listWaiting(ofTick: i32): void {
  goTo(ofTick);
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
