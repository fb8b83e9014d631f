import type { Gap } from "../../model/document.ts";
import type { RecordText } from "../../model/record.ts";
import type { Asking, Slice } from "./asking.ts";

/** Which names of mail a wildcard TXT record answers for. It is asked for only where a text shows up that is no record of mail. */
export const collectWildcard: Slice<"wildcard"> = async (asking) => {
  const name = `*.${asking.domain}`;
  const unrelated: { name: string; record: RecordText }[] = [];
  let gap: Gap | undefined;
  for (const asked of namesOfMail(asking)) {
    const texts = await asking.textsAt(asked, "TXT");
    if (typeof texts === "string") {
      gap = texts;
      continue;
    }
    // A record that an alias led to is the alias's doing.
    unrelated.push(...texts.filter(({ text }) => !isOfMail(text)).map((record) => ({ name: asked, record })));
  }
  const wild = unrelated.length === 0 ? [] : await asking.textsAt(name, "TXT");
  if (typeof wild === "string") return wild;
  const texts = new Set(wild.map(({ text }) => text));
  const shadowed = unrelated.filter(({ record }) => texts.has(record.text));
  return shadowed.length === 0 && gap !== undefined ? gap : { name, shadowed };
};

function namesOfMail({ domain, question: { selectors } }: Asking): readonly string[] {
  const labels = ["_dmarc", "_mta-sts", "_smtp._tls", "default._bimi", ...selectors.map((selector) => `${selector}._domainkey`)];
  return labels.map((label) => `${label}.${domain}`);
}

function isOfMail(text: string): boolean {
  return /^\s*v\s*=\s*(?:DMARC|STS|TLSRPT|BIMI|DKIM)/i.test(text) || /(?:^|;)\s*p\s*=/i.test(text);
}
