import { describe, expect, test } from "vitest";
import { aliasEnd } from "../../src/collect/domain/alias-end.ts";
import { zoneSecurity } from "../../src/collect/domain/zone-security.ts";
import { limits } from "../../src/model/limits.ts";
import { registrableDomain } from "../../src/parse/text/organisation.ts";
import { askingZone } from "../support/asking-zone.ts";

describe("an alias ends", () => {
  test.for([
    { lines: "a A 192.0.2.1", end: undefined },
    { lines: "a CNAME b\nb A 192.0.2.1", end: { end: "b.example.com", state: "exists" } },
    { lines: "a CNAME b\nb CNAME c\nc TXT x", end: { end: "c.example.com", state: "exists" } },
    { lines: "@ NS ns\na CNAME b", end: { end: "b.example.com", state: "absent", registrable: "example.com" } },
    { lines: "a CNAME x.example.edu.", end: { end: "x.example.edu", state: "claimable", registrable: "example.edu" } },
    { lines: "a CNAME x.github.io.", end: { end: "x.github.io", state: "claimable", registrable: "x.github.io" } },
    { lines: "a CNAME x.y.invalid.", end: { end: "x.y.invalid", state: "absent", registrable: "" } },
    { lines: "a CNAME silent", end: { end: "silent.example.com", state: "unknown" } },
    { lines: "a CNAME b\nb CNAME a", end: { state: "unknown" } },
  ])("$lines", async ({ lines, end }) => {
    const found = await aliasEnd(askingZone(lines), "a.example.com");
    if (end === undefined) expect(found).toBeUndefined();
    else expect(found).toMatchObject(end);
  });

  test("nobody knows where when the first question fails", async () => {
    expect(await aliasEnd(askingZone(""), "silent.example.com")).toBe("lookup-failed");
  });

  test("a chain is followed so far and no further", async () => {
    const lines = Array.from({ length: limits.dnsAliasesMax + 5 }, (_, at) => `a${at} CNAME a${at + 1}`).join("\n");
    const asking = askingZone(lines);
    expect(await aliasEnd(asking, "a0.example.com")).toMatchObject({ state: "unknown" });
    expect(asking.questions.length).toBe(limits.dnsAliasesMax + 1);
  });
});

test.for([
  ["a.b.example.co.uk", "example.co.uk"],
  ["shop.myshopify.com", "shop.myshopify.com"],
  ["a.example", undefined],
  ["com", undefined],
])("to own %s one has to have %s", ([name, domain]) => {
  expect(registrableDomain(name ?? "")).toBe(domain);
});

const DS = "DS 1 13 2 00ff";

describe("a zone is signed when the one above says so", () => {
  test.for([
    { lines: `@ NS ns\n@ ${DS}`, name: "example.com", security: "signed" },
    { lines: "@ NS ns", name: "example.com", security: "unsigned" },
    { lines: `@ NS ns\n@ ${DS}`, name: "mx.a.example.com", security: "signed" },
    { lines: `@ NS ns\n@ ${DS}\na NS ns`, name: "mx.a.example.com", security: "unsigned" },
    { lines: `@ ${DS}`, name: "example.com", security: "unknown" },
    { lines: `@ NS ns\n@ ${DS}`, name: "silent.example.com", security: "unknown" },
    { lines: "a NS ns", name: "a.a.a.a.a.a.a.example.com", security: "unknown" },
  ])("$name in $lines is $security", async ({ lines, name, security }) => {
    expect(await zoneSecurity(askingZone(lines), name)).toBe(security);
  });

  test("a zone file that lacks its own DS record proves nothing", async () => {
    const zone = { records: [], names: [], covered: ["example.com"] };
    expect(await zoneSecurity(askingZone("@ NS ns", { zone }), "example.com")).toBe("unknown");
  });

  test("or the resolver says that it proved the answer", async () => {
    const asking = askingZone("@ NS ns");
    const proved = Object.assign(asking, {
      lookup: () =>
        Promise.resolve({
          status: "found" as const,
          records: [{ type: "NS" as const, name: "example.com", ttlSeconds: 1, value: "ns" }],
          isAuthenticated: true,
        }),
    });
    expect(await zoneSecurity(proved, "example.com")).toBe("signed");
  });
});
