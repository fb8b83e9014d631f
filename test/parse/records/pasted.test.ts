import * as fc from "fast-check";
import { expect, test } from "vitest";
import { readPasted } from "../../../src/parse/records/pasted.ts";

const mx = { Type: "MX", SendDomain: "abc.example.com", ExpectedValue: "mxbiz1.qq.com.", CurrentValue: "", Status: false };
const spf = { ...mx, Type: "TXT", ExpectedValue: "v=spf1 include:qcloudmail.com ~all" };
const read = { type: "MX", name: "abc.example.com", value: "mxbiz1.qq.com." };
const readSpf = { type: "TXT", name: "abc.example.com", value: "v=spf1 include:qcloudmail.com ~all" };

test.for([
  ["alone", mx, [read]],
  ["in a list", [mx, spf], [read, readSpf]],
  [
    "in a whole answer",
    { Response: { RequestId: "x", Attributes: [mx, spf], VerifiedForSendingStatus: false } },
    [read, readSpf],
  ],
  ["with a type in lower case", { ...mx, Type: "mx" }, [read]],
  ["with a host below the zone", { ...mx, SendDomain: "abc" }, [read]],
  ["with a last dot and capitals", { ...mx, SendDomain: "ABC.Example.com." }, [read]],
  ["at the zone itself", { ...mx, SendDomain: "@" }, [{ ...read, name: "example.com" }]],
] as const)("a record %s is read", ([, value, expected]) => {
  expect(readPasted(value, "example.com")).toEqual(expected);
});

test.for([
  ["nothing", undefined],
  ["an empty answer", { Response: { Attributes: [] } }],
  ["a type that is none", { ...mx, Type: "SPF" }],
  ["no expected value", { ...mx, ExpectedValue: " " }],
  ["a name that is none", { ...mx, SendDomain: "a b" }],
  ["one bad record among good ones", [mx, { ...mx, SendDomain: "a..b" }]],
] as const)("%s is no list of records", ([, value]) => {
  expect(readPasted(value, "example.com")).toBeUndefined();
});

test("whatever is pasted is read without harm", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
      const records = readPasted([value, mx], "example.com");
      expect(records === undefined || records.length > 0).toBe(true);
    }),
  );
});

test("an answer that goes on without end is not followed to it", () => {
  const circle: { Attributes: unknown[] } = { Attributes: [] };
  circle.Attributes.push(circle, circle);
  expect(readPasted(circle, "example.com")).toBeUndefined();
});
