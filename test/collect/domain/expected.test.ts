import { describe, expect, test } from "vitest";
import { domainTables } from "../../../src/collect/domain/question.ts";
import type { ExpectedRecord } from "../../../src/model/domain/expected.ts";
import type { ExampleDomain } from "../../../src/model/rule.ts";
import { readDomainExample } from "../../support/domain-example.ts";
import { book } from "../../support/rule-book.ts";

const key =
  "v=DKIM1; k=rsa; p=MFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBANDJaQ6zeYhxOFAMcnL6Y0Z6L8kD9a8dXzUzT3fgiEoX7x5g0mGRA0IX9ZkUkiG6v6fXGyPn5UiNmCAwDSoYFZkCAwEAAQ==";

async function recordFor(purpose: ExpectedRecord["purpose"], example: ExampleDomain): Promise<ExpectedRecord> {
  const { parts } = await readDomainExample(example, 0);
  const found = parts.expected?.providers.flatMap(({ records }) => records).find((record) => record.purpose === purpose);
  if (!found) throw new Error(`no record for ${purpose}`);
  return found;
}

const tencent = { esps: ["tencent-ses"] } as const;

describe("MX records are held by their meaning", () => {
  test.for([
    ["the provider's host", "@ MX 10 mxbiz1.qq.com.", "met", undefined],
    ["in capitals, at another preference, beside another", "@ MX 5 MXBIZ1.QQ.COM.\n@ MX 1 mx.example.net.", "met", undefined],
    ["a server of one's own", "@ MX 10 mx1", "met", undefined],
    ["somebody else's server", "@ MX 10 mx.example.net.", "different", "host-other"],
    ["a host for want of a dot below the domain", "@ MX 10 mxbiz1.qq.com", "different", "dot-missing"],
  ] as const)("%s", async ([, records, state, reason]) => {
    expect(await recordFor("mx", { ...tencent, records })).toMatchObject({ state, reason });
  });

  test("none is missing", async () => {
    expect(await recordFor("mx", { ...tencent, without: ["@ MX"] })).toMatchObject({ state: "missing" });
  });

  test("a lookup that failed is not missing", async () => {
    expect(await recordFor("mx", { ...tencent, failing: { "@ MX": "timeout" } })).toMatchObject({ state: "lookup-failed" });
  });
});

describe("SPF records are held by whom they let send", () => {
  const far = Array.from({ length: 10 }, (_, at) => `include:s${at}.test`).join(" ");
  const others = Array.from({ length: 10 }, (_, at) => `s${at}.test. TXT "v=spf1 -all"`).join("\n");
  test.for([
    ["an include", '@ TXT "v=spf1 include:qcloudmail.com ~all"', "met", undefined],
    ["in capitals", '@ TXT "v=spf1 INCLUDE:QCloudMail.com ~all"', "met", undefined],
    ["in a record that cannot be read", '@ TXT "v=spf1 ipv4:192.0.2.1 -all"', "record-unusable", undefined],
    [
      "past a record that does not lead there",
      '@ TXT "v=spf1 include:v.example.net -all"\nv.example.net. TXT "v=spf1 -all"',
      "different",
      "include-missing",
    ],
    [
      "behind all of another record",
      '@ TXT "v=spf1 include:v.example.net -all"\nv.example.net. TXT "v=spf1 -all include:qcloudmail.com"',
      "different",
      "after-all",
    ],
    [
      "through another",
      '@ TXT "v=spf1 include:v.example.net -all"\nv.example.net. TXT "v=spf1 include:qcloudmail.com -all"',
      "met",
      undefined,
    ],
    [
      "through a redirect",
      '@ TXT "v=spf1 redirect=v.example.net"\nv.example.net. TXT "v=spf1 include:qcloudmail.com -all"',
      "met",
      undefined,
    ],
    ["by the same addresses", '@ TXT "v=spf1 ip4:192.31.196.16/29 ip4:192.31.196.24/29 -all"', "met", undefined],
    ["by some of the addresses", '@ TXT "v=spf1 ip4:192.31.196.16/29 -all"', "different", "include-missing"],
    ["behind all", '@ TXT "v=spf1 -all include:qcloudmail.com"', "different", "after-all"],
    ["behind a redirect that all makes idle", '@ TXT "v=spf1 -all redirect=qcloudmail.com"', "different", "after-all"],
    ["with a sign", '@ TXT "v=spf1 ~include:qcloudmail.com -all"', "different", "qualifier"],
    ["past the tenth lookup", `@ TXT "v=spf1 ${far} include:qcloudmail.com -all"\n${others}`, "different", "lookups-exceeded"],
    ["two records", '@ TXT "v=spf1 include:qcloudmail.com -all"\n@ TXT "v=spf1 -all"', "different", "several"],
  ] as const)("%s", async ([, records, state, reason]) => {
    expect(await recordFor("spf", { ...tencent, records })).toMatchObject({ state, reason });
  });

  test("what an include that cannot be had holds is not known", async () => {
    const failing = { "_spf.example.net. TXT": "timeout" } as const;
    expect(await recordFor("spf", { ...tencent, failing })).toMatchObject({ state: "lookup-failed" });
  });
});

