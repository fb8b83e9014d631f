import { limits } from "../../model/limits.ts";
import { type Element, elementAt, SEQUENCE } from "./der.ts";
import { bytesOf } from "./public-key.ts";

/** What a mark certificate (VMC or CMC) says of itself; who vouches for it is not looked at. */
export interface MarkCertificate {
  readonly begins: Moment;
  readonly ends: Moment;
  /** Domains it is for, in lower case (RFC 5280, 4.2.1.6). */
  readonly domains: readonly string[];
  /** It says that it is for brand indicators (draft-fetch-validation-vmc-wchuang, 4.1). */
  readonly isForMarks: boolean;
  /** The logo in it (RFC 9399, 4.1), compressed by gzip; undefined where there is none. */
  readonly logo: Uint8Array<ArrayBuffer> | undefined;
}

export interface Moment {
  /** In milliseconds since 1970. */
  readonly ms: number;
  /** The day in UTC, such as `2026-01-01`. */
  readonly day: string;
}

const PEM = /-----BEGIN CERTIFICATE-----([^-]*)-----END CERTIFICATE-----/;

/** Reads the first certificate of a PEM text, which is the domain's own; undefined where it is none. */
export function readMarkCertificate(pem: string): MarkCertificate | undefined {
  const [, body] = PEM.exec(pem) ?? [];
  const der = body === undefined ? undefined : bytesOf(body.replace(/\s+/g, ""), limits.markCertificateUnitsMax);
  const whole = der && elementAt(der, 0, SEQUENCE);
  const signed = whole && elementAt(der, whole.start, SEQUENCE);
  if (!signed) return undefined;
  const fields = elementsIn(der, signed);
  const [begins, ends] = validityIn(der, fields);
  if (begins === undefined || ends === undefined) return undefined;
  const extensions = extensionsIn(der, fields);
  const logo = extensions.get(LOGO);
  return {
    begins,
    ends,
    domains: domainsIn(der, extensions.get(NAMES)),
    isForMarks: elementsIn(der, within(der, extensions.get(USES))).some((use) => hexOf(der, use) === MARKS),
    logo: logo && logoIn(latin1(der, logo)),
  };
}

/** Object identifiers as they stand in DER. */
const NAMES = "551d11";
const USES = "551d25";
const LOGO = "2b0601050507010c";
const MARKS = "2b0601050507031f";

const EXTENSIONS = 0xa3;
const OCTETS = 0x04;
const OBJECT = 0x06;
const UTC_TIME = 0x17;
const TIME = 0x18;
const DNS_NAME = 0x82;

interface Tagged extends Element {
  readonly tag: number;
}

function elementsIn(der: Uint8Array, around: Element | undefined): readonly Tagged[] {
  const found: Tagged[] = [];
  if (around === undefined) return found;
  let at = around.start;
  while (at < around.end) {
    const tag = der[at] ?? 0;
    const element = elementAt(der, at, tag);
    if (element === undefined || element.end > around.end) break;
    found.push({ ...element, tag });
    at = element.end;
  }
  return found;
}

function within(der: Uint8Array, around: Element | undefined): Element | undefined {
  return around && elementAt(der, around.start, SEQUENCE);
}

/** The one sequence of two times among the fields. */
function validityIn(der: Uint8Array, fields: readonly Element[]): readonly (Moment | undefined)[] {
  for (const field of fields) {
    const times = elementsIn(der, field).filter(({ tag }) => tag === UTC_TIME || tag === TIME);
    if (times.length === 2) return times.map((time) => momentOf(latin1(der, time)));
  }
  return [];
}

/** `YYMMDDhhmmssZ` up to 2049, or with the century (RFC 5280, 4.1.2.5). */
function momentOf(text: string): Moment | undefined {
  const [, year = "", month, date, time] = /^(\d\d(?:\d\d)?)(\d\d)(\d\d)(\d{6})Z$/.exec(text) ?? [];
  if (time === undefined) return undefined;
  const century = year.length === 4 ? "" : Number(year) < 50 ? "20" : "19";
  const day = `${century}${year}-${month}-${date}`;
  const ms = Date.parse(`${day}T${time.slice(0, 2)}:${time.slice(2, 4)}:${time.slice(4)}Z`);
  return Number.isNaN(ms) ? undefined : { ms, day };
}

/** What is in each extension, by its identifier. */
function extensionsIn(der: Uint8Array, fields: readonly Tagged[]): ReadonlyMap<string, Element> {
  const found = new Map<string, Element>();
  const list = within(
    der,
    fields.find(({ tag }) => tag === EXTENSIONS),
  );
  for (const extension of elementsIn(der, list)) {
    const [id, ...rest] = elementsIn(der, extension);
    const value = rest.find(({ tag }) => tag === OCTETS);
    if (id?.tag === OBJECT && value) found.set(hexOf(der, id), value);
  }
  return found;
}

function domainsIn(der: Uint8Array, names: Element | undefined): readonly string[] {
  return elementsIn(der, within(der, names))
    .filter(({ tag }) => tag === DNS_NAME)
    .map((name) => latin1(der, name).toLowerCase());
}

function logoIn(extension: string): Uint8Array<ArrayBuffer> | undefined {
  const [, base64 = ""] = /data:image\/svg\+xml(?:;[\w=-]{1,40}){0,4},([A-Za-z\d+/]+={0,2})/.exec(extension) ?? [];
  return bytesOf(base64, limits.markCertificateUnitsMax);
}

function latin1(der: Uint8Array, { start, end }: Element): string {
  return new TextDecoder("latin1").decode(der.subarray(start, end));
}

function hexOf(der: Uint8Array, { start, end }: Element): string {
  return [...der.subarray(start, Math.min(end, start + 32))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
