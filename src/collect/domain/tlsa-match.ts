import type { Certificate, Tlsa, TlsaFault } from "../../model/domain/tlsa.ts";
import type { ReadRecord } from "../../model/record.ts";

/**
 * Whether one of a host's usable TLSA records matches what the host shows (RFC 7672, 3.1): usage 3 its own certificate,
 * usage 2 one of those above it. Undefined where no record is usable, or nothing is shown.
 */
export async function isMatched(
  records: readonly ReadRecord<Tlsa, TlsaFault>[],
  shown: readonly Certificate[],
): Promise<boolean | undefined> {
  const usable = records.flatMap(({ value, faults }) => (value && faults.length === 0 ? value : []));
  if (usable.length === 0 || shown.length === 0) return undefined;
  for (const tlsa of usable)
    for (const certificate of tlsa.usage === 3 ? shown.slice(0, 1) : shown)
      if ((await selected(certificate, tlsa)) === tlsa.hex) return true;
  return false;
}

async function selected({ whole, publicKey }: Certificate, { selector, matching }: Tlsa): Promise<string> {
  const bytes = selector === 0 ? whole : publicKey;
  if (matching === 0) return hexOf(bytes);
  return hexOf(new Uint8Array(await crypto.subtle.digest(matching === 1 ? "SHA-256" : "SHA-512", bytes)));
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
