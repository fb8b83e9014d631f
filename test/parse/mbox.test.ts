import * as fc from "fast-check";
import { simpleParser } from "mailparser";
import { expect, test } from "vitest";
import { type MboxPiece, mboxCutter, messageOfPiece } from "../../src/parse/mbox.ts";

const LIMIT = 10_000;
const separator = "From ann@example.com Mon Aug 26 10:02:03 2002\n";

function cut(bytes: Uint8Array, sizes: readonly number[], limit = LIMIT): readonly MboxPiece[] {
  const cutter = mboxCutter(limit);
  const pieces: MboxPiece[] = [];
  let at = 0;
  for (let turn = 0; at < bytes.length; turn++) {
    const size = sizes[turn % sizes.length] ?? bytes.length;
    // Overwritten afterwards, as a reader does that uses its buffer again.
    const chunk = new Uint8Array(bytes.subarray(at, at + size));
    pieces.push(...cutter.push(chunk));
    chunk.fill(0);
    at += size;
  }
  return [...pieces, ...cutter.end()];
}

function messages(text: string, limit = LIMIT): readonly (string | number)[] {
  return cut(Buffer.from(text, "latin1"), [64], limit)
    .map(messageOfPiece)
    .filter((message) => message !== undefined)
    .map(({ bytes, sizeBytes }) => (bytes ? Buffer.from(bytes).toString("latin1") : sizeBytes));
}

test.for([
  ["two messages", `${separator}A: 1\n\none\n\n${separator}B: 2\n\ntwo\n\n`, ["A: 1\n\none\n", "B: 2\n\ntwo\n"]],
  ["the last without its empty line", `${separator}A: 1\n\none`, ["A: 1\n\none"]],
  ["CRLF", `${separator}A: 1\n\none\n\n${separator}B: 2\n\n`.replaceAll("\n", "\r\n"), ["A: 1\r\n\r\none\r\n", "B: 2\r\n"]],
  ["a byte order mark", `\u00EF\u00BB\u00BF${separator}A: 1\n\none\n`, ["A: 1\n\none\n"]],
  ["blank lines before the first", `\n\n${separator}A: 1\n\n`, ["A: 1\n"]],
  ["no separator at all", "A: 1\n\none\n", ["A: 1\n\none\n"]],
  [
    "a line that begins with From",
    `${separator}A: 1\n\nFrom Monday on we open at 10:30.\n`,
    ["A: 1\n\nFrom Monday on we open at 10:30.\n"],
  ],
  [
    "a separator without an empty line before it",
    `${separator}A: 1\n\none\n${separator}two\n`,
    [`A: 1\n\none\n${separator}two\n`],
  ],
  [
    "an address without a date",
    `${separator}A: 1\n\nFrom ann@example.com with love\n`,
    ["A: 1\n\nFrom ann@example.com with love\n"],
  ],
  [
    "quoted lines",
    `${separator}A: 1\n\n>From ann\n>>From bob\n> From\nx >From\n`,
    ["A: 1\n\nFrom ann\n>From bob\n> From\nx >From\n"],
  ],
  ["a bounce", "From MAILER-DAEMON Fri Jul  8 12:08:34 2011\nA: 1\n\n", ["A: 1\n"]],
  ["a mail program that knows no sender", "From - Tue Apr 23 01:02:03 2002\nA: 1\n\n", ["A: 1\n"]],
  ["a date with its zone", "From a@b.example  Fri, 23 Aug 2002 11:03:04 +0100\nA: 1\n\n", ["A: 1\n"]],
  ["a message too long", `${separator}A: 1\n\n${"x".repeat(70)}\n\n${separator}B: 2\n\n`, [124, "B: 2\n"], 100],
  ["an empty file", "", []],
] as const)("%s", ([, text, expected, limit]) => {
  expect(messages(text, limit)).toEqual(expected);
});

test("another reader finds in each message what was put in", async () => {
  const texts = ["From me to you.\n", ">From quoted\n\nFrom Monday on\n", "Bye\n"];
  const quoted = texts.map((text, at) => `${separator}Subject: ${at}\n\n${text.replace(/^(>*From )/gm, ">$1")}\n`);
  const read = await Promise.all(messages(quoted.join("")).map((message) => simpleParser(String(message))));
  expect(read.map(({ subject, text }) => [subject, text])).toEqual(texts.map((text, at) => [String(at), text]));
});

const line = fc.constantFrom(
  separator.slice(0, -1),
  "",
  "\r",
  ">From x",
  "Subject: a",
  "From here",
  "F",
  `From ${"a".repeat(990)}@b Mon Aug 26 10:02:03 2002`,
  "b".repeat(1_200),
);
const file = fc
  .tuple(fc.array(line, { maxLength: 40 }), fc.boolean())
  .map(([lines, isEnded]) => Buffer.from(lines.join("\n") + (isEnded ? "\n" : "")));
const sizes = fc.array(fc.integer({ min: 1, max: 3_000 }), { minLength: 1, maxLength: 8 });

test("pieces are the same whatever the chunks, and are the file when joined", () => {
  fc.assert(
    fc.property(file, sizes, (bytes, chunks) => {
      const pieces = cut(bytes, chunks, 1_000_000);
      expect(Buffer.concat(pieces.map((piece) => piece.bytes ?? new Uint8Array())).equals(bytes)).toBe(true);
      expect(pieces).toEqual(cut(bytes, [bytes.length + 1], 1_000_000));
    }),
  );
});

test("a piece past the limit is counted to its end and costs the others nothing", () => {
  fc.assert(
    fc.property(file, sizes, (bytes, chunks) => {
      const all = cut(bytes, chunks, 1_000_000);
      const limited = cut(bytes, chunks, 600);
      expect(limited).toEqual(all.map((piece) => (piece.sizeBytes > 600 ? { ...piece, bytes: undefined } : piece)));
    }),
  );
});
