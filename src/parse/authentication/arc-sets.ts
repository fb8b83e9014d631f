import type { ArcSet } from "../../model/authentication.ts";
import type { HeaderField, Headers } from "../../model/message.ts";
import { numberOf, tagsOf, wordOf } from "./tag-list.ts";

/** Sets that a chain may have (RFC 8617, 4.2.1). */
const SETS_MAX = 50;

/** Reads who sealed a message, in the order of instances, whether or not the seals hold (RFC 8617, 4.1). */
export function readArcSets({ fields }: Headers): readonly ArcSet[] {
  const seals = tagsByInstance(fields, "arc-seal");
  const signatures = tagsByInstance(fields, "arc-message-signature");
  const instances = [...new Set([...seals.keys(), ...signatures.keys()])].sort((a, b) => a - b);
  return instances.slice(0, SETS_MAX).map((instance) => {
    const seal = seals.get(instance) ?? new Map<string, string>();
    const signature = signatures.get(instance) ?? new Map<string, string>();
    return {
      instance,
      sealDomain: wordOf(seal, "d").toLowerCase(),
      sealSelector: wordOf(seal, "s"),
      chainValidation: wordOf(seal, "cv").toLowerCase(),
      signatureDomain: wordOf(signature, "d").toLowerCase(),
      signatureSelector: wordOf(signature, "s"),
    };
  });
}

function tagsByInstance(fields: readonly HeaderField[], name: string): ReadonlyMap<number, ReadonlyMap<string, string>> {
  const found = new Map<number, ReadonlyMap<string, string>>();
  for (const field of fields) {
    const tags = field.name === name ? tagsOf(field.value) : undefined;
    const instance = tags && numberOf(tags, "i");
    if (tags && instance !== undefined && !found.has(instance)) found.set(instance, tags);
  }
  return found;
}
