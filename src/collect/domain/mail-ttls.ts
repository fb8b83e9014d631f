import type { DnsType } from "../../model/dns.ts";
import type { RecordText } from "../../model/record.ts";
import type { Asking, Slice } from "./asking.ts";

/** How long the records of mail are remembered; those of selectors that were given among them. */
export const collectMailTtls: Slice<"mailTtls"> = async (asking) => {
  const records: RecordText[] = [];
  for (const [name, type] of questionsOf(asking)) {
    const texts = await asking.textsAt(name, type);
    if (typeof texts === "string") return texts;
    records.push(...texts.filter(({ text }) => type === "MX" || /^v=/i.test(text)));
  }
  return { records, areWhole: asking.question.zone !== undefined };
};

function questionsOf({ domain, question: { selectors } }: Asking): readonly (readonly [string, DnsType])[] {
  const texts = ["_dmarc", "_mta-sts", "_smtp._tls", ...selectors.map((selector) => `${selector}._domainkey`)];
  return [[domain, "MX"], [domain, "TXT"], ...texts.map((label): readonly [string, DnsType] => [`${label}.${domain}`, "TXT"])];
}
