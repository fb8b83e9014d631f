import { factOf, type Mending, type Proposal, replaced } from "./mending.ts";

/** The record as its reader mended it. */
export function byRepaired(mending: Mending): readonly Proposal[] {
  const repaired = factOf(mending, "repaired");
  return mending.record && repaired !== "" ? [replaced(mending.record, repaired)] : [];
}

/** What the reader would have in the place of what it found fault with. */
export function bySuggestion({ record, place, ...mending }: Mending): readonly Proposal[] {
  const suggestion = factOf({ record, place, ...mending }, "suggestion");
  if (!record || !place || suggestion === "") return [];
  return [replaced(record, record.text.slice(0, place.start) + suggestion + record.text.slice(place.end))];
}

/** The record without the tag, or the term, that was found fault with. */
export function byDropping({ record, place }: Mending): readonly Proposal[] {
  if (!record || !place || record.type !== "TXT" || place.end - place.start >= record.text.length) return [];
  const separator = /^\s*v=spf1/i.test(record.text) ? " " : ";";
  const start = record.text.lastIndexOf(separator, place.start - 1);
  const next = record.text.indexOf(separator, place.start);
  const end = next < 0 ? record.text.length : next;
  if (start < 0) return [];
  const kept = (record.text.slice(0, start) + record.text.slice(end)).trimEnd();
  return [replaced(record, kept)];
}
