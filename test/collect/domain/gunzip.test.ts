import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { gunzip } from "../../../src/collect/domain/gunzip.ts";

test("text is unpacked, characters of several bytes whole", async () => {
  const text = "é标志".repeat(20_000);
  expect(await gunzip(new Uint8Array(gzipSync(text)), 200_000)).toBe(text);
});

test("what unpacks to more than asked for is refused", async () => {
  expect(await gunzip(new Uint8Array(gzipSync("a".repeat(1_000_000))), 999_999)).toBeUndefined();
});

test.for([[], [0x1f, 0x8b], [1, 2, 3]])("%o is no gzip", async (bytes) => {
  expect(await gunzip(Uint8Array.from(bytes), 100)).toBeUndefined();
});

test("bytes cut short are refused", async () => {
  expect(await gunzip(new Uint8Array(gzipSync("some text")).slice(0, -9), 100)).toBeUndefined();
});
