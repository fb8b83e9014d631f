import { arc } from "mailauth/lib/arc/index.js";
import { type ArcData, DkimVerifier, type Outcome, type Prepared } from "mailauth/lib/dkim/dkim-verifier.js";
import { writeToStream } from "mailauth/lib/tools.js";
import type { Dns } from "../../model/dns.ts";
import { limits } from "../../model/limits.ts";
import { resolverOf } from "../resolver.ts";

/** What one pass over a message's signatures gave. */
export interface Verified {
  /** By the signature's own value, without blanks: several may share one. */
  readonly outcomes: ReadonlyMap<string, readonly Outcome[]>;
  readonly arc: { readonly result: string; readonly reason: string | undefined };
  /** The newest ARC-Message-Signature was too costly to verify. */
  readonly isArcCut: boolean;
  readonly headerFrom: readonly string[];
  readonly fromFields: number;
  readonly failedNames: ReadonlySet<string>;
}

/** How signatures are judged. */
export interface Manner {
  readonly dns: Dns;
  readonly nowMs: number;
  /** By the letter of the standards, or as most verifiers do. */
  readonly strict: boolean;
}

/** Verifies the DKIM and ARC signatures of a message with CRLF line ends. */
export async function verifySignatures(bytes: Uint8Array, { dns, nowMs, strict }: Manner): Promise<Verified> {
  const { resolve, failedNames } = resolverOf(dns, "ENOTFOUND");
  const verifier = new BoundedVerifier({ resolver: resolve, curTime: nowMs, strict });
  // All at once: a line that spans several chunks is gone over again for each.
  await writeToStream(verifier, bytes, bytes.length);
  const { status } = await arc(verifier.arc, { resolver: resolve, strict });
  return {
    outcomes: bySignature(verifier.results),
    arc: { result: status.result, reason: status.comment ?? reasonOf(verifier.arc) },
    isArcCut: verifier.isArcCut,
    headerFrom: verifier.headerFrom,
    fromFields: verifier.fromFields,
    failedNames,
  };
}

function reasonOf({ error }: ArcData): string | undefined {
  return error instanceof Error ? error.message : undefined;
}

/** Verifies the newest signatures only, and none that names so many fields that comparing them would take long. */
class BoundedVerifier extends DkimVerifier {
  isArcCut = false;

  override async messageHeaders(headers: unknown): Promise<void> {
    await super.messageHeaders(headers);
    let kept = 0;
    this.signatureHeaders = this.signatureHeaders.filter((signature) => {
      const isCheap = fieldCount(signature) <= limits.signedFieldsMax;
      if (signature.type === "DKIM") return isCheap && kept++ < limits.signaturesVerifiedMax;
      this.isArcCut = !isCheap;
      return isCheap;
    });
    const needed = new Set(this.signatureHeaders.flatMap((each) => [each.bodyHashKey, each.fallbackBodyHashKey]));
    for (const key of this.bodyHashes.keys()) if (!needed.has(key)) this.bodyHashes.delete(key);
  }
}

function fieldCount({ parsed }: Prepared): number {
  const fields = parsed?.h?.value;
  return typeof fields === "string" ? fields.split(":").length : 0;
}

function bySignature(outcomes: readonly Outcome[]): ReadonlyMap<string, readonly Outcome[]> {
  const found = new Map<string, Outcome[]>();
  for (const outcome of outcomes) {
    const key = (outcome.signature ?? "").replace(/\s+/g, "");
    found.set(key, [...(found.get(key) ?? []), outcome]);
  }
  return found;
}
