import type { Finding } from "../model/finding.ts";
import type { Lang, Text } from "../model/language.ts";
import type { Waiver } from "../model/waiver.ts";
import { printable } from "./escape.ts";

/** What is said of a finding's waiver, active or expired. */
export function waiverText({ waived, waiverExpired }: Finding): Text | undefined {
  if (waived) {
    const { until, reason } = waived;
    return { en: `waived until ${until}: ${reason}`, zh: `豁免至 ${until}：${reason}` };
  }
  if (waiverExpired === undefined) return undefined;
  return { en: `a waiver expired on ${waiverExpired}`, zh: `豁免已于 ${waiverExpired} 到期` };
}

/** What is said at the end of a run of a waiver that no finding had to do with. */
export function idleWaiverLine({ rule, until }: Waiver, lang: Lang): string {
  return printable(
    lang === "zh"
      ? `${rule} 的豁免（至 ${until}）没有用上，可以删除`
      : `The waiver of ${rule} until ${until} covered nothing and can go.`,
  );
}
