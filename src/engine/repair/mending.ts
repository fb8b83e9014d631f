import { type DnsType, dnsTypes } from "../../model/dns.ts";
import type { Document } from "../../model/document.ts";
import type { RecordChange } from "../../model/domain/repair.ts";
import type { Finding } from "../../model/finding.ts";
import type { Range } from "../../model/place.ts";
import { stringsOf } from "../../model/record-value.ts";
import { organisationOf } from "../../parse/text/organisation.ts";

/** Changes that belong together and may mend a finding. */
export type Proposal = readonly RecordChange[];

/** A record as the document has it. */
export interface SeenRecord {
  readonly name: string;
  readonly type: DnsType;
  readonly text: string;
}

/** One finding, and what there is to mend it with. */
export interface Mending {
  readonly finding: Finding;
  readonly document: Document;
  readonly domain: string;
  readonly zone: string;
  /** The record that the finding points into. */
  readonly record: SeenRecord | undefined;
  readonly place: Range | undefined;
  /** Every record of the document, in its order. */
  readonly records: readonly SeenRecord[];
  /** The moment in seconds since 1970: an id of MTA-STS that was never used before. */
  readonly stamp: string;
}

/** Gathers what one finding can be mended with. */
export function mendingOf(finding: Finding, document: Document, nowMs: number): Mending {
  const seen = document.sources.map(({ file, text }) => recordIn(file, text));
  const { place } = finding;
  const stamp = String(Math.floor(nowMs / 1_000));
  return {
    finding,
    document,
    domain: document.name,
    zone: organisationOf(document.name),
    record: place && seen[place.source],
    place,
    records: seen.filter((each) => each !== undefined),
    stamp,
  };
}

/** A record's source is named after it. */
function recordIn(file: string, text: string): SeenRecord | undefined {
  const [name = "", written] = file.split(" ");
  const type = dnsTypes.find((each) => each === written);
  return type && { name, type, text };
}

/** A fact that is a text, empty where there is none. */
export function factOf({ finding }: Mending, name: string): string {
  const value = finding.facts[name];
  return typeof value === "string" ? value : "";
}

/** The change that publishes a record. */
export function added(name: string, type: DnsType, text: string): RecordChange {
  return { action: "add", name, type, value: type === "TXT" ? stringsOf(text) : text };
}

/** The change that takes a record away. */
export function removed({ name, type, text }: SeenRecord): RecordChange {
  return { action: "remove", name, type, value: type === "TXT" ? stringsOf(text) : text };
}

/** A record with another text. */
export function replaced(record: SeenRecord, text: string): Proposal {
  return text === record.text ? [] : [removed(record), added(record.name, record.type, text)];
}
