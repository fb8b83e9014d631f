import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isDmarcRecord, isMeantForDmarc, readDmarc } from "../../../src/parse/records/dmarc.ts";

const RUA = "rua=mailto:a@example.com";

function kindsIn(text: string): readonly string[] {
  return readDmarc(text).faults.map(({ kind }) => kind);
}

describe("a DMARC record", () => {
  test.for([
    `v=DMARC1; p=reject; ${RUA}`,
    `v=DMARC1;p=none;`,
    `V = DMARC1 ; p = quarantine ; sp=reject; np=reject; adkim=s; aspf=R; psd=n; t=n; ${RUA}`,
    "v=DMARC1; p=none; rua=mailto:a@b.example,mailto:c@d.example; ruf=mailto:e@f.example; fo=1:d:s",
    "v=DMARC1; p=none; rua=mailto:a+b@example.com?subject=x%21",
  ])("reads without fault: %s", (text) => {
    expect(readDmarc(text)).toMatchObject({ value: expect.anything(), faults: [], repaired: undefined });
  });

  test.for([
    ["p=none", "version-missing"],
    ["v=DMARC2; p=none", "version-wrong"],
    ["v=dmarc1; p=none", "version-wrong"],
    ["p=none; v=DMARC1", "version-not-first"],
    [" v=DMARC1; p=none", "blank-first"],
    ["v=DMARC1; p=none; adkmi=s", "tag-unknown"],
    ["v=DMARC1; p=none; p=reject", "tag-twice"],
    ["v=DMARC1; p=none; oops", "tag-malformed"],
    ["v=DMARC1; p:none", "tag-malformed"],
    ["v=DMARC1; p=none; rua=mailto:a@b.example;mailto:c@b.example", "tag-malformed"],
    ["v=DMARC1; p=none; pct=50", "tag-removed"],
    ["v=DMARC1; p=none; aspf=strict", "value-unknown"],
    ["v=DMARC1; p=none; fo=x; ruf=mailto:a@example.com", "value-unknown"],
    ["v=DMARC1; p=none; fo=0:1; ruf=mailto:a@example.com", "options-conflict"],
    ["v=DMARC1; p=none; fo=1", "options-unused"],
    [`v=DMARC1; ${RUA}`, "policy-missing"],
    ["v=DMARC1; p=rejekt", "policy-unknown"],
    ["v=DMARC1; p=none; sp=off", "policy-unknown"],
    [`v=DMARC1; ${RUA}; p=none`, "policy-late"],
    ["v=DMARC1; p=none; t=y", "testing"],
    ["v=DMARC1; p=none; rua=a@example.com", "uri-malformed"],
    ["v=DMARC1; p=none; rua=mailto:a@example.com,", "uri-malformed"],
    ["v=DMARC1; p=none; rua=mailto:mailto:a@example.com", "uri-malformed"],
    ["v=DMARC1; p=none; rua=https://example.com/x", "uri-scheme"],
    ["v=DMARC1; p=none; rua=mailto:a@example.com!10m", "uri-size"],
    ["v=DMARC1; p=none; rua=mailto:a@b.example,mailto:c@b.example,mailto:d@b.example", "uris-many"],
    ['"v=DMARC1; p=none"', "paste-quote"],
    ["v=DMARC1\\; p=none", "paste-backslash"],
    ["v=DMARC1; p=none rua=mailto:a@example.com", "semicolon-missing"],
    ["v=DMARC1, p=none", "semicolon-missing"],
  ] as const)("has one fault: %s", ([text, kind]) => {
    expect(kindsIn(text)).toEqual([kind]);
  });

  test.for([
    ['_dmarc IN TXT "v=DMARC1; p=none; rua=mailto:a@example.com"', `v=DMARC1; p=none; ${RUA}`],
    [`v=DMARC1\\; p=reject\\; ${RUA}`, `v=DMARC1; p=reject; ${RUA}`],
    [`v=DMARC1 p=reject ${RUA}`, `v=DMARC1; p=reject; ${RUA}`],
    [`${RUA}; p=rejct; v=dmarc1; pct=20; adkmi=s`, `v=DMARC1; p=reject; adkim=s; ${RUA}`],
    ["v=DMARC1; p=none; rua=a@example.com, mailto:a@example.com!5m", `v=DMARC1; p=none; ${RUA}`],
    ["v=DMARC1; p=none; fo=0:1; ruf=mailto:a@example.com", "v=DMARC1; p=none; fo=1; ruf=mailto:a@example.com"],
    [`v=DMARC1; p:reject; ${RUA}`, `v=DMARC1; p=reject; ${RUA}`],
    [`v=DMARC1；p=reject；${RUA}`, `v=DMARC1; p=reject; ${RUA}`],
    [`v=DMARC1\xef\xbc\x9bp=reject\xef\xbc\x9b${RUA}`, `v=DMARC1; p=reject; ${RUA}`],
    [`v=DMARC1; p=reject; ${RUA};mailto:b@example.com`, `v=DMARC1; p=reject; ${RUA},mailto:b@example.com`],
    ["v=DMARC1; p=banana", undefined],
    ["v=DMARC1; p=none; rua=https://example.com/x", undefined],
  ] as const)("is mended where that can be told: %s", ([text, repaired]) => {
    expect(readDmarc(text).repaired).toBe(repaired);
  });

  test("points at what is wrong, and says what was meant", () => {
    expect(readDmarc("v=DMARC1; p=rejct").faults).toEqual([
      { kind: "policy-unknown", at: { start: 12, end: 17 }, written: "p=rejct", suggestion: "reject" },
    ]);
  });
});

