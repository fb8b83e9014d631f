/** The openspf suite for RFC 7208, where ../shared/corpus has it. */
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseAllDocuments } from "yaml";
import { closedZone, zoneDns } from "../../src/collect/zone-dns.ts";
import type { Dns, DnsRecord } from "../../src/model/dns.ts";
import { txt } from "./worlds.ts";

const file = fileURLToPath(new URL("../../../shared/corpus/protocol/spf/rfc7208-tests.yml", import.meta.url));

interface Case {
  readonly helo: string;
  readonly host: string;
  readonly mailfrom: string;
  readonly result: string | readonly string[];
  readonly explanation?: string;
}

type Value = string | Readonly<Record<string, string | readonly (string | number)[]>>;

interface Scenario {
  readonly description: string;
  readonly tests: Readonly<Record<string, Case>>;
  readonly zonedata: Readonly<Record<string, readonly Value[]>>;
}

const scenarios: readonly Scenario[] = existsSync(file)
  ? parseAllDocuments(readFileSync(file, "utf8"), { uniqueKeys: false }).map((document) => document.toJS())
  : [];

/** SPF rows stand for TXT unless TXT is given; `TIMEOUT` answers what nothing else does. */
function dnsOf({ zonedata }: Scenario): Dns {
  const timeouts = new Set<string>();
  const records = Object.entries(zonedata).flatMap(([name, values]) => {
    if (values.includes("TIMEOUT")) timeouts.add(name.toLowerCase());
    const rows = values.filter((value) => typeof value !== "string");
    const hasTexts = rows.some((row) => "TXT" in row);
    return rows.flatMap((row) => Object.entries(row).flatMap(([type, value]) => recordOf(name, type, value, hasTexts)));
  });
  const dns = zoneDns(closedZone(records));
  return {
    lookup: async (name, type) => {
      const answer = await dns.lookup(name, type);
      return answer.status === "absent" && timeouts.has(name.toLowerCase()) ? { status: "failed", because: "timeout" } : answer;
    },
  };
}

function recordOf(
  name: string,
  type: string,
  value: string | readonly (string | number)[],
  hasTexts: boolean,
): readonly DnsRecord[] {
  if (type === "TXT" || (type === "SPF" && !hasTexts)) return value === "NONE" ? [] : [txt(name, ...[value].flat().map(String))];
  if (type === "A" || type === "AAAA" || type === "PTR" || type === "CNAME" || type === "MX")
    return [{ type, name: name.toLowerCase(), ttlSeconds: 0, value: [value].flat().join(" ") }];
  return [];
}

/** One case of the suite, with the world it is asked in. */
export interface SpfCase {
  readonly name: string;
  readonly given: Case;
  readonly dns: Dns;
}

/** All cases; none where the suite is missing. */
export const spfCases: readonly SpfCase[] = scenarios.flatMap((scenario) =>
  Object.entries(scenario.tests).map(([name, given]) => ({ name, given, dns: dnsOf(scenario) })),
);