describe("a record is found where it was put instead", () => {
  const without = ["qcloud._domainkey", "@ TXT", "@ MX"];
  test.for([
    [
      "spf",
      '@.example.com.example.com. TXT "other"\nexample.com TXT "v=spf1 include:qcloudmail.com ~all"',
      "example.com.example.com",
    ],
    ["mx", "example.com MX 10 mxbiz1.qq.com.", "example.com.example.com"],
    ["dkim", `qcloud._domainkey.example.com TXT "${key}"`, "qcloud._domainkey.example.com.example.com"],
    ["dkim", `qcloud TXT "${key}"`, "qcloud.example.com"],
    ["dkim", `_domainkey TXT "${key}"`, "_domainkey.example.com"],
    ["dkim", `qcloud.domainkey TXT "${key}"`, "qcloud.domainkey.example.com"],
  ] as const)("%s: %s", async ([purpose, records, foundAt]) => {
    const found = await recordFor(purpose, { ...tencent, without, records });
    expect([found.state, found.elsewhere?.record.name]).toEqual(["elsewhere", foundAt]);
  });

  test.for([
    ["spf", '@ TXT "v=spf1 include:qcloudmail.com ~all"', "example.com"],
    ["mx", "@ MX 10 mxbiz1.qq.com.", "example.com"],
    ["dkim", `qcloud._domainkey TXT "${key}"`, "qcloud._domainkey.example.com"],
    ["dkim", `qcloud._domainkey.abc.example.com TXT "${key}"`, "qcloud._domainkey.abc.example.com.example.com"],
  ] as const)("%s of a subdomain: %s", async ([purpose, records, foundAt]) => {
    const hidden = purpose === "dkim" && foundAt.endsWith("example.com.example.com") ? without : [];
    const found = await recordFor(purpose, { ...tencent, name: "abc.example.com", without: hidden, records });
    expect([found.state, found.elsewhere?.record.name]).toEqual(["elsewhere", foundAt]);
  });

  test("another selector's key is this one's only where it is the same", async () => {
    const pasted = { Type: "TXT", SendDomain: "new._domainkey.example.com", ExpectedValue: key };
    const same = await recordFor("dkim", { pasted, records: `default._domainkey TXT "${key}"` });
    expect(same.elsewhere?.record.name).toBe("default._domainkey.example.com");
    expect((await recordFor("dkim", { pasted })).state).toBe("missing");
  });
});

describe("keys", () => {
  const pasted = { Type: "TXT", SendDomain: "k._domainkey.example.com", ExpectedValue: key };
  const blanked = key.replace("p=MFww", "p=MFw w ").replace("v=DKIM1; k=rsa; ", "k=rsa; ");
  test.for([
    ["are equal whatever blanks and tags they are written with", `k._domainkey TXT "${blanked}"`, "met"],
    ["are followed through aliases", `k._domainkey CNAME k.example.net.\nk.example.net. TXT "${key}"`, "met"],
    ["differ", `k._domainkey TXT "${key.replace("MFwwDQ", "MFwwDA")}"`, "different"],
  ] as const)("%s", async ([, records, state]) => {
    expect((await recordFor("dkim", { pasted, records })).state).toBe(state);
  });

  test("behind an alias are the provider's where the alias leads to it", async () => {
    const records = `token._domainkey CNAME token.dkim.amazonses.com.\ntoken.dkim.amazonses.com. TXT "${key}"`;
    expect((await recordFor("dkim", { esps: ["aws-ses"], selectors: ["token"], records })).state).toBe("met");
    expect((await recordFor("dkim", { esps: ["aws-ses"] })).state).toBe("selector-unknown");
  });
});

test("other records are equal letter by letter", async () => {
  const pasted = { Type: "TXT", SendDomain: "aliyundm.example.com", ExpectedValue: "abc" };
  expect((await recordFor("other", { pasted, records: 'aliyundm TXT "abc"' })).state).toBe("met");
  expect((await recordFor("other", { pasted, records: 'aliyundm TXT "abd"' })).state).toBe("missing");
});

test("one SPF record names every provider", async () => {
  const { parts } = await readDomainExample({ esps: ["tencent-ses", "mailgun"] }, 0);
  expect(parts.expected?.spf).toBe(
    "v=spf1 ip4:192.175.48.0/28 include:_spf.example.net include:mailgun.org include:qcloudmail.com -all",
  );
});

test("without a provider nothing is expected, and nothing is asked for it", async () => {
  const { parts, gaps } = await readDomainExample({}, 0);
  expect([parts.expected, gaps.expected]).toEqual([undefined, "esp-not-given"]);
});

describe("the catalogue", () => {
  const esps = domainTables(book.tables)?.esps ?? [];
  test("has at least ten providers, each id once", () => {
    expect(esps.length).toBeGreaterThanOrEqual(10);
    expect(new Set(esps.map(({ id }) => id)).size).toBe(esps.length);
  });

  test.for(esps.map(({ id }) => id))("%s asks for DKIM and DMARC", (id) => {
    const purposes = esps.find((esp) => esp.id === id)?.records.map(({ purpose }) => purpose);
    expect(purposes).toEqual(expect.arrayContaining(["dkim", "dmarc"]));
  });
});
