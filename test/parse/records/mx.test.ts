import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readMx } from "../../../src/parse/records/mx.ts";

test("a record is a preference and a host, whose place is told", () => {
  const text = "10 MX1.Example.com.";
  const { value, faults } = readMx(text, "example.com");
  expect(value).toEqual({ preference: 10, host: "mx1.example.com", hostAt: { start: 3, end: 19 } });
  expect(faults).toEqual([]);
});

describe("a null MX is the root, as a dot or as nothing", () => {
  test.for(["0 .", "0 "])("%o", (text) => {
    const { value, faults } = readMx(text, "example.com");
    expect(value).toMatchObject({ preference: 0, host: "" });
    expect(faults).toEqual([]);
  });

  test("with preference 0, which is mended", () => {
    expect(readMx("20 .", "example.com")).toMatchObject({
      faults: [{ kind: "null-preference", at: { start: 0, end: 2 }, written: "20", suggestion: "0" }],
      repaired: "0 .",
    });
  });
});

describe("an address where a host belongs is found", () => {
  test.for([
    ["10 192.0.2.1", "192.0.2.1"],
    ["10 192.0.2.1.", "192.0.2.1"],
    ["10 [192.0.2.1]", "192.0.2.1"],
    ["10 2001:db8::1", "2001:db8::1"],
    ["10 192.0.2.1.example.com", "192.0.2.1"],
  ] as const)("%s", ([text, written]) => {
    expect(readMx(text, "example.com").faults).toMatchObject([{ kind: "target-address", written }]);
  });

  test.for(["10 192.0.2.1.example.net", "10 mx.example.com", "10 999.0.2.1", "10 1.2.3.4.5"])("%s is none", (text) => {
    expect(readMx(text, "example.com").faults).toEqual([]);
  });
});

test("what is no MX value has no reading, and nothing throws", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.string().map((text) => `10 ${text}`),
      ),
      (text) => {
        const { value, faults } = readMx(text, "example.com");
        if (value) expect(text.slice(value.hostAt.start, value.hostAt.end).toLowerCase()).toContain(value.host);
        else expect(faults).toEqual([]);
      },
    ),
    { examples: [[""], ["10"], ["mail.example.com"], ["123456 mx"]] },
  );
});
