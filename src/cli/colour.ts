/** Flags that colour depends on. */
export interface ColourFlags {
  readonly color: boolean;
}

/** Colour only on a terminal, and never against the reader's wish (no-color.org). */
export function colourOf({ color }: ColourFlags, stream: NodeJS.WriteStream): "colour" | "plain" {
  return color && stream.isTTY && (process.env["NO_COLOR"] ?? "") === "" ? "colour" : "plain";
}
