/** The zones of a real organisation, as it keeps them for octoDNS: read whole, and judged name by name. */
import { existsSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { catalog } from "../../src/checks/catalog.ts";
import { collectDomain } from "../../src/collect/domain/collect-domain.ts";
import { domainQuestion } from "../../src/collect/domain/question.ts";
import { zoneDns } from "../../src/collect/zone-dns.ts";
import { judge } from "../../src/engine/judge.ts";
import { buildRuleset } from "../../src/engine/ruleset.ts";
import type { Document } from "../../src/model/document.ts";
import type { Report } from "../../src/model/report.ts";
import type { Zone } from "../../src/model/zone.ts";
import { shippedDomainTables } from "../../src/platform/rule-book.ts";
import { readZoneFiles } from "../../src/platform/zone-files.ts";
import { must } from "../../tools/must.ts";
import { book } from "../support/rule-book.ts";

const folder = fileURLToPath(new URL("../../../shared/corpus/measure-only/dns/hackclub", import.meta.url));
const files = existsSync(folder) ? readdirSync(folder).sort() : [];
const ruleset = must(buildRuleset(book, catalog, "tencent-ses", {}));
const partOf = new Map(book.rules.map(({ id, check }) => [id, catalog.find(({ name }) => name === check)?.part]));
const NOW_MS = Date.UTC(2026, 0, 1);

interface Judged {
  readonly name: string;
  readonly document: Document;
  readonly report: Report;
}

/** Every name that mail is sent from or to, with the selectors it has: the zone itself in any case. */
function namesOfMail(zone: Zone, apex: string): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, string[]>([[apex, []]]);
  for (const { name, type, value } of zone.records) {
    const [, selector, owner = name] = /^(?:(.+)\._domainkey|_dmarc)\.(.+)$/.exec(name) ?? [];
    const isSpf = type === "TXT" && typeof value !== "string" && /^\s*v=spf1/i.test(value.join(""));
    if (type !== "MX" && !isSpf && owner === name) continue;
    const selectors = names.get(owner) ?? [];
    names.set(owner, selector === undefined || selector === "*" ? selectors : [...selectors, selector]);
  }
  return names;
}

async function judgedIn(zoneOf: (file: string) => Zone): Promise<readonly Judged[]> {
  const tables = must(await shippedDomainTables());
  const judged: Judged[] = [];
  for (const file of files) {
    const zone = zoneOf(file);
    const own = must(readZoneFiles(`${folder}/${file}`));
    for (const [name, selectors] of namesOfMail(own, file.replace(/\.yaml$/, ""))) {
      const question = domainQuestion(name, { selectors, nowMs: NOW_MS }, tables, zone);
      const document = await collectDomain(question, zoneDns(zone));
      judged.push({ name, document, report: judge(document, ruleset, undefined) });
    }
  }
  return judged;
}

function countsIn(judged: readonly Judged[]): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const { ruleId } of judged.flatMap(({ report }) => report.findings)) counts.set(ruleId, (counts.get(ruleId) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What each finding was, when it was last looked at and held against the records. */
const alone = {
  "dns/dkim-key-weak": 12,
  "dns/dkim-other-text": 2,
  "dns/dkim-several": 3,
  "dns/dkim-version-missing": 11,
  "dns/dmarc-copy-unread": 1,
  "dns/dmarc-discovery-differs": 2,
  "dns/dmarc-misplaced": 1,
  "dns/dmarc-missing": 17,
  "dns/dmarc-policy-none": 5,
  "dns/dmarc-rua-missing": 8,
  "dns/dmarc-subdomains-none": 1,
  "dns/dmarc-tag-removed": 2,
  "dns/dnssec-absent": 1,
  "dns/mail-ttl-short": 2,
  "dns/mail-unreceivable": 3,
  "dns/mta-sts-missing": 1,
  "dns/mx-ipv6-missing": 2,
  "dns/mx-missing": 6,
  "dns/mx-single": 2,
  "dns/spf-absent": 6,
  "dns/spf-answer-large": 1,
  "dns/spf-not-inherited": 18,
  "dns/spf-sender-id": 1,
  "dns/wildcard-txt-shadowing": 1,
  "dns/zone-alias-beside-others": 3,
  "dns/zone-name-doubled": 3,
  "dns/zone-records-delegated": 2,
};

/** What one zone leaves open, another settles. */
const together = {
  ...alone,
  "dns/dmarc-destination-leave": 1,
  "dns/dmarc-discovery-differs": 3,
  "dns/dmarc-misplaced": 2,
  "dns/dmarc-missing": 19,
  "dns/mta-sts-missing": 2,
  "dns/mx-target-alias": 1,
  "dns/zone-name-doubled": 2,
};

describe.skipIf(files.length === 0)("real zones (skipped where ../shared/corpus is missing)", () => {
  test("there are eighteen, and none has a problem", () => {
    expect(files).toHaveLength(18);
    expect(files.filter((file) => !readZoneFiles(`${folder}/${file}`).ok)).toEqual([]);
  });

  describe.for([
    ["each by itself", (file: string) => must(readZoneFiles(`${folder}/${file}`)), alone],
    ["all together", () => must(readZoneFiles(folder)), together],
  ] as const)("%s", async ([, zoneOf, counts]) => {
    const judged = await judgedIn(zoneOf);

    test("the findings are those that were looked at", () => {
      expect(judged).toHaveLength(81);
      expect(countsIn(judged)).toEqual(counts);
    });

    test("nothing is found where nothing could be read, and no check failed", () => {
      for (const { name, document, report } of judged) {
        const blind = report.findings.filter(({ ruleId }) => {
          const part = partOf.get(ruleId);
          return part === undefined || document.gaps[part] !== undefined;
        });
        expect([name, blind.map(({ ruleId }) => ruleId), report.faults]).toEqual([name, [], []]);
      }
    });

    test("each finding with a place has it within a record", () => {
      for (const { document, report } of judged)
        for (const { place } of report.findings.filter((finding) => finding.place !== undefined)) {
          const text = place && document.sources[place.source]?.text;
          expect(place?.end).toBeLessThanOrEqual(text?.length ?? -1);
        }
    });

    test("what rests on other domains is left unjudged", () => {
      const asked = new Set(judged.flatMap(({ report }) => report.unjudged.map(({ because }) => because)));
      expect(asked).toContain("lookup-failed");
      expect(asked).not.toContain("check-failed");
    });
  });
});
