/** The tokenizer alone: the package's main entry also loads the whole grammar of CSS. Its types describe only that entry. */
declare module "css-tree/tokenizer" {
  /** Calls back once a token with its type (CSS Syntax 3, section 4) and its extent. */
  export function tokenize(css: string, onToken: (type: number, start: number, end: number) => void): void;
  export const tokenTypes: Readonly<Record<string, number>>;
}
