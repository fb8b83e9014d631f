import type { MtaStsPolicy, MtaStsPolicyFault } from "../../model/domain/mta-sts.ts";
import { limits } from "../../model/limits.ts";
import type { Range } from "../../model/place.ts";
import type { RecordFault, RecordReading } from "../../model/record.ts";
import { didYouMean } from "../../model/suggest.ts";
import { nameFault } from "../zone/names.ts";
import { textAt, trimmed } from "./tag-list.ts";

type Fault = RecordFault<MtaStsPolicyFault>;

/** One year of 365.25 days (RFC 8461, 3.2). */
const MAX_AGE_SECONDS_MAX = 31_557_600;

/**
 * Reads an MTA-STS policy (RFC 8461, 3.2): a line a field, ended by LF or CRLF; other keys are extensions. No value
 * where senders would not take the policy; of a key that stands twice the first counts.
 */
export function readMtaStsPolicy(text: string): RecordReading<MtaStsPolicy, MtaStsPolicyFault> {
  const { fields, faults: lineFaults } = fieldsIn(text);
  const version = readField(text, fields, "version", (value) => (value === "STSv1" ? value : undefined), ["STSv1"]);
  const mode = readField(text, fields, "mode", (value) => modes.find((each) => each === value), modes);
  const maxAge = readField(text, fields, "max_age", secondsIn, [String(MAX_AGE_SECONDS_MAX)]);
  const mx = readMx(text, fields, mode.value);
  const faults = [...lineFaults, ...twice(fields), ...version.faults, ...mode.faults, ...maxAge.faults, ...mx.faults];
  const isTaken = faults.every(({ kind }) => kind === "key-twice");
  const value =
    isTaken && mode.value !== undefined && maxAge.value !== undefined
      ? { mode: mode.value, modeAt: mode.at, maxAgeSeconds: maxAge.value, maxAgeAt: maxAge.at, mx: mx.good }
      : undefined;
  const sorted = faults.sort((a, b) => a.at.start - b.at.start);
  const repaired = faults.length === 0 ? undefined : written(mode.mended, maxAge.mended, mx.good);
  return { value, faults: sorted, repaired };
}

const modes = ["enforce", "testing", "none"] as const;

/** Whether a policy's pattern stands for a host: `*.` for exactly one label (RFC 8461, 4.1). */
export function matchesMx(pattern: string, host: string): boolean {
  if (!pattern.startsWith("*.")) return pattern === host;
  const dot = host.indexOf(".");
  return dot > 0 && host.slice(dot + 1) === pattern.slice(2);
}

interface Field {
  readonly key: string;
  readonly value: string;
  readonly keyAt: Range;
  readonly valueAt: Range;
}

function fieldsIn(text: string): { readonly fields: readonly Field[]; readonly faults: readonly Fault[] } {
  const fields: Field[] = [];
  const faults: Fault[] = [];
  const mark = /^(?:\uFEFF|\u00EF\u00BB\u00BF)/.exec(text)?.[0].length ?? 0;
  if (mark > 0) faults.push({ kind: "byte-order-mark", at: { start: 0, end: mark }, written: "", suggestion: "" });
  let start = mark;
  for (let line = 0; start < text.length && line < limits.policyLinesMax; line++) {
    const feed = text.indexOf("\n", start);
    const end = feed === -1 ? text.length : feed;
    const at = trimmed(text, { start, end });
    const field = fieldAt(text, at);
    if (field) fields.push(field);
    else if (at.end > at.start) faults.push({ kind: "line-malformed", at, written: textAt(text, at), suggestion: "" });
    start = end + 1;
  }
  return { fields, faults };
}

function fieldAt(text: string, at: Range): Field | undefined {
  const colon = text.indexOf(":", at.start);
  if (colon === -1 || colon >= at.end) return undefined;
  const keyAt = { start: at.start, end: colon };
  const valueAt = trimmed(text, { start: colon + 1, end: at.end });
  const key = textAt(text, keyAt);
  return /^[A-Za-z\d][\w.-]{0,31}$/.test(key) ? { key, value: textAt(text, valueAt), keyAt, valueAt } : undefined;
}

