import type { Text } from "../../model/language.ts";
import { limits } from "../../model/limits.ts";
import { domainName } from "../../parse/zone/domain-name.ts";
import type { Platform } from "../../world/parameters.ts";
import { type Context, sizeOf, unknownName } from "./context.ts";
import { grouped, keyFault, named, type Path, type ScenarioFault, valueFault } from "./fault.ts";

/** What is wrong with how many parts a scenario has, and with its platform. */
export function countFaults({ written, names, records, platform }: Context): readonly ScenarioFault[] {
  const domainsMax = platform?.domainsMax ?? limits.scenarioDomainsMax;
  const faults = [
    tooMany("providers", names.providers, limits.scenarioProvidersMax),
    tooMany("ips", names.ips, limits.scenarioIpsMax),
    tooMany("domains", names.domains, domainsMax),
    tooMany("lists", names.lists, limits.scenarioListsMax),
    tooMany("campaigns", names.campaigns, limits.scenarioCampaignsMax),
    ...NEEDED.filter((key) => records.includes(key)).map((key) => none(key, names[key])),
  ].flat();
  return platform === undefined ? faults : [...faults, ...levelFaults(written.domains, platform)];
}

const NEEDED = ["domains", "lists", "campaigns"] as const;

function tooMany(key: string, names: readonly string[], most: number): readonly ScenarioFault[] {
  if (names.length <= most) return [];
  const message = { en: `"${key}" has ${names.length} entries.`, zh: `“${key}”有 ${names.length} 项。` };
  return [keyFault([key], message, { en: `At most ${most} are possible here.`, zh: `此处最多 ${most} 项。` })];
}

function none(key: string, names: readonly string[]): readonly ScenarioFault[] {
  if (names.length > 0) return [];
  return [
    keyFault([key], { en: `"${key}" has no entry.`, zh: `“${key}”中没有任何一项。` }, { en: "Write one.", zh: "请至少写一项。" }),
  ];
}

function levelFaults(domains: Context["written"]["domains"], { id, levelQuotas }: Platform): readonly ScenarioFault[] {
  if (levelQuotas === undefined)
    return Object.entries(domains).flatMap(([domain, { level }]) => (level === undefined ? [] : [levelless(id, domain)]));
  const levels = levelQuotas.length;
  return Object.entries(domains).flatMap(([domain, { level = 1 }]) =>
    level <= levels
      ? []
      : [
          valueFault(
            ["domains", domain, "level"],
            { en: `The platform has no level ${level}.`, zh: `该平台没有等级 ${level}。` },
            { en: `Levels go from 1 to ${levels}.`, zh: `等级为 1 到 ${levels}。` },
          ),
        ],
  );
}

function levelless(platform: string, domain: string): ScenarioFault {
  return valueFault(
    ["domains", domain, "level"],
    { en: `The platform ${platform} has no levels.`, zh: `平台 ${platform} 没有等级。` },
    { en: "Take level out.", zh: "请去掉 level。" },
  );
}

/** What is wrong with IPs: a count of those that are not the sender's own. */
export function ipFaults({ written }: Context): readonly ScenarioFault[] {
  return Object.entries(written.ips ?? {}).flatMap(([name, { kind, count }]) =>
    kind === "dedicated" || count === undefined
      ? []
      : [
          valueFault(
            ["ips", name, "count"],
            { en: "Shared IPs are the platform's, and have no count.", zh: "共享 IP 属于平台，不能指定数量。" },
            { en: "Take count out, or write kind: dedicated.", zh: "请去掉 count，或写 kind: dedicated。" },
          ),
        ],
  );
}

/** What is wrong with domains: names that are none, names that are alike, IPs that are not there. */
export function domainFaults({ written, names }: Context): readonly ScenarioFault[] {
  const seen = new Set<string>();
  return Object.entries(written.domains).flatMap(([domain, { ips }]) => {
    const path: Path = ["domains", domain];
    const read = domainName(domain);
    if (!read.ok || !read.value.includes(".")) return [keyFault(path, noDomain(domain), domainHint)];
    if (seen.has(read.value)) return [keyFault(path, twice(domain), ownName)];
    seen.add(read.value);
    const isKnown = ips === undefined || names.ips.includes(ips);
    return isKnown ? [] : [unknownName([...path, "ips"], ips, names.ips, { en: "entry of ips", zh: " IP 条目" })];
  });
}

function noDomain(domain: string): Text {
  return { en: `"${named([domain])}" is no domain.`, zh: `“${named([domain])}”不是域名。` };
}

