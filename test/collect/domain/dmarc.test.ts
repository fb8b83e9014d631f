import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { treeVerdict } from "../../../src/collect/authentication/dmarc.ts";
import { suffixVerdict } from "../../../src/collect/authentication/suffix-dmarc.ts";
import { Asking } from "../../../src/collect/domain/asking.ts";
import { collectDmarc } from "../../../src/collect/domain/dmarc.ts";
import { walkedNames } from "../../../src/collect/domain/dmarc-discovery.ts";
import { domainQuestion } from "../../../src/collect/domain/question.ts";
import { closedZone, zoneDns } from "../../../src/collect/zone-dns.ts";
import type { Dns, DnsFailure, DnsRecord } from "../../../src/model/dns.ts";
import type { DmarcPart } from "../../../src/model/domain/dmarc.ts";
import { noTables } from "../../support/asking-zone.ts";
import { txt } from "../../support/worlds.ts";

type World = Readonly<Record<string, string | readonly string[]>>;

/** TXT records at `_dmarc.` of each name; a name that begins with an underscore or star is whole. */
function worldOf(records: World, more: readonly DnsRecord[] = []): Dns {
  const texts = Object.entries(records).flatMap(([domain, value]) =>
    (typeof value === "string" ? [value] : value).map((text) => txt(/^[_*]/.test(domain) ? domain : `_dmarc.${domain}`, text)),
  );
  return zoneDns(closedZone([...texts, ...more]));
}

function collect(domain: string, dns: Dns): ReturnType<typeof collectDmarc> {
  const question = domainQuestion(domain, { selectors: [], nowMs: 0 }, noTables, undefined);
  return collectDmarc(new Asking(question, dns));
}

async function partOf(domain: string, dns: Dns): Promise<DmarcPart> {
  const part = await collect(domain, dns);
  if (typeof part === "string") throw new Error(part);
  return part;
}

function failing(dns: Dns, failed: string, because: DnsFailure = "timeout"): Dns {
  return {
    lookup: (name, type) => (name === failed ? Promise.resolve({ status: "failed", because }) : dns.lookup(name, type)),
  };
}

test.for([
  ["example.com", ["example.com", "com"]],
  ["a.b.example.com", ["a.b.example.com", "b.example.com", "example.com", "com"]],
  [
    "a.b.c.d.e.f.example.com",
    [
      "a.b.c.d.e.f.example.com",
      "b.c.d.e.f.example.com",
      "c.d.e.f.example.com",
      "d.e.f.example.com",
      "e.f.example.com",
      "f.example.com",
      "example.com",
      "com",
    ],
  ],
  [
    "1.2.3.a.b.c.d.e.f.example.com",
    [
      "1.2.3.a.b.c.d.e.f.example.com",
      "b.c.d.e.f.example.com",
      "c.d.e.f.example.com",
      "d.e.f.example.com",
      "e.f.example.com",
      "f.example.com",
      "example.com",
      "com",
    ],
  ],
] as const)("the walk from %s asks eight names at most (RFC 9989, 4.10)", ([domain, names]) => {
  expect(walkedNames(domain)).toEqual(names);
});

