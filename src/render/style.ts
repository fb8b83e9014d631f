/** Colours by meaning; each returns its text plain when colour is off. */
export interface Style {
  readonly error: (text: string) => string;
  readonly warning: (text: string) => string;
  readonly info: (text: string) => string;
  readonly good: (text: string) => string;
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
}

/** SGR sequences of ECMA-48, 8.3.117. */
const codes = { error: 31, warning: 33, info: 36, good: 32, strong: 1, faint: 2 } as const;

/** The style for a terminal with colour, or one that leaves every text as it is. */
export function styleFor(colour: "colour" | "plain"): Style {
  const paint = (code: number) => (text: string) => (colour === "colour" ? `\u001B[${code}m${text}\u001B[0m` : text);
  return {
    error: paint(codes.error),
    warning: paint(codes.warning),
    info: paint(codes.info),
    good: paint(codes.good),
    strong: paint(codes.strong),
    faint: paint(codes.faint),
  };
}
