import type { DkimKey, DkimKeyFault } from "../../model/domain/dkim.ts";
import { limits } from "../../model/limits.ts";
import type { RecordFault, RecordReading } from "../../model/record.ts";
import { keyIn, type MendedKey } from "./dkim-public-key.ts";
import { damageIn, mendedPaste, type PasteHints } from "./paste.ts";
import { readTags, type Tag } from "./tag-list.ts";

type Fault = RecordFault<DkimKeyFault>;
type Reading = RecordReading<DkimKey, DkimKeyFault>;

/** True for a text that was meant to be a DKIM key, well written or not. */
export function isMeantForDkim(text: string): boolean {
  return /DKIM|(?:^|[;\s"])p\s{0,9}=/i.test(text);
}

const known = ["v", "h", "k", "n", "p", "s", "t"];

/** Reads a DKIM key record (RFC 6376, 3.6.1; RFC 8463). One that pasting damaged has no value, and one fault that says so. */
export function readDkimKey(written: string): Reading {
  const text = written.slice(0, limits.tagListUnitsMax);
  const hints = pasteHints(text);
  const again = secondRecordIn(text, hints);
  if (again !== undefined) return readTwice(text, again);
  const damage = damageIn(text, hints);
  if (!damage) return readWhole(text);
  const { firsts } = firstsOf(readTags(mendedPaste(text, hints)));
  const repaired = proven(rebuiltFrom(firsts, keyIn(firsts, text.length)));
  return { value: undefined, faults: [{ ...damage, suggestion: damage.kind === "semicolon-missing" ? ";" : "" }], repaired };
}

/** Where a record begins once more behind its own key, whatever parts the two. */
function secondRecordIn(text: string, { free }: PasteHints): number | undefined {
  const [, second] = [...text.matchAll(/v\s{0,9}=\s{0,9}DKIM1(?![\w+/])/g)];
  const isFree = second && free && second.index >= free.start && second.index < free.end;
  return second && !isFree && /p\s{0,9}=/.test(text.slice(0, second.index)) ? second.index : undefined;
}

/** The record is kept that stands first. */
function readTwice(text: string, again: number): Reading {
  const first = text.slice(0, again).replace(/[;\s]{1,20}$/, "");
  const { faults, repaired } = readDkimKey(first);
  const at = { start: again, end: text.length };
  const fault: Fault = { kind: "record-twice", at, written: text.slice(again, again + 16), suggestion: "" };
  return { value: undefined, faults: [fault], repaired: faults.length === 0 ? first : repaired };
}

function pasteHints(text: string): PasteHints {
  return {
    begin: /v\s{0,9}=\s{0,9}DKIM/i,
    unparted: /(?<=[^;\s,])[\s,]{1,20}(?=[vkphstn]\s{0,9}=\s{0,9}[^=;\s])/g,
    free: readTags(text).find(({ name }) => name === "n")?.valueAt,
  };
}

function readWhole(text: string): Reading {
  const tags = readTags(text);
  const { firsts, faults: repeated } = firstsOf(tags);
  const key = keyIn(firsts, text.length);
  const faults = [...versionFaults(tags, firsts), ...repeated, ...tags.flatMap(optionFaults), ...key.faults];
  const reading = { value: { key: key.value }, faults: faults.sort((a, b) => a.at.start - b.at.start) };
  return { ...reading, repaired: faults.length === 0 ? undefined : proven(rebuiltFrom(firsts, key)) };
}

/** A record only where it reads without fault, and to a key. */
function proven(record: string | undefined): string | undefined {
  if (record === undefined || damageIn(record, pasteHints(record))) return undefined;
  const tags = readTags(record);
  const { firsts } = firstsOf(tags);
  const key = keyIn(firsts, record.length);
  const isSound = key.faults.length === 0 && versionFaults(tags, firsts).length === 0 && tags.flatMap(optionFaults).length === 0;
  return isSound && typeof key.value === "object" ? record : undefined;
}

function rebuiltFrom(firsts: ReadonlyMap<string, Tag>, { mended }: MendedKey): string | undefined {
  if (!mended) return undefined;
  const strict = wordsOf(firsts.get("t")).includes("s") ? ["t=s"] : [];
  const notes = firsts.get("n");
  return ["v=DKIM1", `k=${mended.type}`, ...strict, ...(notes ? [`n=${notes.value}`] : []), `p=${mended.base64}`].join("; ");
}

/** The first tag of each name, lower case, and what is wrong with the names. */
function firstsOf(tags: readonly Tag[]): { readonly firsts: ReadonlyMap<string, Tag>; readonly faults: readonly Fault[] } {
  const firsts = new Map<string, Tag>();
  const faults: Fault[] = [];
  for (const tag of tags) {
    const { name, value, at, nameAt } = tag;
    const lower = name.toLowerCase();
    if (name === "") faults.push({ kind: "tag-malformed", at, written: value, suggestion: "" });
    else if (firsts.has(lower)) faults.push({ kind: "tag-twice", at, written: name, suggestion: "" });
    else if (known.includes(lower) && name !== lower)
      faults.push({ kind: "tag-case", at: nameAt, written: name, suggestion: lower });
    else if (lower === "g") faults.push({ kind: "tag-obsolete", at, written: name, suggestion: "" });
    else if (!known.includes(lower)) faults.push({ kind: "tag-unknown", at: nameAt, written: name, suggestion: "" });
    if (name !== "" && !firsts.has(lower)) firsts.set(lower, tag);
  }
  return { firsts, faults };
}

function versionFaults(tags: readonly Tag[], firsts: ReadonlyMap<string, Tag>): readonly Fault[] {
  const version = firsts.get("v");
  if (!version) return [{ kind: "version-missing", at: { start: 0, end: 0 }, written: "", suggestion: "v=DKIM1" }];
  const { at, value, name } = version;
  const written = `${name}=${value}`;
  if (value !== "DKIM1") return [{ kind: "version-wrong", at, written, suggestion: "v=DKIM1" }];
  return tags[0] === version ? [] : [{ kind: "version-not-first", at, written, suggestion: "" }];
}

/** What else keeps a key from being used for mail, or for all of it. */
function optionFaults(tag: Tag): readonly Fault[] {
  const { value: written, valueAt: at, name } = tag;
  const words = wordsOf(tag);
  if (name === "h" && !words.includes("sha256")) return [{ kind: "hash-unusable", at, written, suggestion: "sha256" }];
  if (name === "s" && !words.includes("*") && !words.includes("email"))
    return [{ kind: "service-excluded", at, written, suggestion: "email" }];
  if (name !== "t") return [];
  const testing: readonly Fault[] = words.includes("y") ? [{ kind: "testing", at, written, suggestion: "" }] : [];
  const unknown = words.filter((word) => word !== "y" && word !== "s" && word !== "");
  return [...testing, ...unknown.map((word): Fault => ({ kind: "flag-unknown", at, written: word, suggestion: "" }))];
}

function wordsOf(tag: Tag | undefined): readonly string[] {
  return (tag?.value ?? "").split(":").map((word) => word.trim().toLowerCase());
}
