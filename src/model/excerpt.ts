import { limits } from "./limits.ts";

/** A text with one unit a byte as people read it: its UTF-8 decoded, where it is some. */
export function asRead(bytes: string): string {
  if (!/[\u0080-\u00ff]/.test(bytes) || /[^\0-\u00ff]/.test(bytes)) return bytes;
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(
      Uint8Array.from(bytes, (unit) => unit.charCodeAt(0)),
    );
  } catch {
    return bytes;
  }
}

/** A text with each blank or mark that nobody sees as its number, such as U+200B; the plain blank stays. */
export function visible(text: string): string {
  return text.replace(/(?! )[\p{Zs}\p{Cf}]/gu, (unseen) => {
    const digits = unseen.codePointAt(0)?.toString(16).toUpperCase().padStart(4, "0");
    return `U+${digits}`;
  });
}

/** The beginning of a stranger's text as a report quotes it: at most `limits.excerptUnitsMax` units, no character cut in two. */
export function excerpt(text: string): string {
  if (text.length <= limits.excerptUnitsMax) return text;
  const last = text.charCodeAt(limits.excerptUnitsMax - 1);
  const end = last >= 0xd800 && last <= 0xdbff ? limits.excerptUnitsMax - 1 : limits.excerptUnitsMax;
  return `${text.slice(0, end)}…`;
}
