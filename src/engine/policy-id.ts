import type { Flip } from "../model/difference.ts";
import type { Document } from "../model/document.ts";
import type { MtaStsPolicy } from "../model/domain/mta-sts.ts";

/** An MTA-STS policy that changed under the same id: senders ask for it anew only when the id is another (RFC 8461, 3.1). */
export function stalePolicyId(before: Document, after: Document): readonly Flip[] {
  const [old, now] = [publishedIn(before), publishedIn(after)];
  if (old === undefined || now?.id !== old.id || meaningOf(now.policy) === meaningOf(old.policy)) return [];
  return [{ subject: { kind: "policy-id", id: old.id }, from: "current", to: "stale", turn: "worse", severity: "error" }];
}

function publishedIn({ parts: { mtaSts } }: Document) {
  const [record, second] = mtaSts?.records ?? [];
  const policy = mtaSts?.policy?.status === "found" ? mtaSts.policy.file.value : undefined;
  const id = second === undefined ? record?.value?.id : undefined;
  return id === undefined || policy === undefined ? undefined : { id, policy };
}

/** What a policy says, whatever its order. */
function meaningOf({ mode, maxAgeSeconds, mx }: MtaStsPolicy): string {
  return JSON.stringify([mode, maxAgeSeconds, [...new Set(mx)].sort()]);
}
