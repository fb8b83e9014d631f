/** One cause in a domain's records is one finding. */
import { expect, test } from "vitest";
import { catalog } from "../../../src/checks/catalog.ts";
import { analyze } from "../../../src/engine/analyze.ts";
import { buildRuleset } from "../../../src/engine/ruleset.ts";
import type { ExampleDomain } from "../../../src/model/rule.ts";
import { must } from "../../../tools/must.ts";
import { readDomainExample } from "../../support/domain-example.ts";
import { book } from "../../support/rule-book.ts";

const rules = must(buildRuleset(book, catalog, "recommended", {})).rulesFor("domain", "marketing");

const nowMs = Date.parse("2026-01-01T12:00:00Z");

async function brokenIn(example: ExampleDomain): Promise<readonly string[]> {
  const verdicts = analyze(await readDomainExample(example, nowMs), rules, "marketing");
  return verdicts.filter(({ outcome }) => outcome === "broken").map(({ ruleId }) => ruleId);
}

test.for([
  ["DMARC", "_dmarc TXT v=DMARC1; p=reject; rua=mailto:dmarc@example.com"],
  ["DKIM", "mail._domainkey TXT v=DKIM1; k=rsa; p=MIIB"],
  ["MTA-STS", "_mta-sts TXT v=STSv1; id=1"],
  ["TLS-RPT", "_smtp._tls TXT v=TLSRPTv1; rua=mailto:tls@example.com"],
  ["BIMI", "default._bimi TXT v=BIMI1; l=https://example.com/logo.svg"],
] as const)("a %s record that its zone file cuts at a semicolon is told as cut, and no more", async ([, records]) => {
  expect(await brokenIn({ source: "zone", records })).toEqual(["dns/zone-text-cut"]);
});

test.for([
  ["the provider's term alone", "include:qcloudmail.com", ["dns/esp-spf-unreached"]],
  ["with a sign and a dot", "+include:QcloudMail.com.", ["dns/esp-spf-unreached"]],
  ["another one beside it", "include:qcloudmail.com a", ["dns/esp-spf-unreached", "dns/spf-terms-after-all"]],
] as const)("what stands behind all is told of the provider that asks for it: %s", async ([, terms, expected]) => {
  const records = `@ TXT "v=spf1 ip4:192.175.48.0/28 include:_spf.example.net -all ${terms}"`;
  expect(await brokenIn({ esps: ["tencent-ses"], records })).toEqual(expected);
});

test("behind all of an included record nothing but the provider's rule looks", async () => {
  const records = '_spf.example.net. TXT "v=spf1 ip4:192.31.196.0/28 -all include:qcloudmail.com"';
  expect(await brokenIn({ esps: ["tencent-ses"], records })).toEqual(["dns/esp-spf-unreached"]);
});

test.for([
  [
    "a circle",
    "dns/spf-loop",
    "include:a.example.net",
    `@ TXT "v=spf1 ip4:192.175.48.0/28 include:a.example.net -all"
a.example.net. TXT "v=spf1 include:b.example.net -all"
b.example.net. TXT "v=spf1 include:a.example.net -all"`,
  ],
  [
    "the eleventh lookup",
    "dns/spf-lookups-exceeded",
    "include:a.example.net",
    `@ TXT "v=spf1 a mx include:a.example.net include:_spf.example.net -all"
a.example.net. TXT "v=spf1 ${"a ".repeat(10)}-all"
a.example.net. A 192.31.196.1`,
  ],
] as const)("%s is placed at the root's term that leads there", async ([, id, expected, records]) => {
  const document = await readDomainExample({ records }, nowMs);
  const verdict = analyze(document, rules, "marketing").find(({ ruleId }) => ruleId === id);
  const places = verdict?.outcome === "broken" ? verdict.findings.map(({ place }) => place) : [];
  const texts = places.map((at) => at && document.sources[at.source]?.text.slice(at.start, at.end));
  expect(texts).toEqual([expected]);
});

test.for([
  ["\\239\\187\\191v=spf1 -all", "U+FEFF"],
  ["v=spf1\\194\\160-all", "U+00A0"],
  ["v=spf1 \\226\\128\\139-all", "U+200B"],
] as const)("a byte that nobody sees is told by its number: %s", async ([text, expected]) => {
  const document = await readDomainExample({ records: `@ TXT "${text}"` }, nowMs);
  const verdict = analyze(document, rules, "marketing").find(({ ruleId }) => ruleId === "dns/spf-characters-illegal");
  const findings = verdict?.outcome === "broken" ? verdict.findings : [];
  expect(findings.map(({ facts }) => facts["written"])).toEqual([expected]);
});