describe("the policies of a record, by RFC 9989 and by RFC 7489", () => {
  const same = (domain: string, subdomains: string, absentSubdomains: string) => ({ domain, subdomains, absentSubdomains });
  test.for([
    ["v=DMARC1; p=reject", same("reject", "reject", "reject"), same("reject", "reject", "reject")],
    ["v=DMARC1; p=reject; sp=none", same("reject", "none", "none"), same("reject", "none", "none")],
    ["v=DMARC1; p=none; np=reject", same("none", "none", "reject"), same("none", "none", "none")],
    [
      "v=DMARC1; p=none; sp=quarantine; np=reject",
      same("none", "quarantine", "reject"),
      same("none", "quarantine", "quarantine"),
    ],
    ["v=DMARC1; adkim=s", same("none", "none", "none"), undefined],
    [`v=DMARC1; ${RUA}`, same("none", "none", "none"), same("none", "none", "none")],
    ["v=DMARC1; p=bogus", undefined, undefined],
    [`v=DMARC1; p=bogus; ${RUA}`, same("none", "none", "none"), same("none", "none", "none")],
    ["v=DMARC1; p=reject; sp=bogus", undefined, undefined],
    ["v=DMARC1; p=reject; np=bogus", undefined, same("reject", "reject", "reject")],
    ["v=DMARC1; p=bogus; rua=nonsense", undefined, undefined],
  ] as const)("%s", ([text, byRfc9989, byRfc7489]) => {
    const { value } = readDmarc(text);
    expect([value?.byRfc9989, value?.byRfc7489]).toEqual([byRfc9989, byRfc7489]);
  });
});

test.for([
  ["v=DMARC1", true, true],
  ["v=DMARC1 ; p=none", true, true],
  ["v=DMARC11", false, true],
  ["v=dmarc1; p=none", false, true],
  ["p=reject; sp=none", false, true],
  ["v=spf1 -all", false, false],
  ["p=MIGf", false, false],
] as const)("a text may be a record, or meant for one: %s", ([text, isRecord, isMeant]) => {
  expect([isDmarcRecord(text), isMeantForDmarc(text)]).toEqual([isRecord, isMeant]);
});

const pieces = fc.constantFrom(
  ...'v=DMARC1;|;| |,|p=none|p=reject|sp=|np=x|rua=|mailto:a@b.example|!10m|fo=0:1|t=y|pct=1|psd=y|\\|"|=|adkim=s'.split("|"),
);

describe("any text", () => {
  const texts = fc.oneof(
    fc.array(pieces, { maxLength: 16 }).map((all) => all.join("")),
    fc.string({ unit: "binary", maxLength: 200 }),
  );

  test("is read with faults inside it, in order", () => {
    fc.assert(
      fc.property(texts, (text) => {
        const { faults } = readDmarc(text);
        for (const { at } of faults) expect(at.start >= 0 && at.start <= at.end && at.end <= text.length).toBe(true);
        const starts = faults.map(({ at }) => at.start);
        expect(starts).toEqual([...starts].sort((a, b) => a - b));
      }),
    );
  });

  test("that was repaired reads without fault, as a record", () => {
    fc.assert(
      fc.property(texts, (text) => {
        const { repaired } = readDmarc(text);
        if (repaired !== undefined) expect(readDmarc(repaired)).toMatchObject({ value: expect.anything(), faults: [] });
      }),
    );
  });
});
