import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { DeclaredSender } from "../../src/model/domain/sender.ts";
import { networkIn, readSender } from "../../src/parse/sender.ts";
import { nameFault } from "../../src/parse/zone/names.ts";

const base: DeclaredSender = { name: "app", from: "News@Example.COM." };

test("what is left out is the domain in From, and nothing is signed without a selector", () => {
  expect(readSender(base)).toEqual({
    ok: true,
    value: {
      name: "app",
      provider: undefined,
      ips: [],
      helo: undefined,
      mailFrom: "postmaster@example.com",
      fromDomain: "example.com",
      signing: undefined,
      purpose: undefined,
    },
  });
  expect(readSender({ ...base, selector: "s" })).toMatchObject({ value: { signing: { selector: "s", domain: "example.com" } } });
});

test.for([
  [{ mailFrom: "Bounce@a.Example" }, "Bounce@a.example"],
  [{ mailFrom: "a.example" }, "postmaster@a.example"],
  [{ mailFrom: "<>", helo: "out.example" }, ""],
] as const)("%j sends as %s", ([change, mailFrom]) => {
  expect(readSender({ ...base, ...change })).toMatchObject({ value: { mailFrom } });
});

test.for([
  [{ name: " " }, ["name"]],
  [{ from: "nowhere" }, ["from"]],
  [{ from: "@example.com" }, ["from"]],
  [{ from: "a b@example.com" }, ["from"]],
  [{ ips: ["192.0.2.1", "192.0.2.0/33"] }, ["ips", 1]],
  [{ ips: ["192.0.2"] }, ["ips", 0]],
  [{ ips: ["2001:db8::/129"] }, ["ips", 0]],
  [{ mailFrom: "<>" }, ["mailFrom"]],
  [{ mailFrom: "a@" }, ["mailFrom"]],
  [{ helo: "out..example" }, ["helo"]],
  [{ selector: "a b" }, ["selector"]],
  [{ selector: "s", signingDomain: "-" }, ["signingDomain"]],
  [{ signingDomain: "example.com" }, ["signingDomain"]],
] as const)("%j is refused where it is wrong", ([change, path]) => {
  expect(readSender({ ...base, ...change })).toMatchObject({ ok: false, fault: { path } });
});

test.for([
  ["192.0.2.1", 1n],
  ["192.0.2.77/24", 256n],
  ["0.0.0.0/0", 1n << 32n],
  ["2001:db8::/64", 1n << 64n],
] as const)("%s is so many addresses: %s", ([written, count]) => {
  const network = networkIn(written);
  expect(network && network.last - network.first + 1n).toBe(count);
});

test("any declaration is read to names that can be asked for, or refused in both languages", () => {
  const text = fc.oneof(fc.string({ maxLength: 300 }), fc.domain(), fc.emailAddress(), fc.ipV4(), fc.ipV6(), fc.constant("<>"));
  const declaration: fc.Arbitrary<DeclaredSender> = fc.record(
    {
      name: text,
      from: text,
      ips: fc.array(text, { maxLength: 3 }),
      helo: text,
      mailFrom: text,
      selector: text,
      signingDomain: text,
    },
    { requiredKeys: ["name", "from"] },
  );
  fc.assert(
    fc.property(declaration, (declared) => {
      const read = readSender(declared);
      if (!read.ok) return read.fault.message.en !== "" && read.fault.message.zh !== "" && read.fault.hint.zh !== "";
      const { fromDomain, signing, mailFrom } = read.value;
      const names = [
        fromDomain,
        signing?.domain ?? "example.com",
        mailFrom === "" ? "example.com" : mailFrom.slice(mailFrom.lastIndexOf("@") + 1),
      ];
      return names.every((name) => name !== "" && nameFault(name) === undefined);
    }),
  );
});
