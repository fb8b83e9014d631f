import type { FoundElsewhere } from "../../../model/domain/expected.ts";
import type { RecordText } from "../../../model/record.ts";
import { isMeantForDkim } from "../../../parse/records/dkim-key.ts";
import { isSpfVersion } from "../../../parse/records/spf/version.ts";
import { organisationOf } from "../../../parse/text/organisation.ts";
import { plainName } from "../../../parse/zone/names.ts";
import type { Asking } from "../asking.ts";
import { base64Of } from "./compare.ts";
import { exchangeOf, includesOf, isTarget, type Wanted } from "./wanted.ts";

interface Probe {
  readonly name: string;
  readonly how: FoundElsewhere["how"];
}

/**
 * Where a record that is missing was put instead: its name with the domain or the zone behind it once more, at the
 * domain above, or, of a key, at a host or selector that is easily taken for the right one.
 */
export async function findElsewhere(asking: Asking, wanted: Wanted): Promise<FoundElsewhere | undefined> {
  const type = wanted.purpose === "mx" ? "MX" : "TXT";
  for (const { name, how } of probesFor(asking.domain, wanted)) {
    const texts = await asking.textsAt(name, type);
    const record = typeof texts === "string" ? undefined : texts.find((each) => isMeant(each, wanted, how));
    if (record) return { record, how };
  }
  return undefined;
}

function probesFor(domain: string, wanted: Wanted): readonly Probe[] {
  const { name } = wanted;
  const zone = organisationOf(domain);
  const doubled = [domain, zone].map((behind): Probe => ({ name: `${name}.${behind}`, how: "doubled" }));
  const isBelow = name.endsWith(domain) && zone !== domain;
  const above: readonly Probe[] = isBelow ? [{ name: `${name.slice(0, -domain.length)}${zone}`, how: "above" }] : [];
  const hosts = wanted.purpose === "dkim" ? hostsFor(wanted.selector, domain) : [];
  const probes = [...doubled, ...above, ...hosts.map((host): Probe => ({ name: host, how: "host" }))];
  return probes.filter((probe, at) => probe.name !== name && probes.findIndex((each) => each.name === probe.name) === at);
}

/** The underscore or the second label forgotten, the selector left out, and selectors that software gives by itself. */
function hostsFor(selector: string, domain: string): readonly string[] {
  const selectors = ["default", "dkim", "mail", "s1", "selector1"].map((each) => `${each}._domainkey.${domain}`);
  return [`${selector}.${domain}`, `${selector}.domainkey.${domain}`, `_domainkey.${domain}`, ...selectors];
}

function isMeant({ text, name }: RecordText, wanted: Wanted, how: Probe["how"]): boolean {
  switch (wanted.purpose) {
    case "mx":
      return isTarget(exchangeOf(text), wanted.targets);
    case "spf":
      return isSpfVersion(text) && wanted.includes.every((group) => includesOf(text).some((each) => group.includes(each)));
    case "dkim": {
      if (!isMeantForDkim(text)) return false;
      // Another selector's key is this one's only where it is the same.
      const isOther = how === "host" && plainName(name).includes("._domainkey.");
      return wanted.value === "" || wanted.type === "CNAME" ? !isOther : base64Of(text) === base64Of(wanted.value);
    }
    case "other":
      return text.trim() === wanted.value;
    case "dmarc":
    case "return-path":
      return false;
  }
}
