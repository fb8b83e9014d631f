import { describe, expect, test } from "vitest";
import { catalog } from "../../../src/checks/catalog.ts";
import { analyze } from "../../../src/engine/analyze.ts";
import { foldChanges } from "../../../src/engine/repair/fold.ts";
import { findRepair, type Judged, type Trial } from "../../../src/engine/repair/repair.ts";
import { unmendableRules } from "../../../src/engine/repair/unmendable.ts";
import { buildRuleset } from "../../../src/engine/ruleset.ts";
import type { RecordChange } from "../../../src/model/domain/repair.ts";
import { textOf } from "../../../src/model/record-value.ts";
import type { ExampleDomain } from "../../../src/model/rule.ts";
import { must } from "../../../tools/must.ts";
import { readDomainExample } from "../../support/domain-example.ts";
import { book } from "../../support/rule-book.ts";

const rules = must(buildRuleset(book, catalog, "recommended", {})).rulesFor("domain", "marketing");

function trialOn(example: ExampleDomain): Trial {
  return async (changes): Promise<Judged> => {
    const document = await readDomainExample(example, 0, changes);
    const verdicts = analyze(document, rules, "marketing");
    return { document, findings: verdicts.flatMap((verdict) => (verdict.outcome === "broken" ? verdict.findings : [])) };
  };
}

async function repaired(example: ExampleDomain) {
  const trial = trialOn(example);
  const { changes, left } = await findRepair(await trial([]), trial, 0);
  return { said: changes.map(said), left: left.map(({ ruleId }) => ruleId), changes, trial };
}

function said({ action, name, type, value }: RecordChange): string {
  return `${action === "add" ? "+" : "-"} ${name} ${type} ${textOf(value)}`;
}

const spf = "v=spf1 ip4:192.175.48.0/28 include:_spf.example.net -all";

describe("a repair", () => {
  test("of what is sound is none", async () => {
    expect(await repaired({})).toMatchObject({ said: [], left: [] });
  });

  test("puts a record that is there twice into one, with what its provider asks for", async () => {
    const { said: changes, left } = await repaired({
      esps: ["tencent-ses"],
      records: '@ TXT "v=spf1 ip4:192.175.48.0/28 -all"\n@ TXT "v=spf1 mx -all"',
    });
    expect(left).toEqual([]);
    expect(changes).toEqual([
      "- example.com TXT v=spf1 ip4:192.175.48.0/28 -all",
      "- example.com TXT v=spf1 mx -all",
      "+ example.com TXT v=spf1 ip4:192.175.48.0/28 mx include:qcloudmail.com -all",
    ]);
  });

  test("mends what comes to light only when something before it is mended", async () => {
    const { said: changes, left } = await repaired({ records: '@ TXT "v=spf10 ip4:192.175.48.0/28 ?all"' });
    expect([changes.at(-1), left]).toEqual(["+ example.com TXT v=spf1 ip4:192.175.48.0/28 ~all", []]);
  });

  test("mends several faults at once", async () => {
    const { said: changes, left } = await repaired({
      records: '_dmarc TXT "v=DMARC1; p=none"\n_smtp._tls TXT "v=TLSRPTv1; rua=tls@example.com"\n@ TXT "v=spf1 mx"',
    });
    expect(left).toEqual(["dns/dmarc-policy-none", "dns/dmarc-rua-missing"]);
    expect(changes.toSorted().filter((change) => change.startsWith("+"))).toEqual([
      "+ _smtp._tls.example.com TXT v=TLSRPTv1; rua=mailto:tls@example.com",
      "+ example.com TXT v=spf1 mx ~all",
    ]);
  });

  test("puts a key where it is looked for, and leaves alone what nobody reads", async () => {
    const { said: changes, left } = await repaired({
      without: ["mail._domainkey"],
      records: 'mail._domainkey.example.com TXT "v=DKIM1; k=ed25519; p=FtqinMiEfIOGY264DsKToQlI6Lhn/Ne1SQ9osM2fcEo="\n',
    });
    expect(changes.map((change) => change.split(" ").slice(0, 3).join(" "))).toEqual(["+ mail._domainkey.example.com TXT"]);
    expect(left).toEqual(["dns/dkim-ed25519-alone"]);
  });

  test("never touches records of others", async () => {
    const { changes } = await repaired({ records: '_spf.example.net. TXT "v=spf1 +all"' });
    expect(changes.map(({ name }) => name).filter((name) => !name.endsWith("example.com"))).toEqual([]);
  });

  test("says why something stays", async () => {
    const trial = trialOn({ without: ["mail._domainkey"] });
    const { left } = await findRepair(await trial([]), trial, 0);
    expect(left.map(({ ruleId, because }) => [ruleId, because.en])).toEqual([
      ["dns/dkim-missing", "only who signs the mail has the key: copy it from the provider's console"],
    ]);
  });

  test("has no set of records that could be left as it is", async () => {
    const { changes, trial } = await repaired({
      records: `_dmarc TXT "v=DMARC1; p=rejct; rua=mailto:a@example.com"\n@ TXT "${spf}"\n@ TXT "v=spf1 mx -all"\n_mta-sts TXT "v=STSv1; id=1; id=2"`,
    });
    const weight = async (some: readonly RecordChange[]): Promise<number> =>
      (await trial(some)).findings.filter(({ severity }) => severity !== "info").length;
    expect(await weight(changes)).toBe(0);
    for (const { name } of changes) expect(await weight(changes.filter((each) => each.name !== name))).toBeGreaterThan(0);
  });
});

