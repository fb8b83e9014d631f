/** The parser alone: the package's main entry also loads the whole grammar of CSS, which costs a third of a cold start. */
declare module "css-tree/parser" {
  import type { parse } from "css-tree";

  const parser: typeof parse;
  export default parser;
}
