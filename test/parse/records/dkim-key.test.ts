import { createPublicKey, generateKeyPairSync } from "node:crypto";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isMeantForDkim, readDkimKey } from "../../../src/parse/records/dkim-key.ts";

const rsa = generateKeyPairSync("rsa", { modulusLength: 1024 }).publicKey;
const spki = rsa.export({ type: "spki", format: "der" }).toString("base64");
const pkcs1 = rsa.export({ type: "pkcs1", format: "der" }).toString("base64");
const wrapped = generateKeyPairSync("ed25519").publicKey.export({ type: "spki", format: "der" });
const raw = wrapped.subarray(12).toString("base64");
/** Its base64 ends with a sign that no base64 goes on after. */
const padded = generateKeyPairSync("rsa", { modulusLength: 2_048, publicExponent: 3 })
  .publicKey.export({ type: "spki", format: "der" })
  .toString("base64");
const good = `v=DKIM1; k=rsa; p=${spki}`;

function kindsIn(text: string): readonly string[] {
  return readDkimKey(text).faults.map(({ kind }) => kind);
}

describe("a DKIM key", () => {
  test.for([
    [good, { type: "rsa", form: "spki", bits: 1024, base64: spki }],
    [`v=DKIM1;k=rsa;h=sha256;s=email;t=s;p=${spki};`, { type: "rsa", form: "spki", bits: 1024, base64: spki }],
    [`v=DKIM1; p=${spki.slice(0, 50)} ${spki.slice(50)}`, { type: "rsa", form: "spki", bits: 1024, base64: spki }],
    [`v=DKIM1; n=a "note" (mine); p=${spki}`, { type: "rsa", form: "spki", bits: 1024, base64: spki }],
    [`v=DKIM1; k=ed25519; p=${raw}`, { type: "ed25519", form: "raw", bits: 256, base64: raw }],
  ] as const)("reads without fault: %s", ([text, key]) => {
    expect(readDkimKey(text)).toEqual({ value: { key }, faults: [], repaired: undefined });
  });

  test.for([
    [`k=rsa; p=${spki}`, "version-missing"],
    [`v=DKIM2; p=${spki}`, "version-wrong"],
    [`p=${spki}; v=DKIM1`, "version-not-first"],
    ["v=DKIM1; k=rsa", "key-missing"],
    ["v=DKIM1; p=", "key-revoked"],
    ["v=DKIM1; p=%%%", "key-encoding"],
    [`v=DKIM1; p=${spki.slice(0, -40)}`, "key-cut"],
    ["v=DKIM1; p=YWJj", "key-unreadable"],
    [`v=DKIM1; p=${spki}${spki}`, "key-followed"],
    [`v=DKIM1; p=${spki}AAAA`, "key-followed"],
    [`v=DKIM1; k=rsa; p=${padded}${padded}`, "key-followed"],
    [`${good}${good}`, "record-twice"],
    [`${good};${good}`, "record-twice"],
    [`v=DKIM1; k=rsaa; p=${spki}`, "key-type-unknown"],
    [`v=DKIM1; k=ed25519; p=${spki}`, "key-type-differs"],
    [`v=DKIM1; p=${pkcs1}`, "key-bare"],
    [`v=DKIM1; k=ed25519; p=${wrapped.toString("base64")}`, "key-wrapped"],
    [`v=DKIM1; h=sha1; p=${spki}`, "hash-unusable"],
    [`v=DKIM1; s=web; p=${spki}`, "service-excluded"],
    [`v=DKIM1; t=y; p=${spki}`, "testing"],
    [`v=DKIM1; t=z; p=${spki}`, "flag-unknown"],
    [`v=DKIM1; g=*; p=${spki}`, "tag-obsolete"],
    [`v=DKIM1; zz=1; p=${spki}`, "tag-unknown"],
    [`v=DKIM1; p=${spki}; p=${spki}`, "tag-twice"],
    [`v=DKIM1; P=${spki}`, "tag-case"],
    [`v=DKIM1; oops; p=${spki}`, "tag-malformed"],
    [`"${good}"`, "paste-quote"],
    [good.replaceAll(";", "\\;"), "paste-backslash"],
    [`(${good})`, "paste-bracket"],
    [`v=DKIM1; p=${spki.slice(0, 64)}\n${spki.slice(64)}`, "paste-line"],
    [`v=DKIM1; p=-----BEGIN PUBLIC KEY-----${spki}-----END PUBLIC KEY-----`, "paste-armor"],
    [`v=DKIM1; p=\xe2\x80\x9c${spki}`, "paste-character"],
    [`v=DKIM1 k=rsa p=${spki}`, "semicolon-missing"],
  ] as const)("has one fault: %s", ([text, kind]) => {
    expect(kindsIn(text)).toEqual([kind]);
  });

  test.for([1, 2, 3, 4, 40, 200])("is told as cut where its last %i units are missing", (units) => {
    const { faults, repaired } = readDkimKey(`v=DKIM1; k=rsa; p=${spki.slice(0, -units)}`);
    expect(faults.map(({ kind, written }) => [kind, written])).toEqual([["key-cut", spki.slice(-units - 16, -units)]]);
    expect(repaired).toBeUndefined();
  });

  test("is mended where that can be told, and the mended one reads without fault", () => {
    const cases = [
      `mail._domainkey IN TXT ( "v=DKIM1; k=rsa; p=${spki.slice(0, 60)}" "${spki.slice(60)}" )`,
      good.replaceAll(";", "\\;"),
      `v=DKIM1; p=-----BEGIN PUBLIC KEY-----\\n${spki}\\n-----END PUBLIC KEY-----`,
      `v=DKIM1 k=rsa p=${spki}`,
      `v=DKIM1; k=rsa; p=${spki}${spki}`,
      `${good}${good}`,
      `${good}; ${good}; t=y`,
      `v=DKIM1; k=ed25519; p=${spki}`,
      `p=${spki}; v=DKIM1; h=sha1; s=web; t=y; g=*`,
    ];
    expect(cases.map((text) => readDkimKey(text).repaired)).toEqual(cases.map(() => good));
  });

  test("of bare PKCS#1 is wrapped anew as the same key", () => {
    const repaired = readDkimKey(`v=DKIM1; p=${pkcs1}`).repaired ?? "";
    const key = createPublicKey({ key: Buffer.from(repaired.split("p=")[1] ?? "", "base64"), format: "der", type: "spki" });
    expect(key.equals(rsa)).toBe(true);
  });

  test("of wrapped Ed25519 is laid bare", () => {
    expect(readDkimKey(`v=DKIM1; k=ed25519; p=${wrapped.toString("base64")}`).repaired).toBe(`v=DKIM1; k=ed25519; p=${raw}`);
  });

  test("keeps strictness and notes when it is mended", () => {
    expect(readDkimKey(`v=DKIM1; t=y:s; n=ours; p=${spki}`).repaired).toBe(`v=DKIM1; k=rsa; t=s; n=ours; p=${spki}`);
  });

  test("that is cut short or revoked is not mended", () => {
    expect([readDkimKey(`"v=DKIM1; p=${spki.slice(0, 90)}"`).repaired, readDkimKey("v=DKIM1; p=").repaired]).toEqual([
      undefined,
      undefined,
    ]);
  });

  test("has the fault of its encoding at the first wrong character", () => {
    expect(readDkimKey("v=DKIM1; p=AB*D").faults).toMatchObject([{ at: { start: 13, end: 14 }, written: "*" }]);
  });
});

