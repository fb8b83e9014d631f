// The bits of a recipient's state, one byte. Every other bit of `DOMAINS` stands for a domain that was unsubscribed from.

/** The address does not exist. */
export const INVALID = 1;
/** The shared list has the address. */
export const LISTED = 2;
/** The account's own list has the address: its owner complained. */
export const COMPLAINED = 4;
/** Unsubscribed from the first of the domains that mail the list; the bits above stand for the next two. */
export const UNSUBSCRIBED = 8;
/** The number of the group of deferred mails that the recipient's waits in, from 1 to 3, or 0. */
export const GROUP = 0xc0;
/** The number of the lowest bit of {@link GROUP}. */
export const GROUP_SHIFT = 6;

// What a kernel is told, and what it says, stands in an order: where its fields are, in bytes from its beginning.

/** Where the states begin in memory. */
export const STATES_AT = 0;
/** Where the ticks begin in which entries of the shared list end, one byte each. */
export const EXPIRIES_AT = 4;
/** The key of the hash. */
export const KEY_AT = 8;
/** The bit of the domain that sends. */
export const DOMAIN_AT = 16;
/** The group, shifted, of those that mail is offered, and of those who are deferred. */
export const GROUP_FROM_AT = 20;
export const GROUP_TO_AT = 24;
/** The tick, modulo 256, in which entries made now end. */
export const EXPIRY_AT = 28;
/** How many outcomes change a state, 0 to 3; the greatest high half of a draw of each, in rising order, and the bits it sets. */
export const CHANGES_AT = 32;
export const CHANGE_BOUNDS_AT = 36;
export const CHANGE_BITS_AT = 48;
/** In how many rounds draws are tallied, of {@link TALLIES_A_ROUND} bounds each. */
export const ROUNDS_AT = 60;
/** Of marking: the bits that keep a recipient from it, those it sets, the greatest draw that is marked. */
export const SPARED_AT = 64;
export const MARK_AT = 68;
export const MARK_BOUND_AT = 72;
/** Of marking: over how many ticks entries from before the beginning end, or 0; the key that draws which. */
export const AGES_AT = 76;
export const AGE_KEY_AT = 80;
/** How many of the lowest high halves are shared by outcomes, and how many are shared or change a state. */
export const SHARED_AT = 88;
export const CLOSE_AT = 92;
/** Counts: the four fates before a provider is asked, then those who were marked, or were offered mail many at a time. */
export const COUNTS_AT = 96;
export const COUNTED_AT = 112;
/** Tallies: four counts each of high halves below a bound. */
export const TALLY_AT = 128;
/** Who met each outcome when mail was offered to one at a time. */
export const EACH_AT = 288;
/** Bounds of the tallies, 16 bits each. */
export const BOUND_AT = 336;
/** Into how many stretches all draws are shared out, and the bits that each outcome sets. */
export const STRETCHES_AT = 356;
export const BITS_AT = 360;
/** The stretches in rising order, each with its greatest draw and its outcome. */
export const STRETCH_AT = 408;
/** Where the bytes begin in whose bits of {@link GROUP} a campaign's groups stand. */
export const GROUPS_AT = 592;
/** Where the kernel keeps a constant for a moment. */
export const CONSTANT_AT = 596;
/** Of a shuffled order: the number of a cohort's first recipient, its size, the bits that hold it, and the key. */
export const FIRST_AT = 600;
export const SIZE_AT = 604;
export const WIDTH_AT = 608;
export const ORDER_KEY_AT = 612;
/** Recipients that are offered mail together, step by step: what one step leaves for the next stays near the processor. */
export const TOGETHER = 1_024;
/** Of those offered mail together: all bits of a byte for each whose address may be mailed, and the high half of each draw. */
export const OPEN_AT = 1_024;
export const DRAWS_AT = 2_048;
/** Bounds to which draws are held at a time: as many as fit into the registers of a processor. */
export const TALLIES_A_ROUND = 5;
/** Bytes of an order. */
export const ORDER_BYTES = 4_096;
