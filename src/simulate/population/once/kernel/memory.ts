import * as layout from "../layout";
import { Cohort, Domain, Facts, Flags, Key, Pool, Provider, Row, Sender, Shares, Unlisted } from "./rows";

// Where the arrays of layout.ts begin, in bytes.

export let providerOf: usize = 0;
export let cohortOf: usize = 0;
export let unreached: usize = 0;
export let taken: usize = 0;
export let waiting: usize = 0;
export let slots: usize = 0;
export let slotsListed: usize = 0;
export let streamKeys: usize = 0;
export let streamShares: usize = 0;
export let cohorts: usize = 0;
export let providers: usize = 0;
export let senders: usize = 0;
export let pools: usize = 0;
export let domains: usize = 0;
export let flags: usize = 0;
export let flagShares: usize = 0;
export let moodKeys: usize = 0;
export let domainKeys: usize = 0;
export let counts: usize = 0;
export let ledgerProviders: usize = 0;
export let retryTicks: usize = 0;
export let ringFirsts: usize = 0;
export let shares: usize = 0;
export let listedPerTick: usize = 0;
export let unlisted: usize = 0;
export let daily: usize = 0;
export let quantiles: usize = 0;
export let coarseDecays: usize = 0;
export let fineDecays: usize = 0;
export let inverses: usize = 0;

export let facts: Facts = changetype<Facts>(0);

// What is counted is wanted as whole numbers.

export let streamCount: u32 = 0;
export let cohortCount: u32 = 0;
export let providerCount: u32 = 0;
export let domainCount: u32 = 0;
export let poolCount: u32 = 0;
/** Slots of a stream's rings, and tries after the first. */
export let slotCount: u32 = 0;
export let retryCount: i32 = 0;

function addressOf(array: usize): usize {
  return load<u32>(<usize>layout.ADDRESSES_AT + (array << 2));
}

/** Finds all arrays, before anything else is done with those of a play. */
export function find(): void {
  providerOf = addressOf(layout.PROVIDER_OF);
  cohortOf = addressOf(layout.COHORT_OF);
  unreached = addressOf(layout.UNREACHED);
  taken = addressOf(layout.TAKEN);
  waiting = addressOf(layout.WAITING);
  slots = addressOf(layout.SLOTS);
  slotsListed = addressOf(layout.SLOTS_LISTED);
  streamKeys = addressOf(layout.STREAM_KEYS);
  streamShares = addressOf(layout.STREAM_SHARES);
  cohorts = addressOf(layout.COHORTS);
  providers = addressOf(layout.PROVIDERS);
  senders = addressOf(layout.SENDERS);
  pools = addressOf(layout.POOLS);
  domains = addressOf(layout.DOMAINS);
  flags = addressOf(layout.FLAGS);
  flagShares = addressOf(layout.FLAG_SHARES);
  moodKeys = addressOf(layout.MOOD_KEYS);
  domainKeys = addressOf(layout.DOMAIN_KEYS);
  counts = addressOf(layout.COUNTS);
  ledgerProviders = addressOf(layout.LEDGER_PROVIDERS);
  retryTicks = addressOf(layout.RETRY_TICKS);
  ringFirsts = addressOf(layout.RING_FIRSTS);
  shares = addressOf(layout.SHARES);
  listedPerTick = addressOf(layout.LISTED_PER_TICK);
  unlisted = addressOf(layout.UNLISTED);
  daily = addressOf(layout.DAILY);
  quantiles = addressOf(layout.QUANTILES);
  coarseDecays = addressOf(layout.COARSE_DECAYS);
  fineDecays = addressOf(layout.FINE_DECAYS);
  inverses = addressOf(layout.INVERSES);
  facts = changetype<Facts>(addressOf(layout.FACTS));
  streamCount = <u32>facts.streams;
  cohortCount = <u32>facts.cohorts;
  providerCount = <u32>facts.providers;
  domainCount = <u32>facts.domains;
  poolCount = <u32>facts.pools;
  slotCount = <u32>facts.slots;
  retryCount = <i32>facts.retries;
}

// @ts-ignore: decorator
@inline
export function cohortAt(cohort: u32): Cohort {
  return changetype<Cohort>(cohorts + <usize>cohort * (layout.COHORT_WIDTH * 8));
}

// @ts-ignore: decorator
@inline
export function providerAt(provider: u32): Provider {
  return changetype<Provider>(providers + <usize>provider * (layout.PROVIDER_WIDTH * 8));
}

// @ts-ignore: decorator
@inline
export function senderAt(domain: u32, provider: u32): Sender {
  return changetype<Sender>(senders + <usize>(domain * providerCount + provider) * (layout.SENDER_WIDTH * 8));
}

// @ts-ignore: decorator
@inline
export function poolAt(pool: u32, provider: u32): Pool {
  return changetype<Pool>(pools + <usize>(pool * providerCount + provider) * (layout.POOL_WIDTH * 8));
}

// @ts-ignore: decorator
@inline
export function domainAt(domain: u32): Domain {
  return changetype<Domain>(domains + <usize>domain * (layout.DOMAIN_WIDTH * 8));
}

// @ts-ignore: decorator
@inline
export function unlistedOf(cohort: Cohort): Unlisted {
  return changetype<Unlisted>(unlisted + <usize>cohort.listedGroup * (layout.UNLISTED_WIDTH * 8));
}

// @ts-ignore: decorator
@inline
export function sharesOf(stream: u32): Shares {
  return changetype<Shares>(streamShares + <usize>stream * (layout.SHARES_WIDTH * 8));
}

// @ts-ignore: decorator
@inline
export function flagsAt(age: u32, domain: u32, provider: u32): Flags {
  return changetype<Flags>(flags + <usize>((age * domainCount + domain) * providerCount + provider) * offsetof<Flags>());
}

// @ts-ignore: decorator
@inline
export function rowAt(day: u32, domain: u32, provider: u32): Row {
  return changetype<Row>(counts + <usize>((day * domainCount + domain) * providerCount + provider) * offsetof<Row>());
}

// @ts-ignore: decorator
@inline
export function keyAt(keys: usize, entity: u32): Key {
  return changetype<Key>(keys + <usize>entity * (layout.KEY_WIDTH * 4));
}

/** A whole number of an array. */
// @ts-ignore: decorator
@inline
export function wholeAt(array: usize, place: u32): i32 {
  return load<i32>(array + (<usize>place << 2));
}

// @ts-ignore: decorator
@inline
export function setWhole(array: usize, place: u32, value: i32): void {
  store<i32>(array + (<usize>place << 2), value);
}

// @ts-ignore: decorator
@inline
export function addWhole(array: usize, place: u32, value: i32): void {
  setWhole(array, place, wholeAt(array, place) + value);
}
