import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { domainName } from "../../src/parse/zone/domain-name.ts";

describe("a domain is asked for in A-labels", () => {
  test.for([
    ["example.com", "example.com"],
    [" Example.COM. ", "example.com"],
    ["bücher.example", "xn--bcher-kva.example"],
    ["BÜCHER.example", "xn--bcher-kva.example"],
    ["例子.中国", "xn--fsqu00a.xn--fiqs8s"],
    ["例子。中国。", "xn--fsqu00a.xn--fiqs8s"],
    ["xn--bcher-kva.example", "xn--bcher-kva.example"],
    ["_dmarc.example.com", "_dmarc.example.com"],
  ])("%s is %s", ([written, name]) => {
    expect(domainName(written ?? "")).toEqual({ ok: true, value: name });
  });
});

describe("what is no domain is a problem that says so", () => {
  test.for([
    "",
    ".",
    "a..b",
    "https://example.com",
    "example.com/path",
    "user@example.com",
    "example.com:25",
    "*.example.com",
    "exa mple.com",
    "192.0.2.1",
    "3221225985",
    "0x7f.1",
    "[::1]",
    "::1",
    "%65xample.com",
    `${"a".repeat(64)}.example`,
    `${"a.".repeat(127)}com`,
    "ü".repeat(2_000),
  ])("%s", (written) => {
    expect(domainName(written)).toMatchObject({ ok: false, problem: { code: "name-invalid" } });
  });
});

test("what it gives is a name of the DNS that it takes again unchanged", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.domain(), fc.string({ unit: "grapheme" })), (text) => {
      const name = domainName(text);
      if (!name.ok) return;
      expect(name.value).toMatch(/^(?=.{1,253}$)[a-z\d_-]{1,63}(?:\.[a-z\d_-]{1,63})*$/);
      expect(domainName(name.value)).toEqual(name);
    }),
  );
});
