export { arriveFlags, settleFlags } from "./flags";
export { find } from "./memory";
export { drawMoods, fade, learn, view } from "./providers";
export { reach } from "./reach";
export { listWaiting, retry } from "./retry";
export { settle } from "./settle";
export { addUp } from "./sums";
export { startDay, turnTo } from "./turn";
