import type { TlsRpt, TlsRptFault } from "../../model/domain/tls-rpt.ts";
import type { RecordFault, RecordReading } from "../../model/record.ts";
import { didYouMean } from "../../model/suggest.ts";
import { readTags, type Tag } from "./tag-list.ts";

type Fault = RecordFault<TlsRptFault>;

/** True for a text that was meant to be a TLS-RPT record, well written or not. */
export function isMeantForTlsRpt(text: string): boolean {
  return /TLS-?RPT/i.test(text);
}

/** Reads a TLS-RPT record (RFC 8460, 3): the version, then `rua` with addresses of scheme mailto or https. */
export function readTlsRpt(text: string): RecordReading<TlsRpt, TlsRptFault> {
  const tags = readTags(text);
  const [first] = tags;
  const faults: Fault[] = [];
  if (!first || first.name !== "v" || first.value !== "TLSRPTv1") faults.push(versionFault(first));
  const rest = first && /^v$/i.test(first.name) ? tags.slice(1) : tags;
  const rua = rest.find(({ name }) => name === "rua");
  const addresses = rua ? addressesIn(rua) : [];
  for (const tag of rest) if (tag !== rua) faults.push(...tagFaults(tag));
  faults.push(...addresses.flatMap(({ fault }) => fault ?? []));
  if (!rua)
    faults.push(fault("rua-missing", { at: { start: text.length, end: text.length }, written: "", suggestion: "rua=mailto:" }));
  const value: TlsRpt | undefined = rua && { rua: addresses.map(({ written }) => written) };
  return { value, faults: faults.sort((a, b) => a.at.start - b.at.start), repaired: repairedFrom(faults, addresses) };
}

function fault(kind: TlsRptFault, rest: Omit<Fault, "kind">): Fault {
  return { kind, ...rest };
}

function versionFault(first: Tag | undefined): Fault {
  const at = first?.at ?? { start: 0, end: 0 };
  const written = first === undefined ? "" : first.name === "" ? first.value : `${first.name}=${first.value}`;
  return fault("version-wrong", { at, written, suggestion: "v=TLSRPTv1" });
}

function tagFaults({ name, value, at, nameAt }: Tag): readonly Fault[] {
  if (name === "") return [fault("tag-malformed", { at, written: value, suggestion: didYouMean(value, ["rua="]) ?? "" })];
  if (name === "rua" || name === "v") return [fault("tag-twice", { at, written: name, suggestion: "" })];
  return [fault("tag-unknown", { at: nameAt, written: name, suggestion: didYouMean(name, ["rua"]) ?? "" })];
}

interface Address {
  readonly written: string;
  /** As it should be; undefined where nobody can tell. */
  readonly mended: string | undefined;
  readonly fault: Fault | undefined;
}

function addressesIn({ value, valueAt }: Tag): readonly Address[] {
  let start = valueAt.start;
  return value.split(",").map((piece) => {
    const written = piece.trim();
    const from = start + piece.indexOf(written);
    start += piece.length + 1;
    return addressFrom(written, { start: from, end: from + written.length });
  });
}

/** One address with its local part and domain, without what would have to be escaped (RFC 3986, 2.2; RFC 6068, 2). */
const MAILTO = /^mailto:[^\s@!,;]{1,64}@[^\s@!,;]{1,253}$/i;
const HTTPS = /^https:\/\/[^\s,;!]{1,2000}$/i;

function addressFrom(written: string, at: Fault["at"]): Address {
  const bare = written.replace(/^(?:mailto:\s{0,9}){2,9}/i, "mailto:");
  if (bare !== written && MAILTO.test(bare))
    return { written, mended: bare, fault: fault("rua-malformed", { at, written, suggestion: bare }) };
  if (MAILTO.test(written) || HTTPS.test(written)) return { written, mended: written, fault: undefined };
  const isAddress = MAILTO.test(`mailto:${written}`);
  const mended = isAddress ? `mailto:${written}` : /^http:\/\//i.test(written) ? `https${written.slice(4)}` : undefined;
  const kind = isAddress || !/^(?:mailto|https):/i.test(written) ? "rua-scheme" : "rua-malformed";
  return { written, mended, fault: fault(kind, { at, written, suggestion: mended ?? "" }) };
}

function repairedFrom(faults: readonly Fault[], addresses: readonly Address[]): string | undefined {
  const mended = addresses.flatMap(({ mended: each }) => each ?? []);
  return faults.length === 0 || mended.length === 0 ? undefined : `v=TLSRPTv1; rua=${mended.join(",")}`;
}
