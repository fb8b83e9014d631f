import * as fc from "fast-check";
import { expect, test } from "vitest";
import { addressOf } from "../../src/parse/records/spf/networks.ts";
import { isSameAddress, reverseName } from "../../src/parse/zone/reverse-name.ts";

test.for([
  ["192.0.2.1", "1.2.0.192.in-addr.arpa"],
  ["2001:db8::567:89ab", "b.a.9.8.7.6.5.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa"],
  ["::ffff:192.0.2.1", "1.0.2.0.0.0.0.c.f.f.f.f.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.ip6.arpa"],
] as const)("the name that says which host %s is: %s", ([ip, name]) => {
  const address = addressOf(ip);
  expect(address && reverseName(address)).toBe(name);
});

test("an IPv6 address is the same however it is written", () => {
  fc.assert(
    fc.property(fc.ipV6(), (ip) => {
      const hex = addressOf(ip)?.value.toString(16).padStart(32, "0") ?? "";
      expect(isSameAddress(ip, hex.replace(/(.{4})(?=.)/g, "$1:"))).toBe(true);
    }),
  );
  expect(isSameAddress("2001:db8::1", "2001:db8::2")).toBe(false);
});
