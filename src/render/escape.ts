/** Characters that steer a terminal or turn text around: C0 and C1 controls, bidirectional and line separators. */
const STEERING = /[\u0000-\u001F\u007F-\u009F\u061C\u200E\u200F\u2028\u2029\u202A-\u202E\u2066-\u2069\uFEFF\uFFF9-\uFFFB]/g;

/** Text that may come from a stranger, made safe to print on one line: what steers is shown by its code. */
export function printable(text: string): string {
  return text.replace(STEERING, codeOf);
}

/** A value as JSON in which nothing steers: the same value to whoever parses it. */
export function printableJson(value: unknown, indent: number): string {
  // Line feeds of the indentation stay; inside strings JSON has escaped them already.
  return JSON.stringify(value, null, indent).replace(STEERING, (character) =>
    character === "\n" ? character : codeOf(character),
  );
}

function codeOf(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
