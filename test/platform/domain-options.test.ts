import { expect, test } from "vitest";
import { checkDomain } from "../../src/platform/check-domain.ts";

/** As a caller without types calls it. */
const untyped = (name: unknown, options: object): Promise<unknown> => Reflect.apply(checkDomain, undefined, [name, options]);

test.each([
  { selectors: ["mail._domainkey.example.com"] },
  { selectors: "mail" },
  { selectors: [1] },
  { ips: ["nowhere"] },
  { ips: "192.0.2.1" },
  { esps: "tencent-ses" },
  { dns: 5 },
  { dns: {} },
  { dns: null },
])("the option %j is a problem, and nothing is judged", async (options) => {
  expect(await untyped("example.com", { dns: "zone:samples/domains/clean.zone", ...options })).toMatchObject({
    verdict: "unjudged",
    error: { code: "usage-wrong" },
    faults: [],
  });
});

test.each([undefined, null, 5])("%j is no domain", async (name) => {
  expect(await untyped(name, { dns: "zone:samples/domains/clean.zone" })).toMatchObject({
    verdict: "unjudged",
    error: { code: "name-invalid" },
  });
});
