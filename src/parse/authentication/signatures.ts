import { type Coverage, type Signature, watchedFields } from "../../model/authentication.ts";
import type { HeaderField, Headers } from "../../model/message.ts";
import { numberOf, tagsOf, wordOf } from "./tag-list.ts";

/** What a signature says of itself, before anything is verified. */
export type SignatureFacts = Omit<Signature, "verification">;

/** Reads every DKIM-Signature field of a header, and whether time has passed it by. */
export function readSignatures({ fields }: Headers, nowMs: number): readonly SignatureFacts[] {
  const present = new Map<string, number>();
  for (const { name } of fields) present.set(name, (present.get(name) ?? 0) + 1);
  return fields.filter(({ name }) => name === "dkim-signature").map((field) => signatureOf(field, present, nowMs));
}

function signatureOf({ value, at }: HeaderField, present: ReadonlyMap<string, number>, nowMs: number): SignatureFacts {
  const tags = tagsOf(value);
  const [header = "", body = ""] = wordOf(tags, "c").toLowerCase().split("/");
  const fields = wordOf(tags, "h")
    .toLowerCase()
    .split(":")
    .filter((name) => name !== "");
  const signedAtSeconds = numberOf(tags, "t");
  const expiresAtSeconds = numberOf(tags, "x");
  const now = nowMs / 1000;
  return {
    domain: wordOf(tags, "d").toLowerCase(),
    selector: wordOf(tags, "s"),
    algorithm: wordOf(tags, "a").toLowerCase(),
    canonicalization: { header: header || "simple", body: body || "simple" },
    fields,
    coverage: coverageOf(fields, present),
    bodyLimit: numberOf(tags, "l"),
    signedAtSeconds,
    expiresAtSeconds,
    isExpired: expiresAtSeconds !== undefined && expiresAtSeconds < now,
    isFuture: signedAtSeconds !== undefined && signedAtSeconds > now + CLOCK_SKEW_SECONDS,
    at,
  };
}

/** How far two clocks may be apart before one is wrong. */
const CLOCK_SKEW_SECONDS = 300;

function coverageOf(fields: readonly string[], present: ReadonlyMap<string, number>): readonly Coverage[] {
  const signed = new Map<string, number>();
  for (const name of fields) signed.set(name, (signed.get(name) ?? 0) + 1);
  return watchedFields.map((name) => ({ name, present: present.get(name) ?? 0, signed: signed.get(name) ?? 0 }));
}
