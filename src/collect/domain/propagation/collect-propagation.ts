import type { PropagationPart } from "../../../model/domain/propagation.ts";
import { limits } from "../../../model/limits.ts";
import { isAtOrBelow, plainName } from "../../../parse/zone/names.ts";
import type { Asking, Slice } from "../asking.ts";
import { collectExpected } from "../expected/collect-expected.ts";
import { compareAnswers, type MailQuestion } from "./compare-answers.ts";
import { askAbove, glueDifferences, ownHostsOf } from "./zone-above.ts";
import { addressesOf, reach, zoneOf } from "./zone-servers.ts";

/**
 * What each server of the domain's zone says of its mail, and what resolvers remember: whom the zone above names and whom
 * the zone itself names are asked, address by address. Only where it was asked for: these servers learn who asks.
 */
export const collectPropagation: Slice<"propagation"> = async (asking) => {
  const { servers } = asking;
  if (!servers) return "servers-not-asked";
  const { zone, hosts, gap } = await zoneOf(asking);
  const { delegation, glue, open } = await askAbove(asking, servers, zone);
  const known = await addressesOf(asking, [...(delegation?.hosts ?? []), ...hosts], glue);
  const reached = await Promise.all(known.slice(0, limits.serversAskedMax).map((each) => reach(servers, zone, each)));
  if (reached.length === 0) return gap ?? "record-unusable";
  const serving = reached.filter(({ state }) => state === "serving");
  const part: PropagationPart = {
    zone,
    servers: reached,
    delegation,
    ownHosts: await ownHostsOf(servers, zone, serving),
    glue: await glueDifferences(servers, glue, serving),
    open: {
      tcp: open.tcp || reached.some(({ tcp }) => tcp === "taken"),
      edns: open.edns || reached.some(({ edns }) => edns === "taken"),
    },
    questions: await compareAnswers(servers, zone, serving, await mailQuestions(asking, zone)),
  };
  return part;
};

/** The names and types that receivers ask for: those of every domain, its selectors, and what its providers expect. */
async function mailQuestions(asking: Asking, zone: string): Promise<readonly MailQuestion[]> {
  const { domain, question } = asking;
  const part = await collectExpected(asking);
  const expected = typeof part === "string" ? [] : part.providers.flatMap(({ records }) => records);
  const all: readonly MailQuestion[] = [
    { name: domain, type: "TXT" },
    { name: domain, type: "MX" },
    { name: `_dmarc.${domain}`, type: "TXT" },
    ...question.selectors.map((selector): MailQuestion => ({ name: `${selector}._domainkey.${domain}`, type: "TXT" })),
    { name: `_mta-sts.${domain}`, type: "TXT" },
    { name: `_smtp._tls.${domain}`, type: "TXT" },
    ...expected.map(({ name, type }) => ({ name, type })),
  ];
  const plain = all.map(({ name, type }) => ({ name: plainName(name), type }));
  const own = plain.filter(({ name }) => isAtOrBelow(name, zone) && !name.includes("*"));
  const once = new Map(own.map((each) => [`${each.type} ${each.name}`, each]));
  return [...once.values()].slice(0, limits.serverQuestionsMax);
}
