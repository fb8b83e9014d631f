import { binomial, binomials } from "./binomial";
import {
  domainAt,
  domainCount,
  domainKeys,
  flagsAt,
  flagShares,
  keyAt,
  providerAt,
  providerCount,
  rowAt,
  senderAt,
} from "./memory";
import { Flags } from "./rows";

// Opens, clicks, complaints and unsubscribes: flags.ts of src/world.

/** A day begins: flags of mails of the days before are there, and the rest comes later. */
export function arriveFlags(day: i32, ages: u32): void {
  for (let age = ages - 1; age >= 1; age--) for (let domain: u32 = 0; domain < domainCount; domain++) arrive(day, domain, age);
}

/** Books what has come today of a domain's mails so far. */
export function settleFlags(day: i32, domain: u32): void {
  openByMachines(day, domain);
  arrive(day, domain, 0);
}

function openByMachines(day: i32, domain: u32): void {
  const key = keyAt(domainKeys, domain);
  for (let provider: u32 = 0; provider < providerCount; provider++) {
    const sender = senderAt(domain, provider);
    if (sender.placed == 0) continue;
    const opened = binomial(key, sender.placed, providerAt(provider).machineOpenShare);
    sender.placed = 0;
    rowAt(day, domain, provider).openedMachine += opened;
    domainAt(domain).opens += opened;
  }
}

/** Of the flags of a domain's mails of an age that have not come yet, a share comes today. */
function arrive(day: i32, domain: u32, age: u32): void {
  const key = keyAt(domainKeys, domain);
  const today = domainAt(domain);
  const shares = changetype<Flags>(flagShares + <usize>age * offsetof<Flags>());
  for (let provider: u32 = 0; provider < providerCount; provider++) {
    const waiting = flagsAt(age, domain, provider);
    const later = flagsAt(age + 1, domain, provider);
    const most = binomials(key, waiting.opened, shares.opened, key, waiting.clicked, shares.clicked);
    const rest = binomials(key, waiting.complained, shares.complained, key, waiting.left, shares.left);
    const opened = f64x2.extract_lane(most, 0);
    const clicked = f64x2.extract_lane(most, 1);
    const complained = f64x2.extract_lane(rest, 0);
    const left = f64x2.extract_lane(rest, 1);
    const all = opened + clicked + complained + left;
    // The last age has all come, and none after it.
    if (waiting.opened != opened) later.opened += waiting.opened - opened;
    if (waiting.clicked != clicked) later.clicked += waiting.clicked - clicked;
    if (waiting.complained != complained) later.complained += waiting.complained - complained;
    if (waiting.left != left) later.left += waiting.left - left;
    waiting.opened = 0;
    waiting.clicked = 0;
    waiting.complained = 0;
    waiting.left = 0;
    if (all == 0) continue;
    const row = rowAt(day, domain, provider);
    row.openedHuman += all;
    row.clicked += clicked;
    row.complained += complained;
    row.unsubscribed += left;
    today.complaints += complained;
    today.opens += all * (1 - providerAt(provider).machineOpenShare);
  }
}
