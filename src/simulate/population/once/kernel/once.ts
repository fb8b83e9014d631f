export { arriveFlags, settleFlags } from "./flags";
export { find } from "./memory";
export { listWaiting, reach, retry, settle, startDay, turnTo } from "./people";
export { addUp } from "./sums";
export { drawMoods, fade, learn, view } from "./providers";
