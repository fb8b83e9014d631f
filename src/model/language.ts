/** The languages reports speak; equals. */
export type Lang = (typeof langs)[number];

export const langs = ["en", "zh"] as const;

/** One text in every language reports speak. */
export type Text = { readonly [L in Lang]: string };

/** A text that stays as it is: another program's words, or a name. */
export function asItIs(text: string): Text {
  return { en: text, zh: text };
}
