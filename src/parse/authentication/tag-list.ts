import { limits } from "../../model/limits.ts";
import { readTags } from "../records/tag-list.ts";

/** The tags of a list such as `v=1; a=rsa-sha256` (RFC 6376, 3.2), blanks taken off; of two tags of a name the first holds. */
export function tagsOf(list: string): ReadonlyMap<string, string> {
  const tags = new Map<string, string>();
  for (const { name, value } of readTags(list.slice(0, limits.tagListUnitsMax)))
    if (name !== "" && !tags.has(name)) tags.set(name, value);
  return tags;
}

/** A tag whose value is one token: blanks that folding put into it are not of it. */
export function wordOf(tags: ReadonlyMap<string, string>, name: string): string {
  return (tags.get(name) ?? "").replace(/\s+/g, "");
}

/** A tag whose value is a number of at most 12 digits; undefined for anything else. */
export function numberOf(tags: ReadonlyMap<string, string>, name: string): number | undefined {
  const word = wordOf(tags, name);
  return /^\d{1,12}$/.test(word) ? Number(word) : undefined;
}
