import { bytesOf, modulusOf } from "../records/public-key.ts";
import { tagsOf, wordOf } from "./tag-list.ts";

/** What kind of key a DKIM key record holds (RFC 6376, 3.6.1; RFC 8463), and how strong it is. */
export interface KeyFacts {
  readonly type: "rsa" | "ed25519" | undefined;
  readonly bits: number | undefined;
}

/** Reads a key record without using it: also the size of a key that is too weak to be used. */
export function keyFactsOf(record: string): KeyFacts {
  const tags = tagsOf(record);
  const type = wordOf(tags, "k").toLowerCase() || "rsa";
  const bytes = bytesOf(wordOf(tags, "p"));
  if (type === "ed25519") return { type, bits: bytes?.length === 32 ? 256 : undefined };
  return type === "rsa" ? { type, bits: bytes && modulusOf(bytes)?.bits } : { type: undefined, bits: undefined };
}
