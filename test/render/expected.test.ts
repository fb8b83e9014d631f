import { expect, test } from "vitest";
import { digLine, expectedLines, hostOf, jsonExpected } from "../../src/render/expected.ts";
import { styleFor } from "../../src/render/style.ts";
import { readDomainExample } from "../support/domain-example.ts";

async function partOf(name: string) {
  const records = "@ MX 10 mxbiz1.qq.com.\n\\127x TXT other";
  const { parts } = await readDomainExample({ name, esps: ["tencent-ses"], records }, 0);
  if (!parts.expected) throw new Error("no part");
  return parts.expected;
}

test.for([
  ["example.com", "@"],
  ["abc.example.com", "abc"],
  ["_dmarc.abc.example.com", "_dmarc.abc"],
  ["qcloud._domainkey.example.com", "qcloud._domainkey"],
  ["other.net", "other.net"],
] as const)("the host of %s is %s", ([name, host]) => {
  expect(hostOf(name, "example.com")).toBe(host);
});

test("the command asks for the whole name", () => {
  expect(digLine({ type: "TXT", name: "qcloud._domainkey.abc.example.com" })).toBe(
    "dig +short TXT qcloud._domainkey.abc.example.com",
  );
  expect(digLine({ type: "TXT", name: "*._domainkey.example.com" })).toBe("dig +short TXT SELECTOR._domainkey.example.com");
});

test("the table of a subdomain has hosts as the console shows them, and a command for each record", async () => {
  const lines = expectedLines(await partOf("abc.example.com"), "en", styleFor("plain"));
  expect(lines).toMatchInlineSnapshot(`
    [
      "Tencent Cloud SES",
      "  abc                    MX   elsewhere  mxbiz1.qq.com.",
      "    found at  example.com",
      "    dig +short MX abc.example.com",
      "  abc                    TXT  missing    v=spf1 include:qcloudmail.com ~all",
      "    dig +short TXT abc.example.com",
      "  qcloud._domainkey.abc  TXT  elsewhere  (see the provider's console)",
      "    found at  qcloud._domainkey.example.com",
      "    dig +short TXT qcloud._domainkey.abc.example.com",
      "  _dmarc.abc             TXT  will do    v=DMARC1; p=none",
      "    now  v=DMARC1; p=reject; rua=mailto:dmarc@example.com",
      "    dig +short TXT _dmarc.abc.example.com",
      "One SPF record for all:  v=spf1 include:qcloudmail.com ~all",
    ]
  `);
});

test("the table speaks Chinese", async () => {
  const text = expectedLines(await partOf("abc.example.com"), "zh", styleFor("plain")).join("\n");
  expect(text).toContain("腾讯云邮件推送");
  expect(text).toContain("位置错误");
});

test("JSON has each record in the shape of the provider's API", async () => {
  const json = JSON.parse(JSON.stringify(jsonExpected(await partOf("example.com"), "en")));
  expect(json.providers[0].records[0]).toMatchObject({
    purpose: "mx",
    host: "@",
    state: "met",
    attribute: {
      Type: "MX",
      SendDomain: "example.com",
      ExpectedValue: "mxbiz1.qq.com.",
      CurrentValue: "10 mxbiz1.qq.com",
      Status: true,
    },
  });
  expect(Object.keys(json.providers[0].records[0].attribute)).toEqual([
    "Type",
    "SendDomain",
    "ExpectedValue",
    "CurrentValue",
    "Status",
  ]);
});
