import { limits } from "./limits.ts";

/** The beginning of a stranger's text as a report quotes it: at most `limits.excerptUnitsMax` units, no character cut in two. */
export function excerpt(text: string): string {
  if (text.length <= limits.excerptUnitsMax) return text;
  const last = text.charCodeAt(limits.excerptUnitsMax - 1);
  const end = last >= 0xd800 && last <= 0xdbff ? limits.excerptUnitsMax - 1 : limits.excerptUnitsMax;
  return `${text.slice(0, end)}…`;
}
