import type { Range } from "../place.ts";
import type { ReadFile, ReadRecord } from "../record.ts";

/** The logo that a domain shows beside its mail (draft-brand-indicators-for-message-identification). */
export interface BimiPart {
  /** The name where records were found, else the domain's own: `default._bimi.` and the domain, or its organisation. */
  readonly name: string;
  /** Every TXT record there that was meant for BIMI. */
  readonly records: readonly ReadRecord<Bimi, BimiFault>[];
  /** The logo as a file that the owner handed in; undefined where none was. */
  readonly logo: ReadFile<Svg, SvgFault> | undefined;
  /** The certificate for the logo that the owner handed in; undefined where none was. */
  readonly certificate: MarkCertificateView | undefined;
}

/** What a mark certificate is worth to the domain at the moment it is judged at. */
export interface MarkCertificateView {
  /** Index into the document's sources. */
  readonly source: number;
  /** `unread` says nothing of the rest. */
  readonly time: "current" | "early" | "expired" | "unread";
  /** The day that it begins or ended, of one that is not current: `2026-01-01`. */
  readonly day: string;
  /** Domains it is for, in lower case. */
  readonly domains: readonly string[];
  readonly coversDomain: boolean;
  readonly isForMarks: boolean;
  /** How the logo in it compares with the one handed in; `uncompared` where none was. */
  readonly logo: "same" | "other" | "absent" | "uncompared";
}

/** A BIMI record (draft, 4.3). */
export interface Bimi {
  /** Where the logo is; empty where the domain declines to have one. */
  readonly location: string;
  /** Where the certificate for it is; empty where there is none. */
  readonly evidence: string;
}

export type BimiFault =
  | "version-wrong"
  | "location-missing"
  | "uri-scheme"
  | "uri-malformed"
  | "location-not-svg"
  | "avatar-unknown"
  | "tag-twice"
  | "tag-malformed";

/** What a logo's file holds, as XML. */
export interface Svg {
  /** In UTF-8. */
  readonly sizeBytes: number;
  /** In the order of their beginnings; the first is the root. */
  readonly elements: readonly SvgElement[];
}

export interface SvgElement {
  /** As written, with its prefix. */
  readonly name: string;
  /** The start tag's name. */
  readonly at: Range;
  readonly attributes: readonly SvgAttribute[];
  /** 0 for the root. */
  readonly depth: number;
  /** True inside `metadata`, which draws nothing. */
  readonly isMetadata: boolean;
  /** The text in it, blanks around it taken off, of titles alone; a reference to a character counts as it is written. */
  readonly text: string;
}

export interface SvgAttribute {
  readonly name: string;
  readonly value: string;
  readonly at: Range;
}

/** Why a logo is not read, or what stands outside its elements. */
export type SvgFault = "too-large" | "malformed" | "entities" | "stylesheet";