test.for([
  ["v=DKIM1; p=abc", true],
  ["k=rsa; p=abc", true],
  ["v=dkim2", true],
  ["v=spf1 -all", false],
  ["some text", false],
] as const)("a text may be meant for DKIM: %s", ([text, isMeant]) => {
  expect(isMeantForDkim(text)).toBe(isMeant);
});

const pieces = fc.constantFrom(
  "v=DKIM1",
  ";",
  " ",
  '"',
  "\\",
  "p=",
  "k=rsa",
  "k=ed25519",
  "t=y",
  "h=sha1",
  "=",
  "(",
  "\n",
  spki,
  pkcs1,
  raw,
);

describe("any text", () => {
  const texts = fc.oneof(
    fc.array(pieces, { maxLength: 14 }).map((all) => all.join("")),
    fc.string({ unit: "binary", maxLength: 200 }),
  );

  test("is read with faults inside it, in order", () => {
    fc.assert(
      fc.property(texts, (text) => {
        const { faults } = readDkimKey(text);
        for (const { at } of faults) expect(at.start >= 0 && at.start <= at.end && at.end <= text.length).toBe(true);
        const starts = faults.map(({ at }) => at.start);
        expect(starts).toEqual([...starts].sort((a, b) => a - b));
      }),
    );
  });

  test("that was repaired reads to a key without fault", () => {
    fc.assert(
      fc.property(texts, (text) => {
        const { repaired } = readDkimKey(text);
        if (repaired === undefined) return;
        const again = readDkimKey(repaired);
        expect(again.faults).toEqual([]);
        expect(again.value?.key).toMatchObject({ base64: expect.any(String) });
      }),
    );
  });
});
