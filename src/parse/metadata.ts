import type { Attachment, MetadataFault, Place } from "../model/document.ts";
import { limits } from "../model/limits.ts";
import { type MailType, mailTypes } from "../model/mail-type.ts";
import type { Range } from "../model/place.ts";
import { didYouMean } from "../model/suggest.ts";
import { readYaml, type YamlReading } from "./yaml/read-yaml.ts";

/** Front matter or a sidecar as read: what a template says of itself beside its content. */
export interface MetadataReading {
  readonly type: MailType | undefined;
  readonly language: string | undefined;
  readonly preheader: string | undefined;
  readonly subject: { readonly text: string; readonly at: Place } | undefined;
  readonly attachments: readonly Attachment[];
  readonly data: unknown;
  readonly faults: readonly MetadataFault[];
}

const keys = ["subject", "preheader", "type", "language", "data", "attachments"] as const;

/** The block between `---` lines at the front of a file: the YAML inside, and where the content goes on. */
export interface FrontMatter {
  readonly start: number;
  readonly end: number;
  readonly contentFrom: number;
}

/** Finds front matter. A file that merely starts with a rule of dashes has none. */
export function findFrontMatter(text: string): FrontMatter | undefined {
  const opening = /^\uFEFF?---[ \t]*(?:\r\n|\r|\n)/.exec(text)?.[0];
  if (opening === undefined) return undefined;
  const closing = /^(?:---|\.\.\.)[ \t]*$(?:\r\n|\r|\n)?/gm;
  closing.lastIndex = opening.length;
  const found = closing.exec(text);
  return found ? { start: opening.length, end: found.index, contentFrom: found.index + found[0].length } : undefined;
}

/** True for a file that begins as front matter does: dashes, then a key that metadata knows. */
export function opensFrontMatter(text: string): boolean {
  const key = /^\uFEFF?---[ \t]*(?:\r\n|\r|\n)([A-Za-z]+):/.exec(text)?.[1]?.toLowerCase();
  return keys.some((known) => known === key);
}

/** What is read of front matter that no line of dashes closes: that it is not closed. */
export function unclosedFrontMatter(source: number): MetadataReading {
  return { ...nothing, faults: [fault("syntax", "", "unclosed", { source, start: 0, end: 3 })] };
}

/**
 * Reads metadata in YAML or JSON. What cannot be taken is a fault with its place and costs nothing of the rest.
 * `source` and `base` say where the YAML stands in the document.
 */
export function readMetadata(yaml: string, source: number, base: number): MetadataReading {
  const reading = readYaml(yaml, base);
  const place = (at: Range): Place => ({ source, ...at });
  const syntax = reading.faults.slice(0, 5).map(({ message, at }) => fault("syntax", "", message, place(at)));
  if (!isRecord(reading.value)) {
    const wrong =
      reading.value === undefined || reading.value === null
        ? []
        : [fault("syntax", "", "no-mapping", place(reading.placeOf([])))];
    return { ...nothing, faults: [...syntax, ...wrong] };
  }
  const written = ({ start, end }: Range): string => yaml.slice(start - base, end - base);
  return fieldsOf(reading.value, reading, place, written);
}

const nothing: MetadataReading = {
  type: undefined,
  language: undefined,
  preheader: undefined,
  subject: undefined,
  attachments: [],
  data: undefined,
  faults: [],
};

function fieldsOf(
  record: Readonly<Record<string, unknown>>,
  reading: YamlReading,
  place: (at: Range) => Place,
  written: (at: Range) => string,
): MetadataReading {
  const faults: MetadataFault[] = Object.keys(record)
    .filter((key) => !keys.some((known) => known === key))
    .slice(0, limits.findingsPerRuleMax)
    .map((key) => ({ ...fault("key", key, "", place(reading.keyPlaceOf([], key))), suggestion: didYouMean(key, keys) ?? "" }));
  const wrong = (key: string, detail: string, suggestion = ""): undefined => {
    const at = reading.placeOf([key]);
    faults.push({ ...fault("value", key, detail, place(at)), value: written(at), suggestion });
  };
  const text = (key: string): string | undefined => {
    const value = record[key];
    if (value === undefined || typeof value === "string") return value;
    if (typeof value === "number" || typeof value === "boolean") return String(value);
    return wrong(key, "no-text");
  };
  const given = text("type")?.toLowerCase();
  const type = mailTypes.find((known) => known === given);
  if (given !== undefined && type === undefined) wrong("type", "no-type", didYouMean(given, mailTypes));
  const subject = text("subject");
  return {
    type,
    language: text("language"),
    preheader: text("preheader"),
    subject: subject === undefined ? undefined : { text: subject, at: place(reading.placeOf(["subject"])) },
    attachments: attachmentsOf(record["attachments"], reading, place, wrong),
    data: dataOf(record["data"], wrong),
    faults,
  };
}

function dataOf(value: unknown, wrong: (key: string, detail: string) => undefined): unknown {
  return value === undefined || isRecord(value) ? value : wrong("data", "no-mapping");
}

function attachmentsOf(
  value: unknown,
  reading: YamlReading,
  place: (at: Range) => Place,
  wrong: (key: string, detail: string) => undefined,
): readonly Attachment[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) {
    wrong("attachments", "no-list");
    return [];
  }
  return value.map((name, index) => ({ name: String(name), at: place(reading.placeOf(["attachments", index])) }));
}

function fault(kind: MetadataFault["kind"], key: string, detail: string, at: Place): MetadataFault {
  return { kind, key, detail, value: "", suggestion: "", at };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
