import { NUMBERS_A_TICK } from "../../numbers-a-tick";
import { cohortAt, cohortCount, domainAt, keyAt, senderAt, streamKeys } from "./memory";
import { Cohort, Domain, Key } from "./rows";

// Whose turn it is: a domain in a tick.

export let tick: i32 = 0;
export let day: i32 = 0;
/** When what providers make of the domain was worked out. */
export let stamp: f64 = 0;
/** The number of the domain. */
export let domainNumber: u32 = 0;
export let domain: Domain = changetype<Domain>(0);
export let isOverflowing: bool = false;

/** Goes to a domain in a tick, whose mail shared IPs send in the place of its own, or not. */
export function turnTo(ofTick: i32, ofDay: i32, ofDomain: u32, ofStamp: i32, overflows: bool): void {
  tick = ofTick;
  day = ofDay;
  domainNumber = ofDomain;
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
export function keyOf(stream: u32): Key {
  const key = keyAt(streamKeys, stream);
  if (key.stamp != tick) {
    key.stamp = tick;
    key.counter = tick * NUMBERS_A_TICK;
  }
  return key;
}

/** Goes to a tick. */
export function goTo(ofTick: i32): void {
  tick = ofTick;
}
