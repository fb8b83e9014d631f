/** Colours by meaning, of a middle lightness: they are seen on a white page, on a dark one, and in print. */
export const colours = {
  inbox: "#3f7fbf",
  spam: "#d99a2b",
  missing: "#8fa3b5",
  bounced: "#c4513b",
  blocked: "#7d4a5e",
  dropped: "#b3b8bf",
  quota: "#6d7681",
} as const;

/** Colours for lines that have names, told apart also by those who see red and green alike. */
export const palette: readonly string[] = [
  "#3f7fbf",
  "#d0782a",
  "#4f9a6b",
  "#b0568f",
  "#8a7f2e",
  "#7a69b8",
  "#2f9aa8",
  "#a5624a",
];
