import { describe, expect, test } from "vitest";
import { Asking } from "../../../src/collect/domain/asking.ts";
import { collectDkim } from "../../../src/collect/domain/dkim.ts";
import { readKnownSelectors } from "../../../src/collect/domain/dkim-selectors.ts";
import { domainQuestion } from "../../../src/collect/domain/question.ts";
import { closedZone, zoneDns } from "../../../src/collect/zone-dns.ts";
import type { Dns, DnsRecord } from "../../../src/model/dns.ts";
import { limits } from "../../../src/model/limits.ts";
import { noTables } from "../../support/asking-zone.ts";
import { book } from "../../support/rule-book.ts";
import { txt } from "../../support/worlds.ts";

const KEY = "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";
const known = readKnownSelectors(book.tables["dkim-selectors"]) ?? [];

function cname(name: string, value: string): DnsRecord {
  return { type: "CNAME", name, ttlSeconds: 300, value };
}

async function collect(records: readonly DnsRecord[], selectors: readonly string[], wrap = (dns: Dns): Dns => dns) {
  const questions: string[] = [];
  const dns = wrap(zoneDns(closedZone(records)));
  const counting: Dns = {
    lookup: (name, type) => {
      questions.push(`${name} ${type}`);
      return dns.lookup(name, type);
    },
  };
  const question = domainQuestion("example.com", { selectors, nowMs: 0 }, { ...noTables, knownSelectors: known }, undefined);
  return { part: await collectDkim(new Asking(question, counting)), questions };
}

const other: DnsRecord = {
  type: "SOA",
  name: "example.net",
  ttlSeconds: 300,
  value: "ns1.example.net. h.example.net. 1 1 1 1 1",
};

describe("a selector", () => {
  test.for([
    ["key", [txt("a._domainkey.example.com", KEY)], ""],
    ["other-text", [txt("a._domainkey.example.com", "hello")], ""],
    ["name-absent", [], ""],
    ["type-absent", [txt("x.a._domainkey.example.com", KEY)], ""],
    ["doubled", [txt("a._domainkey.example.com.example.com", KEY)], ""],
    ["alias-dangling", [cname("a._domainkey.example.com", "k.example.net."), other], "k.example.net"],
    ["alias-unregistered", [cname("a._domainkey.example.com", "k.vendor-gone.net.")], "k.vendor-gone.net"],
    ["alias-dangling", [cname("a._domainkey.example.com", "k.no-such-suffix.")], "k.no-such-suffix"],
    ["key", [cname("a._domainkey.example.com", "k.example.net."), txt("k.example.net", KEY)], "k.example.net"],
    ["name-absent", [cname("*.example.com", "web.example.net."), other], ""],
  ] as const)("has the state %s", async ([state, records, target]) => {
    const { part } = await collect(records, ["a"]);
    expect(part).toMatchObject({ selectorsFrom: "owner", selectors: [{ selector: "a", state, target }] });
  });

  test("whose lookup failed is not taken for absent", async () => {
    const failing = (dns: Dns): Dns => ({
      lookup: (name, type) =>
        name.startsWith("a.") ? Promise.resolve({ status: "failed", because: "timeout" }) : dns.lookup(name, type),
    });
    const { part } = await collect([], ["a"], failing);
    expect(part).toMatchObject({ selectors: [{ state: "lookup-failed" }] });
  });

  test("is asked for once, and no more than the limit of them", async () => {
    const many = Array.from({ length: 200 }, (_, at) => `s${at % 120}`);
    const { part } = await collect([], many);
    expect(part).toMatchObject({ selectors: { length: limits.dkimSelectorsMax } });
  });

  test("that is no name at all is unjudged", async () => {
    const { part } = await collect([], ["a..b"]);
    expect(part).toMatchObject({ selectors: [{ state: "lookup-failed" }] });
  });
});

describe("without a selector", () => {
  test("one question tells that there is none to be found", async () => {
    expect(await collect([], [])).toEqual({ part: "selector-unknown", questions: ["_domainkey.example.com TXT"] });
  });

  test("well-known ones are looked for, and those with a record are kept", async () => {
    const { part } = await collect([txt("google._domainkey.example.com", KEY), txt("k2._domainkey.example.com", KEY)], []);
    expect(part).toMatchObject({ selectorsFrom: "table", selectors: [{ selector: "google" }, { selector: "k2" }] });
  });

  test("none found is not known, rather than none", async () => {
    const { part, questions } = await collect([txt("own._domainkey.example.com", KEY)], []);
    expect(part).toBe("selector-unknown");
    expect(questions.length).toBeGreaterThan(50);
  });

  test.for([[txt("*._domainkey.example.com", "v=DKIM1; p=")], [cname("*._domainkey.example.com", "web.example.net.")]])(
    "a wildcard answers for all, so that none is looked for: %s",
    async (records) => {
      const { part, questions } = await collect(records, []);
      expect(part).toBe("selector-unknown");
      expect(questions).toHaveLength(2);
    },
  );
});

test("the table names selectors that may be asked for, each once, within the limit", () => {
  expect(known.length).toBeGreaterThan(70);
  expect(known.length).toBeLessThanOrEqual(limits.dkimSelectorsTriedMax);
  expect(new Set(known.map(({ selector }) => selector)).size).toBe(known.length);
  expect(known).toContainEqual({ selector: "qcloud", provider: "Tencent Cloud SES" });
});

test.for([[undefined], [{}], [{ providers: [{ provider: "X", selectors: ["A B"] }] }]])(
  "%o is no table of selectors",
  ([table]) => {
    expect(readKnownSelectors(table)).toBeUndefined();
  },
);
