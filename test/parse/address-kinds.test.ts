import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addressOf, networkOf } from "../../src/parse/records/spf/networks.ts";
import { addressKind, networkKind } from "../../src/parse/zone/address-kinds.ts";

describe("an address is known by the narrowest block around it", () => {
  test.for([
    ["0.1.2.3", "unspecified"],
    ["10.255.255.255", "private"],
    ["11.0.0.0", undefined],
    ["100.63.255.255", undefined],
    ["100.64.0.0", "shared"],
    ["100.128.0.0", undefined],
    ["127.0.0.1", "loopback"],
    ["169.254.1.1", "link-local"],
    ["172.15.255.255", undefined],
    ["172.31.255.255", "private"],
    ["172.32.0.0", undefined],
    ["192.0.0.8", "protocol"],
    ["192.0.0.9", undefined],
    ["192.0.2.1", "documentation"],
    ["192.31.196.1", undefined],
    ["192.88.99.1", "tunnel"],
    ["192.168.0.1", "private"],
    ["192.175.48.1", undefined],
    ["198.19.255.255", "benchmarking"],
    ["198.51.100.7", "documentation"],
    ["203.0.113.7", "documentation"],
    ["224.0.0.1", "multicast"],
    ["255.255.255.255", "reserved"],
    ["8.8.8.8", undefined],
    ["::", "unspecified"],
    ["::1", "loopback"],
    ["::2", "reserved"],
    ["::ffff:8.8.8.8", "mapped"],
    ["::8.8.8.8", "reserved"],
    ["64:ff9b::8.8.8.8", "mapped"],
    ["64:ff9b:1::1", "private"],
    ["100::1", "reserved"],
    ["2001::1", "tunnel"],
    ["2001:1::1", undefined],
    ["2001:1::4", "protocol"],
    ["2001:2::1", "benchmarking"],
    ["2001:db8::1", "documentation"],
    ["2001:4860::8888", undefined],
    ["2002:1::1", "tunnel"],
    ["2620:4f:8000::25", undefined],
    ["3fff:fff::1", "documentation"],
    ["3fff:1000::1", undefined],
    ["4000::1", "reserved"],
    ["5f00::1", "protocol"],
    ["fd00::1", "private"],
    ["fe80::1", "link-local"],
    ["fec0::1", "reserved"],
    ["FF02::1", "multicast"],
    ["example.com", undefined],
    ["1.2.3.999", undefined],
    ["", undefined],
  ] as const)("%s is %s", ([address, kind]) => {
    expect(addressKind(address)).toBe(kind);
  });
});

describe("a network is set aside when all of it is", () => {
  test.for([
    ["10.0.0.0", 8, "private"],
    ["10.0.0.0", 7, undefined],
    ["0.0.0.0", 0, undefined],
    ["203.0.113.0", 25, "documentation"],
    ["fc00::", 7, "private"],
    ["2000::", 3, undefined],
  ] as const)("%s/%i is %s", ([address, prefixBits, kind]) => {
    const found = addressOf(address);
    expect(found && networkKind(networkOf(found, prefixBits))).toBe(kind);
  });
});

describe("an address as a number", () => {
  test("is that of its parts", () => {
    expect(addressOf("1.2.3.4")).toEqual({ family: 4, value: 0x0102_0304n });
    expect(addressOf("1::2:3.4.5.6")).toEqual({ family: 6, value: 0x0001_0000_0000_0000_0000_0002_0304_0506n });
    expect(addressOf("1:2:3:4:5:6:7:8")).toEqual({ family: 6, value: 0x0001_0002_0003_0004_0005_0006_0007_0008n });
  });

  test("is the same however it is written", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 0xffff }), { minLength: 8, maxLength: 8 }), (groups) => {
        const written = groups.map((group) => group.toString(16)).join(":");
        const padded = groups.map((group) => group.toString(16).padStart(4, "0").toUpperCase()).join(":");
        expect(addressOf(written)).toEqual(addressOf(padded));
        expect(addressOf(written)?.value.toString(16).padStart(32, "0")).toBe(padded.replaceAll(":", "").toLowerCase());
      }),
    );
  });

  test("is none for other text, whatever it is", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(addressKind(text)).toBeUndefined();
      }),
      { examples: [["1.2.3"], ["1:2"], ["10.0.0.01"], ["::1::"]] },
    );
  });
});
