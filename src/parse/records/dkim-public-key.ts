import type { DkimKey, DkimKeyFault, PublicKey } from "../../model/domain/dkim.ts";
import type { RecordFault } from "../../model/record.ts";
import { didYouMean } from "../../model/suggest.ts";
import { base64Of, ed25519Wrapped, firstKeyIn, publicKeyIn, wrappedRsa } from "./public-key.ts";
import type { Tag } from "./tag-list.ts";

type Fault = RecordFault<DkimKeyFault>;

/** What the tags `k` and `p` hold, and how they should. */
export interface MendedKey {
  readonly value: DkimKey["key"];
  readonly faults: readonly Fault[];
  /** The key in the form that verifiers read, of the type that it is; undefined where there is none. */
  readonly mended: { readonly type: PublicKey["type"]; readonly base64: string } | undefined;
}

const none: MendedKey = { value: undefined, faults: [], mended: undefined };

/** Reads the key of a record by its tags (RFC 6376, 3.6.1); `end` is where a tag that is missing would stand. */
export function keyIn(tags: ReadonlyMap<string, Tag>, end: number): MendedKey {
  const p = tags.get("p");
  if (!p) return { ...none, faults: [{ kind: "key-missing", at: { start: end, end }, written: "", suggestion: "p=" }] };
  const { at, valueAt, value: written } = p;
  const compact = written.replace(/\s+/g, "");
  if (compact === "") return { ...none, value: "revoked", faults: [{ kind: "key-revoked", at, written: "p=", suggestion: "" }] };
  const plain = compact.replaceAll("-", "+").replaceAll("_", "/");
  const first = firstKeyIn(plain);
  if (!first) return { ...none, faults: [encodingFault(written, valueAt.start)] };
  const { bytes, extent } = first;
  if (extent === "cut") return { ...none, faults: [cutFault(p)] };
  const found = publicKeyIn(bytes);
  if (!found) return { ...none, faults: [{ kind: "key-unreadable", at: valueAt, written, suggestion: "" }] };
  const mended = { type: found.type, base64: base64Of(mendedBytes(bytes, found)) };
  if (plain !== compact) return { ...none, faults: [encodingFault(written, valueAt.start)], mended };
  const unusable = [
    ...(extent === "followed" ? [followedFault(p, bytes)] : []),
    ...typeFaults(tags.get("k"), found),
    ...wrapFaults(p, found),
  ];
  if (unusable.length > 0) return { value: undefined, faults: unusable, mended };
  const isBare = found.form === "pkcs1";
  const faults: readonly Fault[] = isBare ? [{ kind: "key-bare", at: valueAt, written, suggestion: "" }] : [];
  return { value: { ...found, base64: compact }, faults, mended };
}

/** Points at the end, where the rest is missing. */
function cutFault({ value, valueAt }: Tag): Fault {
  const written = value.slice(-CUT_UNITS);
  return { kind: "key-cut", at: { start: valueAt.end - written.length, end: valueAt.end }, written, suggestion: "" };
}

const CUT_UNITS = 16;

/** Points at what stands behind the key. */
function followedFault({ value, valueAt }: Tag, { length }: Uint8Array): Fault {
  let unitsLeft = Math.ceil(length / 3) * 4;
  let offset = 0;
  for (; offset < value.length && unitsLeft > 0; offset++) if (/\S/.test(value.charAt(offset))) unitsLeft--;
  const start = Math.min(offset, value.length - 1);
  return {
    kind: "key-followed",
    at: { start: valueAt.start + start, end: valueAt.end },
    written: value.slice(start, start + CUT_UNITS),
    suggestion: "",
  };
}

/** Points at the first character that is not of base64, or at all of it where each is. */
function encodingFault(written: string, start: number): Fault {
  const offset = written.search(/[^A-Za-z\d+/=\s]/);
  const from = Math.max(0, offset);
  const end = offset < 0 ? written.length : offset + 1;
  return {
    kind: "key-encoding",
    at: { start: start + from, end: start + end },
    written: written.slice(from, end),
    suggestion: "",
  };
}

function mendedBytes(bytes: Uint8Array, { type, form }: Omit<PublicKey, "base64">): Uint8Array {
  if (type === "ed25519") return ed25519Wrapped(bytes) ?? bytes;
  return form === "pkcs1" ? wrappedRsa(bytes) : bytes;
}

function typeFaults(k: Tag | undefined, { type }: Omit<PublicKey, "base64">): readonly Fault[] {
  const named = k === undefined ? "rsa" : k.value.toLowerCase();
  if (named === type) return [];
  const at = k?.valueAt ?? { start: 0, end: 0 };
  const isKnown = named === "rsa" || named === "ed25519";
  const suggestion = isKnown ? type : (didYouMean(named, [type]) ?? type);
  return [{ kind: isKnown ? "key-type-differs" : "key-type-unknown", at, written: k?.value ?? "rsa", suggestion }];
}

function wrapFaults({ valueAt: at, value: written }: Tag, { type, form }: Omit<PublicKey, "base64">): readonly Fault[] {
  return type === "ed25519" && form === "spki" ? [{ kind: "key-wrapped", at, written, suggestion: "" }] : [];
}
