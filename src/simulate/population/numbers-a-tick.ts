/** Numbers that one entity may draw in a tick before it comes to those of the next. */
export const NUMBERS_A_TICK = 16_384;
