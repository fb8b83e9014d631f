import { expect, test } from "vitest";
import { arcFaultOf } from "../../src/collect/authentication/arc-fault.ts";
import { checkSpf } from "../../src/collect/authentication/spf.ts";
import { spfFaultOf } from "../../src/collect/authentication/spf-fault.ts";
import { dmarcFaultOf } from "../../src/parse/authentication/dmarc-fault.ts";
import { world } from "../support/worlds.ts";

test.for([
  ["ipv4:192.0.2.1 -all", "mechanism-unknown"],
  ["ip4:192.0.2.300 -all", "address-invalid"],
  ["include:other.example.com -all", "target-without-record"],
  ["include:example.com -all", "too-many-lookups"],
  ["exists:%{x}.example.com -all", "macro-invalid"],
  ["a:1.example.com a:2.example.com a:3.example.com -all", "too-many-void"],
] as const)("a record %s", async ([record, fault]) => {
  const dns = world(`$ORIGIN example.com.\n@ TXT "v=spf1 ${record}"\n`);
  const envelope = { ip: "203.0.113.5", helo: "mail.example.com", mailFrom: "too.many.dns@example.com" };
  expect(await checkSpf("mail-from", envelope, dns)).toMatchObject({ result: "permerror", fault });
});

test.for([
  ["Too many DNS requests", "too-many-lookups"],
  ["Too many void DNS results", "too-many-void"],
  ["multiple SPF records found for example.com", "records-several"],
  ["no SPF records found for example.com", "target-without-record"],
  ['Unknown mechanism "ipv4"', "mechanism-unknown"],
  ['Invalid "ip4" term', "address-invalid"],
  ['Invalid CIDR length "99"', "address-invalid"],
  ["Unexpected % in macro", "macro-invalid"],
  ["words that a later version may have", "syntax-wrong"],
] as const)("SPF: %s", ([cause, fault]) => {
  const sender = "macro@too.many.dns.example";
  expect(spfFaultOf(`mailworthy: permanent error in processing during lookup of ${sender}: ${cause}`)).toBe(fault);
});

test.for([
  ["i=1 no arc-seal set", "set-incomplete"],
  ["i=2 seal signature validation failed", "seal-wrong"],
  ["i=1 no valid signature", "message-changed"],
  ["i=3 expected=2", "instances-wrong"],
  ["i=1 cv=pass", "chain-status-wrong"],
  ["i=1 ams missing bh=", "tags-wrong"],
  ["no key for k._domainkey.example.org", "key-unusable"],
  ["", "other"],
] as const)("ARC: %s", ([reason, fault]) => {
  expect(arcFaultOf(reason)).toBe(fault);
});

test.for([
  [["v=DMARC1; p=rejct"], "policy-unknown", "p=rejct"],
  [["v=DMARC1; p=none; sp=all"], "policy-unknown", "sp=all"],
  [["p=reject; v=DMARC1"], "version-not-first", "v=DMARC1"],
  [["v=dmarc1; p=none"], "version-wrong", "v=dmarc1"],
  [["p=reject"], "version-missing", "p=reject"],
  [["v=DMARC1; p=none", "v=DMARC1; p=reject"], "records-several", "v=DMARC1; p=reject"],
  [["v=DMARC1; p=none; p=reject"], "tag-twice", "p"],
  [["v=DMARC1"], "policy-missing", "v=DMARC1"],
] as const)("DMARC: %s", ([texts, reason, value]) => {
  expect(dmarcFaultOf(texts)).toMatchObject({ reason, value });
});

test("a DMARC record beside other texts, or without p and with reports, is whole", () => {
  expect(dmarcFaultOf(["v=spf1 -all", "v=DMARC1; p=none"])).toBeUndefined();
  expect(dmarcFaultOf(["v=DMARC1; rua=mailto:a@example.com"])).toBeUndefined();
});