const domainHint: Text = { en: "Write one such as news.example.com.", zh: "例如 news.example.com。" };
const ownName: Text = { en: "Give each a name of its own.", zh: "请给每一项各自的名称。" };

function twice(name: string): Text {
  return { en: `"${named([name])}" stands here twice.`, zh: `“${named([name])}”在此处出现了两次。` };
}

/** What is wrong with providers of the scenario's own, and with those that it says more of. */
export function providerFaults({ written, tables }: Context): readonly ScenarioFault[] {
  const shipped = [...tables.providers.keys()];
  const claimed = new Set<string>();
  return Object.entries(written.providers ?? {}).flatMap(([id, { like, domains }]) => {
    const path: Path = ["providers", id];
    const faults = likeFaults(path, id, like, shipped);
    for (const [at, domain] of (Array.isArray(domains) ? domains : []).entries()) {
      if (claimed.has(String(domain))) faults.push(valueFault([...path, "domains", at], twice(String(domain)), ownDomain));
      claimed.add(String(domain));
    }
    return faults;
  });
}

const ownDomain: Text = { en: "Leave it to one provider.", zh: "一个域名只能属于一家服务商。" };

function likeFaults(path: Path, id: string, like: string | undefined, shipped: readonly string[]): ScenarioFault[] {
  const isShipped = shipped.includes(id);
  if (like === undefined && !isShipped) {
    const { hint } = unknownName(path, id, shipped, providerWords);
    const message = { en: `The provider "${id}" has no profile.`, zh: `没有服务商“${id}”的配置。` };
    const more = {
      en: "For one of your own, say whom it is like: like: corporate.",
      zh: "自定义服务商请写明与谁相似：like: corporate。",
    };
    return [keyFault(path, message, { en: `${hint.en} ${more.en}`, zh: `${hint.zh}${more.zh}` })];
  }
  if (like === undefined) return [];
  if (isShipped)
    return [
      valueFault(
        [...path, "like"],
        { en: `The provider "${id}" has a profile of its own.`, zh: `服务商“${id}”已有自己的配置。` },
        { en: "Leave out like, or choose another name.", zh: "请去掉 like，或换一个名称。" },
      ),
    ];
  return shipped.includes(like) ? [] : [unknownName([...path, "like"], like, shipped, providerWords)];
}

const providerWords: Text = { en: "mailbox provider", zh: "邮箱服务商" };

/** What is wrong with lists: names in them, shares that leave something over, more addresses than there are people. */
export function listFaults(context: Context): readonly ScenarioFault[] {
  const { written, names, tables } = context;
  const providers = [...new Set([...tables.providers.keys(), ...names.providers])];
  const faults = Object.entries(written.lists).flatMap(([list, { providers: mix, tiers }]) => [
    ...(mix ? shareFaults(["lists", list, "providers"], mix, providers, providerWords) : []),
    ...shareFaults(["lists", list, "tiers"], tiers, [...tables.tiers.keys()], { en: "tier", zh: "分层" }),
  ]);
  let addresses = 0;
  for (const list of Object.keys(written.lists)) addresses += sizeOf(context, list) ?? 0;
  if (addresses <= limits.scenarioAddressesMax) return faults;
  const most = grouped(limits.scenarioAddressesMax);
  const message = {
    en: `The lists have ${grouped(addresses)} addresses, which does not fit.`,
    zh: `各名单共有 ${grouped(addresses)} 个地址，超出范围。`,
  };
  return [
    ...faults,
    keyFault(["lists"], message, { en: `All lists together have at most ${most}.`, zh: `所有名单合计最多 ${most} 个。` }),
  ];
}

/** How far shares may be from adding up to 1: written with six digits, they cannot be nearer. */
const SHARE_TOLERANCE = 1e-6;

function shareFaults(
  path: Path,
  shares: Readonly<Record<string, number>>,
  known: readonly string[],
  what: Text,
): readonly ScenarioFault[] {
  const unknown = Object.keys(shares).filter((name) => !known.includes(name));
  const faults: ScenarioFault[] = unknown
    .slice(0, limits.scenarioFaultsMax + 1)
    .map((name) => ({ ...unknownName([...path, name], name, known, what), part: "key" }));
  let sum = 0;
  for (const share of Object.values(shares)) sum += share;
  if (Math.abs(sum - 1) <= SHARE_TOLERANCE) return faults;
  const shown = Number(sum.toPrecision(7));
  const message = {
    en: `The shares of "${named(path)}" add up to ${shown}.`,
    zh: `“${named(path)}”中各份额之和为 ${shown}。`,
  };
  return [...faults, valueFault(path, message, { en: "They must add up to 1.", zh: "其和必须为 1。" })];
}