/** Name, records, then for either standard: organization, where the record is, policy, tag. */
const cases: readonly (readonly [string, string, World, readonly string[], readonly string[]])[] = [
  [
    "its own record",
    "example.com",
    { "example.com": "v=DMARC1; p=reject" },
    ["example.com", "example.com", "reject", "p"],
    ["example.com", "example.com", "reject", "p"],
  ],
  [
    "its own and its organization's",
    "a.example.com",
    { "a.example.com": "v=DMARC1; p=none", "example.com": "v=DMARC1; p=reject" },
    ["example.com", "a.example.com", "none", "p"],
    ["example.com", "a.example.com", "none", "p"],
  ],
  [
    "a name that does not exist",
    "a.example.com",
    { "example.com": "v=DMARC1; p=reject; sp=none; np=quarantine" },
    ["example.com", "example.com", "quarantine", "np"],
    ["example.com", "example.com", "none", "sp"],
  ],
  [
    "no sp",
    "a.example.com",
    { "example.com": "v=DMARC1; p=quarantine" },
    ["example.com", "example.com", "quarantine", "p"],
    ["example.com", "example.com", "quarantine", "p"],
  ],
  [
    "a record between",
    "a.b.example.com",
    { "b.example.com": "v=DMARC1; p=none", "example.com": "v=DMARC1; p=reject" },
    ["example.com", "example.com", "reject", "p"],
    ["example.com", "example.com", "reject", "p"],
  ],
  [
    "a record between alone",
    "a.b.example.com",
    { "b.example.com": "v=DMARC1; p=reject" },
    ["b.example.com", "b.example.com", "reject", "p"],
    ["example.com", "", "", ""],
  ],
  [
    "psd=n between",
    "a.b.example.com",
    { "b.example.com": "v=DMARC1; p=none; psd=n", "example.com": "v=DMARC1; p=reject" },
    ["b.example.com", "b.example.com", "none", "p"],
    ["example.com", "example.com", "reject", "p"],
  ],
  [
    "psd=y above",
    "example.com",
    { com: "v=DMARC1; p=reject; sp=quarantine; psd=y" },
    ["example.com", "com", "quarantine", "sp"],
    ["example.com", "", "", ""],
  ],
  [
    "psd=y at the name itself",
    "example.com",
    { "example.com": "v=DMARC1; p=reject; psd=y" },
    ["example.com", "example.com", "reject", "p"],
    ["example.com", "example.com", "reject", "p"],
  ],
  [
    "several of its own, which count as none",
    "a.example.com",
    { "a.example.com": ["v=DMARC1; p=none", "v=DMARC1; p=none"], "example.com": "v=DMARC1; p=reject" },
    ["example.com", "example.com", "reject", "p"],
    ["example.com", "example.com", "reject", "p"],
  ],
  [
    "one that cannot be used",
    "example.com",
    { "example.com": "v=DMARC1; p=bogus" },
    ["example.com", "example.com", "", ""],
    ["example.com", "example.com", "", ""],
  ],
  ["none", "a.example.com", {}, ["a.example.com", "", "", ""], ["example.com", "", "", ""]],
];

describe("the policy of a domain with", () => {
  test.for(cases)("%s", async ([, domain, records, tree, suffix]) => {
    const { byTree, bySuffix } = await partOf(domain, worldOf(records));
    const row = (found: DmarcPart["byTree"]) => [
      found?.organizationalDomain,
      found?.policyDomain ?? "",
      found?.policy ?? "",
      found?.tag ?? "",
    ];
    expect([row(byTree), row(bySuffix)]).toEqual([tree, suffix]);
  });
});

describe("a failed lookup", () => {
  test("of the domain's own record leaves everything unknown", async () => {
    expect(await collect("example.com", failing(worldOf({}), "_dmarc.example.com"))).toBe("lookup-failed");
  });

  test("of a parent leaves the walk unknown", async () => {
    const dns = failing(worldOf({ "example.com": "v=DMARC1; p=reject" }), "_dmarc.b.example.com");
    expect(await partOf("a.b.example.com", dns)).toMatchObject({ byTree: undefined, bySuffix: { policy: "reject" } });
  });

  test("of a public suffix, which a zone file says nothing of, does not", async () => {
    const dns = failing(worldOf({ "example.com": "v=DMARC1; p=reject" }), "_dmarc.com", "not-recorded");
    expect(await partOf("example.com", dns)).toMatchObject({ byTree: { policy: "reject" } });
  });

  test("of the leave to send reports is no lack of it", async () => {
    const dns = failing(
      worldOf({ "example.com": "v=DMARC1; p=none; rua=mailto:a@example.net" }),
      "example.com._report._dmarc.example.net",
    );
    expect(await partOf("example.com", dns)).toMatchObject({ destinations: [{ leave: "lookup-failed" }] });
  });
});

const mx: DnsRecord = { type: "MX", name: "example.net", ttlSeconds: 300, value: "10 mx.example.net" };

