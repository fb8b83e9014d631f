export { mark, release, unlist } from "./mark";
export { offer } from "./offer";
