// What the steps of people who are mailed once have in memory: arrays, by number. The kernel finds where each begins in a
// table of addresses; both sides count in this order.

/** Of each stream: its provider and its cohort. */
export const PROVIDER_OF = 0;
export const COHORT_OF = 1;
/** Recipients of a stream who are not reached yet; −1 before its campaign begins. */
export const UNREACHED = 2;
/** Mails of a stream that its provider took, of which nobody knows more yet. */
export const TAKEN = 3;
/** Mails of a stream that wait for another try. */
export const WAITING = 4;
/** The same by slot of the stream's rings: to whom mail may be sent, and whom the shared list has got since. */
export const SLOTS = 5;
export const SLOTS_LISTED = 6;
/** Of each stream, four whole numbers: the halves of its key, its counter, and the tick that it counts in. */
export const STREAM_KEYS = 7;
/** Of each stream: when and for how many mails a week its shares were worked out, and the share of each outcome. */
export const STREAM_SHARES = 8;
/** Rows of the fields of each kind (rows.ts). */
export const COHORTS = 9;
export const PROVIDERS = 10;
export const SENDERS = 11;
export const POOLS = 12;
export const DOMAINS = 13;
/** Flags on their way: by age of their mail in days, sender and kind. */
export const FLAGS = 14;
/** Of the flags still to come, those that come today: by age and kind. */
export const FLAG_SHARES = 15;
/** Of each provider, four whole numbers: the halves of the key of its days, their counter, and nothing. */
export const MOOD_KEYS = 16;
/** The same of each domain: the key of its flags. */
export const DOMAIN_KEYS = 17;
/** The ledger's counts, and its figures of providers. */
export const COUNTS = 18;
export const LEDGER_PROVIDERS = 19;
/** Ticks from one try to the next, and where the ring of mails with so many tries begins. */
export const RETRY_TICKS = 20;
export const RING_FIRSTS = 21;
/** One row, of what is so of the whole plan. */
export const FACTS = 22;
/** The streams of each list that is mailed at a time, one list after another. */
export const LISTS = 23;
/** Room for what is drawn of streams that are reached together. */
export const SHARES = 24;
/** The probability with which others' mail lists an address of a cohort in a tick. */
export const LISTED_PER_TICK = 25;
/** Of cohorts whom the same share is listed of, two numbers: of who exists and of who does not, the share that is not. */
export const UNLISTED = 26;
/** The ledger's counts of all senders together. */
export const DAILY = 27;
/** Tables of the binomial distribution. */
export const QUANTILES = 28;
export const COARSE_DECAYS = 29;
export const FINE_DECAYS = 30;
export const INVERSES = 31;
/** How many arrays there are. */
export const ARRAYS = 32;

/** Where the addresses stand, in bytes; arrays begin behind them. */
export const ADDRESSES_AT = 1_024;
export const ARRAYS_AT = 2_048;

/** Numbers of a row of each kind. */
export const SHARES_WIDTH = 12;
export const UNLISTED_WIDTH = 2;
export const COHORT_WIDTH = 16;
export const PROVIDER_WIDTH = 16;
export const SENDER_WIDTH = 8;
export const POOL_WIDTH = 4;
export const DOMAIN_WIDTH = 16;

/** Whole numbers of a key, and of a stream that is being reached. */
export const KEY_WIDTH = 4;
export const REACHING_WIDTH = 5;