describe("a report address at another organization", () => {
  const record = "v=DMARC1; p=none; rua=mailto:a@example.net,mailto:b@sub.example.com";
  test.for([
    ["v=DMARC1", "given"],
    ["v=DMARC1;", "given"],
    ["v=DMARC1; rua=mailto:c@example.net", "given"],
    ["v=DMARC2", "absent"],
  ] as const)("has its leave by %s: %s", async ([text, leave]) => {
    const dns = worldOf({ "example.com": record, "*._report._dmarc.example.net": text }, [mx]);
    const { destinations } = await partOf("example.com", dns);
    expect(destinations).toMatchObject([
      { domain: "example.net", leave, mail: "taken", leaveName: "example.com._report._dmarc.example.net" },
      { domain: "sub.example.com", leave: "own", mail: "absent" },
    ]);
  });

  test("that says it takes no mail, takes none", async () => {
    const dns = worldOf({ "example.com": record }, [{ ...mx, value: "0 ." }]);
    expect(await partOf("example.com", dns)).toMatchObject({ destinations: [{ mail: "refused" }, {}] });
  });
});

describe("a record in the wrong place", () => {
  test.for([
    ["apex", txt("example.com", "v=DMARC1; p=none")],
    ["doubled", txt("_dmarc.example.com.example.com", "v=DMARC1; p=none")],
    ["underscore-missing", txt("dmarc.example.com", "v=DMARC1; p=none")],
  ] as const)("is found: %s", async ([place, record]) => {
    expect(await partOf("example.com", zoneDns(closedZone([record])))).toMatchObject({ misplaced: [{ place }] });
  });

  test("is not sought where one is in the right place", async () => {
    const dns = worldOf({ "example.com": "v=DMARC1; p=none" }, [txt("example.com", "v=DMARC1; p=none")]);
    expect(await partOf("example.com", dns)).toMatchObject({ misplaced: [] });
  });
});

const label = fc.constantFrom("a", "b", "c");
const domain = fc.array(label, { maxLength: 3 }).map((labels) => [...labels, "example", "com"].join("."));
const record = fc.constantFrom(
  "v=DMARC1; p=none",
  "v=DMARC1; p=reject; sp=quarantine",
  "v=DMARC1; p=quarantine; np=reject",
  "v=DMARC1; p=reject; psd=n",
  "v=DMARC1; p=quarantine; sp=none; psd=y",
  "v=spf1 -all",
);
const worlds = fc.dictionary(fc.oneof(domain, fc.constant("com")), fc.oneof(record, fc.tuple(record, record)), { maxKeys: 4 });
const evidence = { fromFields: 1, spfDomain: undefined, dkimDomains: [], missing: undefined };

describe("on worlds made up by chance", () => {
  test("the walk finds what mailauth finds", async () => {
    await fc.assert(
      fc.asyncProperty(domain, worlds, async (author, records) => {
        const dns = worldOf(records, [txt(author, "here")]);
        const { byTree } = await partOf(author, dns);
        const verdict = await treeVerdict({ ...evidence, headerFrom: [`x@${author}`] }, dns);
        if (typeof verdict === "string") throw new Error(verdict);
        expect([byTree?.policyDomain, byTree?.policy]).toEqual([verdict.policyDomain, verdict.policy]);
        if (byTree?.policyDomain !== undefined) expect(byTree.organizationalDomain).toBe(verdict.organizationalDomain);
      }),
      { numRuns: 500 },
    );
  });

  test("the public suffix list finds what the verdict on messages goes by", async () => {
    await fc.assert(
      fc.asyncProperty(domain, worlds, async (author, records) => {
        const dns = worldOf(records);
        const { bySuffix } = await partOf(author, dns);
        const verdict = await suffixVerdict(author, { ...evidence, headerFrom: [] }, dns);
        if (typeof verdict === "string") throw new Error(verdict);
        expect([bySuffix?.policyDomain, bySuffix?.policy]).toEqual([verdict.policyDomain, verdict.policy]);
      }),
      { numRuns: 500 },
    );
  });
});
