import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { AddressCounter } from "../../src/simulate/scenario/address-counter.ts";

const providers = new Map([
  ["gmail.com", "gmail"],
  ["googlemail.com", "gmail"],
  ["qq.com", "qq"],
]);

function counted(text: string | Uint8Array, cuts: readonly number[] = []) {
  const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
  const counter = new AddressCounter(providers);
  const ends = [...cuts.filter((cut) => cut <= bytes.length).sort((a, b) => a - b), bytes.length];
  let from = 0;
  for (const end of ends) {
    counter.push(bytes.subarray(from, end));
    from = end;
  }
  const { addresses, broken, brokenLines, providers: byProvider } = counter.end();
  return { addresses, broken, brokenLines, providers: Object.fromEntries(byProvider) };
}

const mixed = [
  '\uFEFF"email";"name"\r\n',
  "ann@gmail.com\r\n",
  '"bob@QQ.com","Bob ""the"" B\nof two lines",7\r\n',
  "\r\n",
  "  carl@googlemail.com  ,x\n",
  "no address\n",
  "dora@example.org\r",
  "邮@例子.中国\n",
  "@gmail.com\n",
  '"eve@gmail.com"x\n',
  "fay@localhost\n",
  "gus@gmail.com",
].join("");

const whole = {
  addresses: 6,
  broken: 4,
  brokenLines: [7, 10, 11, 12],
  providers: { gmail: 3, qq: 1, other: 2 },
};

describe("Addresses of a file", () => {
  test("are counted by provider, whatever ends the lines and whatever else they hold", () => {
    expect(counted(mixed)).toEqual(whole);
  });

  test("are the same wherever the bytes are cut", () => {
    const { length } = new TextEncoder().encode(mixed);
    for (let cut = 0; cut <= length; cut++) expect(counted(mixed, [cut])).toEqual(whole);
    expect(
      counted(
        mixed,
        Array.from({ length }, (_, at) => at),
      ),
    ).toEqual(whole);
  });

  test.for([
    ["a@gmail.com", "an address", 1],
    ["a.b+c_d-e@mail.example.com", "dots and marks", 1],
    ["o'brien@example.com", "an apostrophe", 1],
    [`${"a".repeat(64)}@gmail.com`, "64 letters before the @", 1],
    [`${"a".repeat(65)}@gmail.com`, "65 letters before the @", 0],
    [`a@${"b".repeat(60)}.${"c".repeat(63)}.${"d".repeat(63)}.${"e".repeat(61)}.f`, "254 bytes", 1],
    [`a@${"b".repeat(61)}.${"c".repeat(63)}.${"d".repeat(63)}.${"e".repeat(61)}.f`, "255 bytes", 0],
    ["a@b@gmail.com", "two @", 0],
    ["a b@gmail.com", "a blank", 0],
    ["Ann <ann@gmail.com>", "a name", 0],
    ["a@gmail", "one label", 0],
    ["a@gmail..com", "an empty label", 0],
    ["a@.gmail.com", "a dot first", 0],
    ["a@gmail.com.", "a dot last", 0],
    ["a@-gmail.com", "a hyphen first", 0],
    ["a@gmail-.com", "a hyphen last", 0],
    ["a@gma_il.com", "an underscore in the domain", 0],
    ["a@[192.0.2.1]", "an address of the network", 0],
  ] as const)("%s (%s) counts as %d", ([line, , addresses]) => {
    for (const text of [`x@qq.com\n${line}\n`, `x@qq.com\n${line}`, `x@qq.com\n"${line}"\n`])
      expect(counted(text)).toMatchObject({ addresses: addresses + 1, broken: 1 - addresses });
  });

  test("a first line without an @ is a heading, and no later one", () => {
    expect(counted("email\na@qq.com\n")).toMatchObject({ addresses: 1, broken: 0 });
    expect(counted("a@qq.com\nemail\n")).toMatchObject({ addresses: 1, broken: 1, brokenLines: [2] });
  });

  test("a quote that is never closed costs the lines up to a limit, not the file", () => {
    const { addresses } = counted(`a@qq.com,"open\n${"b@qq.com\n".repeat(20_000)}`);
    expect(addresses).toBeGreaterThan(10_000);
  });

  test("of lines that are none, the first ten are told", () => {
    const { broken, brokenLines } = counted(`a@qq.com\n${"x\n".repeat(30)}`);
    expect(broken).toBe(30);
    expect(brokenLines).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  });

  test("any bytes, cut anywhere, come to the same and never throw", () => {
    const byte = fc.oneof(
      fc.constantFrom(...new TextEncoder().encode('@@@,;"\r\n\n a.gmail.com-')),
      fc.integer({ min: 0, max: 255 }),
    );
    fc.assert(
      fc.property(fc.array(byte, { maxLength: 200 }), fc.array(fc.nat(200)), (bytes, cuts) => {
        const all = Uint8Array.from(bytes);
        expect(counted(all, cuts)).toEqual(counted(all));
      }),
    );
  });

  test("lines of addresses are all counted, one by one", () => {
    const domain = fc.constantFrom("gmail.com", "GoogleMail.com", "qq.com", "example.net");
    fc.assert(
      fc.property(fc.array(domain), fc.constantFrom("\n", "\r\n", "\r"), (domains, end) => {
        const count = counted(domains.map((each, at) => `user${at}@${each}${end}`).join(""));
        expect(count).toMatchObject({ addresses: domains.length, broken: 0 });
        expect(count.providers["qq"] ?? 0).toBe(domains.filter((each) => each === "qq.com").length);
        expect(count.providers["other"] ?? 0).toBe(domains.filter((each) => each === "example.net").length);
      }),
    );
  });
});
