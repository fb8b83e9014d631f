import type { Text } from "../../model/language.ts";

/** Rules that no record of the domain's own zone can mend, by what it would take instead. */
const unmendable: readonly { readonly because: Text; readonly ruleIds: readonly string[] }[] = [
  {
    because: {
      en: "only who signs the mail has the key: copy it from the provider's console",
      zh: "公钥只有签名方才有：请从服务商控制台复制",
    },
    ruleIds: [
      "dns/dkim-alias-dangling",
      "dns/dkim-alias-unregistered",
      "dns/dkim-ed25519-alone",
      "dns/dkim-key-large",
      "dns/dkim-key-revoked",
      "dns/dkim-key-shared",
      "dns/dkim-key-short",
      "dns/dkim-key-unreadable",
      "dns/dkim-key-weak",
      "dns/dkim-missing",
      "dns/dkim-other-text",
      "dns/sender-dkim-unusable",
    ],
  },
  {
    because: {
      en: "the rest of the record stands in the zone file, behind the semicolon: put quotes around the whole",
      zh: "记录的其余部分仍在区域文件中、分号之后：请给整段文本加上引号",
    },
    ruleIds: ["dns/zone-text-cut"],
  },
  {
    because: { en: "it is, or needs, a file on a web server", zh: "这是网站服务器上的文件，或需要这样的文件" },
    ruleIds: [
      "dns/bimi-certificate-unfit",
      "dns/bimi-logo-unfit",
      "dns/mta-sts-alias-dangling",
      "dns/mta-sts-host-missing",
      "dns/mta-sts-mx-unmatched",
      "dns/mta-sts-mx-unmatched-testing",
      "dns/mta-sts-policy-key-twice",
      "dns/mta-sts-policy-malformed",
      "dns/mta-sts-policy-type",
      "dns/mta-sts-policy-unreachable",
    ],
  },
  {
    because: { en: "the records, or the reputation, are kept by others", zh: "记录或信誉由他人掌握" },
    ruleIds: [
      "dns/address-listed",
      "dns/domain-listed",
      "dns/helo-ptr-differs",
      "dns/hosting-failing",
      "dns/ptr-absent",
      "dns/ptr-generic",
      "dns/name-server-address-absent",
      "dns/name-server-alias",
      "dns/name-servers-few",
      "dns/zone-name-server-address-absent",
      "dns/zone-name-server-alias",
    ],
  },
  {
    because: {
      en: "it has to be mended on the name servers, at the registrar, or by waiting",
      zh: "需要在名称服务器或注册商处处理，或等待生效",
    },
    ruleIds: [
      "dns/delegation-differs",
      "dns/glue-differs",
      "dns/name-server-answers-differ",
      "dns/name-server-edns-missing",
      "dns/name-server-lame",
      "dns/name-server-tcp-missing",
      "dns/resolver-answer-old",
      "dns/resolvers-differ",
    ],
  },
  {
    because: { en: "a mail server, or its certificate, has to be set up first", zh: "需要先设置邮件服务器或其证书" },
    ruleIds: [
      "dns/mail-unreceivable",
      "dns/tlsa-malformed",
      "dns/tlsa-server-uncovered",
      "dns/tlsa-unmatched",
      "dns/tlsa-unsigned",
    ],
  },
  {
    because: {
      en: "read the reports first: when to be stricter is for the owner to say",
      zh: "请先查看报告：何时收紧策略由域名所有者决定",
    },
    ruleIds: ["dns/bimi-dmarc-weak", "dns/dmarc-policy-none", "dns/dmarc-subdomains-none", "dns/esp-dmarc-weak"],
  },
  {
    because: { en: "only the owner knows which mailbox is read", zh: "只有域名所有者知道哪个邮箱有人查看" },
    ruleIds: ["dns/dmarc-rua-missing"],
  },
  {
    because: {
      en: "mail to the domain would go to the provider: send from a subdomain of its own",
      zh: "否则发往该域名的邮件会转到该服务商：请改用专门的子域名发信",
    },
    ruleIds: ["dns/esp-mx-missing"],
  },
  {
    because: {
      en: "only the owner knows which hosts are meant, or what is still needed",
      zh: "只有域名所有者知道应使用哪些主机、哪些内容仍然需要",
    },
    ruleIds: [
      "dns/esp-enterprise-mail",
      "dns/mx-missing",
      "dns/sender-purposes-mixed",
      "dns/sender-unaligned",
      "dns/null-mx-of-sender",
      "dns/spf-answer-large",
      "dns/spf-range-broad",
      "dns/zone-records-delegated",
    ],
  },
];

const byRule: ReadonlyMap<string, Text> = new Map(
  unmendable.flatMap(({ because, ruleIds }) => ruleIds.map((ruleId): [string, Text] => [ruleId, because])),
);

/** Rules that no record of the domain's own zone can mend. */
export const unmendableRules: ReadonlySet<string> = new Set(byRule.keys());

/** Rules about what a sound DMARC record says, which is never changed unasked. */
export const ownersChoice: ReadonlySet<string> = new Set([
  "dns/dmarc-policy-none",
  "dns/dmarc-rua-missing",
  "dns/dmarc-subdomains-none",
]);

/** What a search came upon besides. */
export interface Found {
  /** Rules that can be mended only so that nobody may send any more. */
  readonly barred: ReadonlySet<string>;
  /** Whether the search ended at its limit. */
  readonly isSpent: boolean;
}

/** Why a rule stays broken. */
export function whyLeft(ruleId: string, { barred, isSpent }: Found): Text {
  const known = byRule.get(ruleId);
  if (known) return known;
  if (barred.has(ruleId))
    return {
      en: "nobody could send any more without it: name the hosts that send first",
      zh: "去掉后将没有主机可以发信：请先写明发信主机",
    };
  if (isSpent) return { en: "no change was found within the limit", zh: "在限定次数内没有找到有效的改动" };
  return { en: "no change was found that helps", zh: "没有找到有效的改动" };
}
