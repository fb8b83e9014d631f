import { describe, expect, test } from "vitest";
import { collectListings } from "../../src/collect/domain/listings.ts";
import type { BlockList, ListingsPart } from "../../src/model/domain/block-list.ts";
import type { DomainQuestion } from "../../src/model/domain/question.ts";
import { askingZone } from "../support/asking-zone.ts";

const addresses: BlockList = {
  zone: "ip.list.test",
  lists: "addresses",
  hasIpv6: false,
  test: { listed: "127.0.0.2", absent: "127.0.0.1" },
  codes: { "127.0.0.2": "spam", "127.0.0.4": "exploited" },
  bits: {},
  refusals: [],
};

const domains: BlockList = {
  zone: "domain.list.test",
  lists: "domains",
  hasIpv6: false,
  test: { listed: "test", absent: "invalid" },
  codes: {},
  bits: { "8": "phishing", "16": "malware" },
  refusals: ["127.0.0.1"],
};

const works = "2.0.0.127.ip.list.test. A 127.0.0.2\ntest.domain.list.test. A 127.0.0.24\n";

async function listingsOf(lines: string, question: Partial<DomainQuestion>): Promise<ListingsPart> {
  const part = await collectListings(askingZone(lines, question));
  if (typeof part === "string") throw new Error(part);
  return part;
}

describe("a list is believed after its test entries", () => {
  test.for([
    [works, "working"],
    ["", "dead"],
    ["*.ip.list.test. A 127.0.0.2", "wild"],
    ["*.ip.list.test. A 127.255.255.254", "refused"],
    ["2.0.0.127.ip.list.test. A 127.255.255.255", "refused"],
  ])("%s: %s", async ([lines, state]) => {
    const part = await listingsOf(lines ?? "", { ips: ["192.0.2.1"], lists: [addresses] });
    expect(part.lists).toEqual([{ zone: "ip.list.test", lists: "addresses", state }]);
    expect(part.listings).toEqual([]);
  });

  test("one that does not answer is unknown", async () => {
    const part = await listingsOf("", { ips: ["192.0.2.1"], lists: [{ ...addresses, zone: "silent.test" }] });
    expect(part.lists).toMatchObject([{ state: "unknown" }]);
  });
});

describe("an address that is asked of a list that works", () => {
  test.for([
    { answer: "127.0.0.4", listings: [{ reason: "exploited", code: "127.0.0.4" }], unsure: [] },
    { answer: "127.255.255.254", listings: [], unsure: [{ entry: "192.0.2.1" }] },
    { answer: "127.0.0.77", listings: [], unsure: [{ entry: "192.0.2.1" }] },
    { answer: "203.0.113.80", listings: [], unsure: [{ entry: "192.0.2.1" }] },
  ])("by $answer", async ({ answer, listings, unsure }) => {
    const lines = `${works}1.2.0.192.ip.list.test. A ${answer}`;
    expect(await listingsOf(lines, { ips: ["192.0.2.1"], lists: [addresses] })).toMatchObject({ listings, unsure });
  });
});

test("bits of a sum are reasons each", async () => {
  const { listings } = await listingsOf(`${works}example.com.domain.list.test. A 127.0.0.24`, { lists: [domains] });
  expect(listings.map(({ reason }) => reason)).toEqual(["phishing", "malware"]);
});

test("a list's own word for no is no listing", async () => {
  const { listings, unsure } = await listingsOf(`${works}example.com.domain.list.test. A 127.0.0.1`, { lists: [domains] });
  expect([listings, unsure]).toEqual([[], [{ list: "domain.list.test", lists: "domains", entry: "example.com" }]]);
});

test("lists of names are told no address, lists of addresses no name, and those of IPv4 no IPv6", async () => {
  const asking = askingZone(works, { ips: ["192.0.2.1", "2001:db8::1"], lists: [addresses, domains] });
  await collectListings(asking);
  expect(asking.questions).toEqual([
    "2.0.0.127.ip.list.test A",
    "1.0.0.127.ip.list.test A",
    "1.2.0.192.ip.list.test A",
    "test.domain.list.test A",
    "invalid.domain.list.test A",
    "example.com.domain.list.test A",
  ]);
});

test("a domain below a registered one is asked for by both names", async () => {
  const asking = askingZone(works, { domain: "mail.example.com", lists: [domains] });
  await collectListings(asking);
  expect(asking.questions.slice(2)).toEqual(["mail.example.com.domain.list.test A", "example.com.domain.list.test A"]);
});

test("nothing is asked where no list was wanted", async () => {
  const asking = askingZone(works, { ips: ["192.0.2.1"] });
  expect(await collectListings(asking)).toBe("address-not-given");
  expect(asking.questions).toEqual([]);
});
