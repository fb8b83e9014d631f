/** The tokenizer alone: the package's main entry also loads the whole grammar of CSS. Its types describe only that entry. */
declare module "css-tree/tokenizer" {
  /** Calls back once a token with its type (CSS Syntax 3, section 4) and its extent. */
  export function tokenize(css: string, onToken: (type: number, start: number, end: number) => void): void;
  export const AtKeyword: number;
  export const CDC: number;
  export const CDO: number;
  export const Colon: number;
  export const Comment: number;
  export const Function: number;
  export const Ident: number;
  export const LeftCurlyBracket: number;
  export const LeftParenthesis: number;
  export const LeftSquareBracket: number;
  export const RightCurlyBracket: number;
  export const RightParenthesis: number;
  export const RightSquareBracket: number;
  export const Semicolon: number;
  export const WhiteSpace: number;
}
