import { binomial, binomials } from "./binomial";
import { day, domainNumber, domain, isOverflowing, keyOf } from "./turn";
import { flagsAt, providerOf, rowAt, senderAt, setWhole, sharesOf, taken, wholeAt } from "./memory";
import { Shares } from "./rows";

// What became of mail that a provider took: asked when somebody must know, at the tick's end at the latest.

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
/** Two of them, each with what its mails met behind it. */
const settlings: usize = memory.data(240);

// @ts-ignore: decorator
@inline
function metAt(settling: Settling): usize {
  return changetype<usize>(settling) + SETTLING_BYTES;
}

export function settleStream(stream: u32): void {
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
  const row = rowAt(day, domainNumber, provider);
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
  senderAt(domainNumber, provider).placed += spam + inbox;
  const flags = flagsAt(0, domainNumber, provider);
  flags.opened += mails.opened + mails.spamOpened;
  flags.clicked += mails.clicked;
  flags.complained += mails.complained;
  flags.left += mails.unsubscribed;
}
