import type { Authentication } from "./authentication.ts";
import type { Body } from "./body.ts";
import type { AliasesPart } from "./domain/aliases.ts";
import type { BimiPart } from "./domain/bimi.ts";
import type { ListingsPart } from "./domain/block-list.ts";
import type { CaaPart } from "./domain/caa.ts";
import type { ConnectionsPart } from "./domain/connections.ts";
import type { DkimPart } from "./domain/dkim.ts";
import type { DmarcPart } from "./domain/dmarc.ts";
import type { DnssecPart } from "./domain/dnssec.ts";
import type { ExpectedPart } from "./domain/expected.ts";
import type { HostsPart } from "./domain/hosts.ts";
import type { Lookups } from "./domain/lookups.ts";
import type { MailTtlsPart } from "./domain/mail-ttls.ts";
import type { MtaStsPart } from "./domain/mta-sts.ts";
import type { MxPart } from "./domain/mx.ts";
import type { NameServersPart, SoaPart } from "./domain/name-servers.ts";
import type { PropagationPart } from "./domain/propagation.ts";
import type { SendersPart } from "./domain/senders.ts";
import type { SpfPart } from "./domain/spf.ts";
import type { TlsRptPart } from "./domain/tls-rpt.ts";
import type { TlsaPart } from "./domain/tlsa.ts";
import type { WildcardPart } from "./domain/wildcard.ts";
import type { ZoneFilePart } from "./domain/zone-file.ts";
import type { MailType } from "./mail-type.ts";
import type { AttachedFile, Headers, MessageOddity, Structure } from "./message.ts";
import type { Range } from "./place.ts";

/** One text that places lead into: a file as the user has it, decoded. */
export interface Source {
  /** Which file of a bundle it is; empty when the input is one file. */
  readonly file: string;
  readonly text: string;
  /** The parts of a message it was decoded from, in order; undefined for a file as it is. */
  readonly decodedFrom?: readonly PartDecoding[];
  /** The line of a zone file that a record was read from, counted from 1. */
  readonly writtenAt?: { readonly file: string; readonly line: number };
}

/** What was taken off a part of a message, so that a place in its text leads back to the bytes of the file. */
export interface PartDecoding {
  /** The part's path, as {@link Structure} gives it. */
  readonly path: string;
  /** The stretch of the source that is this part's text. */
  readonly at: Range;
  /** What stands in the first source, one unit a byte. */
  readonly body: Range;
  readonly transferEncoding: "identity" | "quoted-printable" | "base64";
  /** WHATWG name of the charset it was decoded by. */
  readonly charset: string;
}

/** A stretch of one of the document's sources. */
export interface Place extends Range {
  /** Index into the document's sources. */
  readonly source: number;
}

/** Everything a check may read. A part that is present is complete: no check validates it again. */
export interface Parts {
  readonly content: Content;
  readonly subject: Subject;
  readonly size: Size;
  readonly encoding: readonly SourceEncoding[];
  readonly oddities: readonly Oddity[];
  readonly metadata: Metadata;
  readonly data: TemplateData;
  readonly attachments: readonly Attachment[];
  /** Of messages only. */
  readonly headers: Headers;
  /** Of messages only. */
  readonly structure: Structure;
  /** Of messages only. */
  readonly authentication: Authentication;
  /** Of domains only, as all that follow. */
  readonly lookups: Lookups;
  readonly spf: SpfPart;
  readonly dkim: DkimPart;
  readonly dmarc: DmarcPart;
  readonly expected: ExpectedPart;
  readonly mx: MxPart;
  readonly mtaSts: MtaStsPart;
  readonly tlsRpt: TlsRptPart;
  readonly senders: SendersPart;
  readonly connections: ConnectionsPart;
  readonly bimi: BimiPart;
  readonly dnssec: DnssecPart;
  readonly tlsa: TlsaPart;
  readonly nameServers: NameServersPart;
  readonly soa: SoaPart;
  readonly mailTtls: MailTtlsPart;
  readonly wildcard: WildcardPart;
  readonly aliases: AliasesPart;
  readonly caa: CaaPart;
  /** Of zone files only. */
  readonly zoneFile: ZoneFilePart;
  readonly hosts: HostsPart;
  readonly listings: ListingsPart;
  readonly propagation: PropagationPart;
}

export type PartName = keyof Parts;

/** What the mail says, in each of its readable forms. */
export interface Content {
  /** At least one. */
  readonly bodies: readonly Body[];
  /** The language the metadata declares, else that of most of the fixed text; `other` when neither language of our phrase data. */
  readonly language: "en" | "zh" | "other" | "none";
  /** The subject, where it is known: it is read with the text. */
  readonly subject: Subject | undefined;
  /** The preview line that the metadata gives; one in the body is among its blocks. */
  readonly preheader: string | undefined;
}

