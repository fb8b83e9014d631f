export { mark, release, unlist } from "./mark";
export { offer, offerShuffled } from "./offer";