describe("a repair leaves to the owner", () => {
  test.for([
    "ptr ptr:example.com -all",
    "include:gone.example.net -all",
    "ip4:10.0.0.1 ip4:127.0.0.1 -all",
    "ip4:0.0.0.0/0 -all",
    "+all",
  ])("who may send, where without it nobody could: %s", async (terms) => {
    const { changes, left } = await repaired({ records: `@ TXT "v=spf1 ${terms}"` });
    const added = changes.filter(({ action }) => action === "add").map(({ value }) => textOf(value));
    expect(added.filter((text) => /^v=spf1 (?:ip4:(?:10|127)\S+ )?[-~]all$/.test(text))).toEqual([]);
    expect(left.length).toBeGreaterThan(0);
  });

  test("how strict DMARC is, and who reads its reports", async () => {
    const missing = await repaired({ without: ["_dmarc"] });
    expect(missing.said).toEqual(["+ _dmarc.example.com TXT v=DMARC1; p=none"]);
    expect(missing.left).toEqual(["dns/dmarc-policy-none", "dns/dmarc-rua-missing"]);
    const none = await repaired({ records: '_dmarc TXT "v=DMARC1; p=none; rua=mailto:d@example.com"' });
    expect([none.said, none.left]).toEqual([[], ["dns/dmarc-policy-none"]]);
  });

  test("the MX records of a domain that a provider would send for", async () => {
    const { changes, left } = await repaired({ esps: ["alibaba-directmail"] });
    expect(changes.filter(({ type }) => type === "MX")).toEqual([]);
    expect(left).toContain("dns/esp-mx-missing");
  });
});

describe("a repair of a DMARC record keeps what was written", () => {
  test.for([
    ["v=DMARC1; p=nonne; rua=mailto:d@example.com", "v=DMARC1; p=none; rua=mailto:d@example.com"],
    ["v=DMARC1; rua=mailto:d@example.com", "v=DMARC1; p=none; rua=mailto:d@example.com"],
    ["v=DMARC1; p=reject; p=none; rua=mailto:d@example.com", "v=DMARC1; p=reject; rua=mailto:d@example.com"],
    ["v=DMARC1; p:reject; rua=mailto:d@example.com", "v=DMARC1; p=reject; rua=mailto:d@example.com"],
    ["v=DMARC1；p=reject；rua=mailto:d@example.com", "v=DMARC1; p=reject; rua=mailto:d@example.com"],
  ] as const)("%s", async ([written, mended]) => {
    const { said: changes } = await repaired({ records: `_dmarc TXT "${written}"` });
    expect(changes.filter((change) => change.startsWith("+"))).toEqual([`+ _dmarc.example.com TXT ${mended}`]);
  });

  test("and moves one that stands at the domain itself", async () => {
    const { said: changes } = await repaired({
      records: `@ TXT "${spf}"\n@ TXT "v=DMARC1; p=reject"`,
      without: ["_dmarc"],
    });
    expect(changes).toEqual(["- example.com TXT v=DMARC1; p=reject", "+ _dmarc.example.com TXT v=DMARC1; p=reject"]);
  });
});

test("rules that no record mends are rules", () => {
  const ids = new Set(book.rules.map(({ id }) => id));
  expect([...unmendableRules].filter((id) => !ids.has(id))).toEqual([]);
});

test("changes of one name and type are one edit, with what is there now and then", () => {
  const changes: readonly RecordChange[] = [
    { action: "remove", name: "a.example", type: "TXT", value: ["one"] },
    { action: "add", name: "b.example", type: "A", value: "192.0.2.1" },
    { action: "add", name: "a.example", type: "TXT", value: ["three"] },
    { action: "remove", name: "c.example", type: "TXT", value: ["one"] },
  ];
  const now = { ttlSeconds: 60, values: [["one"], ["two"]] };
  const edits = foldChanges(changes, ({ name }) =>
    name === "a.example" ? now : name === "c.example" ? { ttlSeconds: 60, values: [["one"]] } : { ttlSeconds: 3_600, values: [] },
  );
  expect(edits).toEqual([
    {
      action: "replace",
      name: "a.example",
      type: "TXT",
      ttlSeconds: 60,
      before: [["one"], ["two"]],
      after: [["two"], ["three"]],
    },
    { action: "add", name: "b.example", type: "A", ttlSeconds: 3_600, before: [], after: ["192.0.2.1"] },
    { action: "remove", name: "c.example", type: "TXT", ttlSeconds: 60, before: [["one"]], after: [] },
  ]);
});
