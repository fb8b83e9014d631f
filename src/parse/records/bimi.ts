import type { Bimi, BimiFault } from "../../model/domain/bimi.ts";
import type { RecordFault, RecordReading } from "../../model/record.ts";
import { didYouMean } from "../../model/suggest.ts";
import { readTags, type Tag } from "./tag-list.ts";

type Fault = RecordFault<BimiFault>;

/** True for a text that was meant to be a BIMI record, well written or not. */
export function isMeantForBimi(text: string): boolean {
  return /^["\s]*v\s*=\s*BIMI|\bBIMI\d/i.test(text);
}

/**
 * Reads a BIMI record (draft-brand-indicators-for-message-identification-08, 4.3): the version first, then `l` with the
 * logo's address, `a` with that of its certificate, `avp`. Other tags are extensions.
 */
export function readBimi(text: string): RecordReading<Bimi, BimiFault> {
  const tags = readTags(text);
  const [first] = tags;
  const faults: Fault[] = [];
  if (!first || first.name !== "v" || first.value !== "BIMI1") faults.push(versionFault(first));
  const rest = first && /^v$/i.test(first.name) ? tags.slice(1) : tags;
  const location = rest.find(({ name }) => name === "l");
  const evidence = rest.find(({ name }) => name === "a");
  const avatar = rest.find(({ name }) => name === "avp");
  const read = new Set([location, evidence, avatar]);
  for (const tag of rest) if (!read.has(tag)) faults.push(...strayFaults(tag));
  if (!location) faults.push(missing(text, rest));
  faults.push(...uriFaults(location), ...uriFaults(evidence), ...formatFaults(location), ...avatarFaults(avatar));
  const value = location && { location: location.value, evidence: evidence?.value ?? "" };
  return { value, faults: faults.sort((a, b) => a.at.start - b.at.start), repaired: repairedFrom(faults, location, evidence) };
}

function versionFault(first: Tag | undefined): Fault {
  const at = first?.at ?? { start: 0, end: 0 };
  const written = first === undefined ? "" : first.name === "" ? first.value : `${first.name}=${first.value}`;
  return { kind: "version-wrong", at, written, suggestion: "v=BIMI1" };
}

function strayFaults({ name, at, value }: Tag): readonly Fault[] {
  if (name === "") return [{ kind: "tag-malformed", at, written: value, suggestion: "" }];
  return /^(?:v|l|a|avp)$/.test(name) ? [{ kind: "tag-twice", at, written: name, suggestion: "" }] : [];
}

function missing(text: string, rest: readonly Tag[]): Fault {
  const meant = rest.find(({ name }) => /^(?:L|i|1|logo|location|url|uri)$/i.test(name));
  const at = meant?.nameAt ?? { start: text.length, end: text.length };
  return { kind: "location-missing", at, written: meant?.name ?? "", suggestion: meant ? "l" : "l=https://" };
}

const HTTPS = /^https:\/\/[^\s,;/?#@]{1,253}\/[^\s,;]{1,2000}$/i;

function uriFaults(tag: Tag | undefined): readonly Fault[] {
  if (!tag || tag.value === "" || HTTPS.test(tag.value)) return [];
  const { value: written, valueAt: at } = tag;
  const kind = /^https:/i.test(written) ? "uri-malformed" : "uri-scheme";
  return [{ kind, at, written, suggestion: mendedUri(written) ?? "" }];
}

function mendedUri(written: string): string | undefined {
  const mended = written.replace(/^(?:http:\/\/|\/\/|(?![a-z]+:))/i, "https://");
  return HTTPS.test(mended) ? mended : undefined;
}

/** Compressed logos (`.svgz`) count, and so do addresses that do not say. */
function formatFaults(tag: Tag | undefined): readonly Fault[] {
  if (!tag || !/\.(?:png|jpe?g|gif|webp|bmp|ico|pdf)(?:[?#]|$)/i.test(tag.value)) return [];
  return [{ kind: "location-not-svg", at: tag.valueAt, written: tag.value, suggestion: "" }];
}

const avatars = ["brand", "personal"];

function avatarFaults(tag: Tag | undefined): readonly Fault[] {
  if (!tag || avatars.includes(tag.value)) return [];
  return [{ kind: "avatar-unknown", at: tag.valueAt, written: tag.value, suggestion: didYouMean(tag.value, avatars) ?? "" }];
}

function repairedFrom(faults: readonly Fault[], location: Tag | undefined, evidence: Tag | undefined): string | undefined {
  if (faults.length === 0 || !location || formatFaults(location).length > 0) return undefined;
  const logo = location.value === "" ? "" : mendedUri(location.value);
  const proof = evidence === undefined || evidence.value === "" ? "" : mendedUri(evidence.value);
  return logo === undefined || proof === undefined ? undefined : `v=BIMI1; l=${logo}; a=${proof}`;
}
