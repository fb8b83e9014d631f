import type { DnsType } from "../../model/dns.ts";
import { limits } from "../../model/limits.ts";
import { isSpfVersion } from "./spf/version.ts";
import { readTags } from "./tag-list.ts";

/**
 * A record's value in the form in which all values that mean the same are one: case where it does not count, blanks, and
 * the order of tags are taken out. Texts of no known grammar stay as they are.
 */
export function meaningOf(type: DnsType, text: string): string {
  if (type !== "TXT") return text.toLowerCase().replace(/\.$/, "");
  // Local parts in `exp` and macros aside, SPF knows no case (RFC 7208, 4.6.1); its terms keep their order, which counts.
  if (isSpfVersion(text))
    return text
      .toLowerCase()
      .trim()
      .replace(/ {1,255}/g, " ");
  return /^\s*v\s*=/i.test(text) || /(?:^|;)\s*p\s*=/.test(text) ? tagsOf(text) : text;
}

/** Tags whose values know no case (RFC 9989, 4.7; RFC 6376, 3.6.1). */
const caseless: ReadonlySet<string> = new Set(["p", "sp", "np", "adkim", "aspf", "t", "psd", "fo", "rf", "k", "h", "s"]);

function tagsOf(text: string): string {
  const isDmarc = /^\s*v\s*=\s*dmarc1/i.test(text);
  const [version, ...rest] = readTags(text).map(({ name, value }) => {
    const tag = name.toLowerCase();
    // A DKIM key may be broken by blanks anywhere; its letters count.
    const isKey = tag === "p" && !isDmarc;
    const said = isKey ? value.replace(/\s/g, "") : caseless.has(tag) ? value.toLowerCase() : value;
    return { tag, said };
  });
  // What is behind the last tag that is read would be lost.
  if (version === undefined || rest.length + 1 >= limits.recordTagsMax) return text;
  // Of a tag that is there twice the order counts.
  const sorted = [version, ...rest.sort((a, b) => (a.tag < b.tag ? -1 : a.tag > b.tag ? 1 : 0))];
  return sorted.map(({ tag, said }) => `${tag}=${said}`).join("; ");
}
