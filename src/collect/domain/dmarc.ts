import type { DmarcPart, MisplacedDmarc } from "../../model/domain/dmarc.ts";
import type { RecordText } from "../../model/record.ts";
import { isDmarcRecord, isMeantForDmarc } from "../../parse/records/dmarc.ts";
import { organisationOf } from "../../parse/text/organisation.ts";
import { ownTarget, targetOf } from "./alias.ts";
import type { Asking, Slice } from "./asking.ts";
import { destinationsOf } from "./dmarc-destinations.ts";
import { bySuffix, byTree, inheritedTag, stepAt, walk } from "./dmarc-discovery.ts";
import { isUnregistered } from "./unregistered.ts";

/** Which DMARC policy receivers find for the domain, by the walk up the tree and by the public suffix list. */
export const collectDmarc: Slice<"dmarc"> = async (asking) => {
  const { domain } = asking;
  const own = await stepAt(asking, domain);
  if (own.found === "lookup-failed") return "lookup-failed";
  const steps = await walk(asking, domain);
  const organisation = await stepAt(asking, organisationOf(domain));
  const judged = own.records.length > 0 ? own : organisation;
  const several =
    judged.found === "several" ? judged.records.map(({ record }) => record).filter(({ text }) => isDmarcRecord(text)) : [];
  const alias = await aliasOf(asking);
  const hasOwn = own.records.length > 0;
  return {
    domain,
    steps,
    byTree: byTree(steps, await inheritedTag(asking, domain)),
    bySuffix: bySuffix(own, organisation),
    judgedDomain: judged.domain,
    records: several.length > 0 ? [] : judged.records,
    several,
    otherTexts: own.otherTexts,
    misplaced: hasOwn || alias ? [] : await misplacedOf(asking),
    copies: hasOwn ? await meantAt(asking, domain) : [],
    alias,
    destinations: several.length > 0 ? [] : await destinationsOf(asking, judged),
    isKeyless: await isKeyless(asking),
  };
};

async function aliasOf(asking: Asking): Promise<DmarcPart["alias"]> {
  const name = `_dmarc.${asking.domain}`;
  const answer = await asking.lookup(name, "TXT");
  const target = await ownTarget(asking, name, answer);
  if (answer.status !== "absent" || target === "") return undefined;
  return { name, target, isUnregistered: await isUnregistered(asking, target) };
}

/** Looks where people publish the record by mistake. */
async function misplacedOf(asking: Asking): Promise<readonly MisplacedDmarc[]> {
  const { domain } = asking;
  const names = [
    ["apex", domain],
    ["doubled", `_dmarc.${domain}.${domain}`],
    ["underscore-missing", `dmarc.${domain}`],
  ] as const;
  const misplaced: MisplacedDmarc[] = [];
  for (const [place, name] of names) for (const record of await meantAt(asking, name)) misplaced.push({ record, place });
  return misplaced;
}

async function meantAt(asking: Asking, name: string): Promise<readonly RecordText[]> {
  const texts = await asking.textsAt(name, "TXT");
  return typeof texts === "string" ? [] : texts.filter(({ text }) => isMeantForDmarc(text));
}

async function isKeyless(asking: Asking): Promise<boolean> {
  const keys = await asking.lookup(`_domainkey.${asking.domain}`, "TXT");
  return keys.status === "absent" && keys.kind === "name" && targetOf(keys) === "";
}