/** The subject line, template variables marked by U+FFFC. */
export interface Subject {
  readonly text: string;
  /** Undefined when the caller gave it apart from any file. */
  readonly at: Place | undefined;
}

/** How large the mail is at least on the wire: a template's content in UTF-8, before any transfer encoding. */
export interface Size {
  readonly bytes: number;
}

/** How one source was decoded. */
export interface SourceEncoding {
  readonly source: number;
  /** WHATWG name of the encoding used. */
  readonly used: string;
  /** The WHATWG name of what is declared; undefined for an unknown label. */
  readonly declaredName: string | undefined;
  /** What the source says of itself, and where. */
  readonly declared: { readonly label: string; readonly at: Range | undefined } | undefined;
  /** The first undecodable place. */
  readonly brokenAt: Range | undefined;
}

/** Something malformed that a reader got over: rules decide what it means. */
export interface Oddity {
  readonly kind: OddityKind;
  readonly at: Place;
  /** The offending text, cut short. */
  readonly excerpt: string;
  /** How often it occurs when only the first place is kept. */
  readonly count: number;
  /** The path of the message part it is about, where it is about one. */
  readonly part?: string;
}

export type OddityKind = TemplateOddity | MessageOddity;

export type TemplateOddity = "tag-unclosed" | "block-unclosed" | "nesting-deep" | "formatting-tangled" | "styles-unread";

/** What front matter or a sidecar says about the mail. */
export interface Metadata {
  readonly type: MailType | undefined;
  readonly language: string | undefined;
  readonly preheader: string | undefined;
  readonly faults: readonly MetadataFault[];
}

/** A part of the metadata that could not be taken. */
export interface MetadataFault {
  readonly kind: "syntax" | "value" | "key";
  readonly key: string;
  /** What is wrong, by a name that rules have words for, or in the YAML reader's own words. */
  readonly detail: string;
  /** The value as written, of a fault in it. */
  readonly value: string;
  readonly suggestion: string;
  readonly at: Place | undefined;
}

/** Example data for the template's variables, and which of them it does not hold. */
export interface TemplateData {
  /** Every name the data holds, at any depth. */
  readonly names: readonly string[];
  readonly missing: readonly { readonly name: string; readonly at: Place }[];
}

export interface Attachment {
  /** Empty when it has none. */
  readonly name: string;
  readonly at: Place | undefined;
  /** What is in it; undefined where only the name is known, as of a template. */
  readonly file?: AttachedFile;
}

/** What was read: parts, and why others are missing. Plain data. */
export interface Document {
  /** The input as the user named it; `-` for standard input. */
  readonly name: string;
  readonly kind: DocumentKind;
  readonly sources: readonly Source[];
  readonly parts: { readonly [P in PartName]?: Parts[P] };
  readonly gaps: { readonly [P in PartName]?: Gap };
}

/** What was read: a template, a raw message, or the records of a domain. */
export type DocumentKind = "template" | "message" | "domain";

/** Why something could not be judged. "Could not be judged" is never "passed". */
export type Gap =
  | "not-in-input"
  /** The server that sends a message adds it, and none has touched this one. */
  | "not-sent-yet"
  | "too-large"
  | "language-unsupported"
  | "image-size-unknown"
  | "check-failed"
  /** No source of DNS answers was given. */
  | "offline"
  /** The policy of MTA-STS stands on a web server, and nobody was asked over HTTPS. */
  | "policy-not-fetched"
  /** A question to the DNS has no sure answer. */
  | "lookup-failed"
  /** From names no domain, or several: nobody's policy can be asked for. */
  | "author-unclear"
  /** The domain in From has no DMARC record, by which alignment would be told. */
  | "policy-absent"
  /** No signature has a key that could be measured. */
  | "key-unknown"
  /** Where the message came from was not said. */
  | "no-envelope"
  /** A record that it rests on is missing or cannot be read, which another rule says. */
  | "record-unusable"
  /** No DKIM selector of the domain is known: that none was found says nothing. */
  | "selector-unknown"
  /** No address that mail is sent from was given. */
  | "address-not-given"
  /** No provider that mail is sent through was named. */
  | "esp-not-given"
  /** No senders were declared. */
  | "senders-not-given"
  /** All senders that were declared write in the name of other domains. */
  | "senders-of-others"
  /** Nobody asked for the servers of the zone to be compared. */
  | "servers-not-asked";