function twice(fields: readonly Field[]): readonly Fault[] {
  const seen = new Set<string>();
  return fields.flatMap(({ key, keyAt }): readonly Fault[] => {
    if (key === "mx") return [];
    if (seen.has(key)) return [{ kind: "key-twice", at: keyAt, written: key, suggestion: "" }];
    seen.add(key);
    return [];
  });
}

interface ReadField<T> {
  readonly value: T | undefined;
  readonly at: Range;
  /** The value as written, or what it should be; undefined where nobody can tell. */
  readonly mended: string | undefined;
  readonly faults: readonly Fault[];
}

const prefixes = { version: "version", mode: "mode", max_age: "max-age" } as const;

function readField<T>(
  text: string,
  fields: readonly Field[],
  key: keyof typeof prefixes,
  parse: (value: string) => T | undefined,
  known: readonly string[],
): ReadField<T> {
  const field = fields.find((each) => each.key === key);
  if (field === undefined) return missingField(text, fields, key);
  const { value: raw, valueAt: at } = field;
  const value = parse(raw);
  if (value !== undefined) return { value, at, mended: raw, faults: [] };
  const tooLong = key === "max_age" && /^\d+$/.test(raw) && Number(raw) > 0 ? known[0] : undefined;
  const meant = tooLong ?? didYouMean(raw, known);
  const fault: Fault = { kind: `${prefixes[key]}-wrong`, at, written: raw, suggestion: meant ?? "" };
  return { value, at, mended: meant, faults: [fault] };
}

function missingField(text: string, fields: readonly Field[], key: keyof typeof prefixes): ReadField<never> {
  const meant = fields.find((each) => didYouMean(each.key, [key]) !== undefined);
  const at = meant?.keyAt ?? { start: text.length, end: text.length };
  const fault: Fault = {
    kind: `${prefixes[key]}-missing`,
    at,
    written: meant?.key ?? "",
    suggestion: meant ? key : `${key}:`,
  };
  return { value: undefined, at, mended: meant?.value, faults: [fault] };
}

/** One second to a year; the standard has up to ten digits. */
function secondsIn(value: string): number | undefined {
  const seconds = /^\d{1,10}$/.test(value) ? Number(value) : 0;
  return seconds >= 1 && seconds <= MAX_AGE_SECONDS_MAX ? seconds : undefined;
}

type Mode = MtaStsPolicy["mode"];

function readMx(
  text: string,
  fields: readonly Field[],
  mode: Mode | undefined,
): { good: readonly string[]; faults: readonly Fault[] } {
  const given = fields.filter(({ key }) => key === "mx");
  const patterns = given.map(({ value, valueAt }) => ({ value, at: valueAt, mended: patternFrom(value) }));
  const good = patterns.flatMap(({ mended }) => mended ?? []);
  const faults = patterns.flatMap(({ value, at, mended }): readonly Fault[] =>
    mended === value.toLowerCase() ? [] : [{ kind: "mx-malformed", at, written: value, suggestion: mended ?? "" }],
  );
  if (given.length > 0 || mode === "none") return { good, faults };
  const end = { start: text.length, end: text.length };
  return { good, faults: [{ kind: "mx-missing", at: end, written: "", suggestion: "mx:" }] };
}

/** A host or pattern as it should be: no dot at either end, one `*.` at most; undefined where it is none. */
function patternFrom(value: string): string | undefined {
  const plain = value.toLowerCase().replace(/\.$/, "").replace(/^\./, "*.");
  const isName = plain.length <= 255 && /^(?:\*\.)?[a-z\d_](?:[a-z\d_-]*[a-z\d_])?(?:\.[a-z\d_-]+)+$/.test(plain);
  return isName && nameFault(plain) === undefined ? plain : undefined;
}

function written(mode: string | undefined, maxAge: string | undefined, mx: readonly string[]): string | undefined {
  if (!modes.some((each) => each === mode) || secondsIn(maxAge ?? "") === undefined) return undefined;
  if (mx.length === 0 && mode !== "none") return undefined;
  return [`version: STSv1`, `mode: ${mode}`, ...mx.map((each) => `mx: ${each}`), `max_age: ${maxAge}`, ""].join("\n");
}
