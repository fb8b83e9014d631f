import { expect, test } from "vitest";
import { isBinary } from "../../src/parse/charset/binary.ts";
import { decode } from "../../src/parse/charset/decode.ts";

const ascii = (text: string): number[] => Array.from(text, (character) => character.charCodeAt(0));
const bytes = (...parts: readonly (string | readonly number[])[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === "string" ? ascii(part) : [...part])));
const meta = (label: string): string => `<meta charset="${label}">`;
const wide = (text: string, order: "le" | "be"): number[] =>
  ascii(text).flatMap((code) => {
    return order === "le" ? [code & 255, code >> 8] : [code >> 8, code & 255];
  });

test.for([
  ["utf-8", [0xe6, 0x82, 0xa8], "您", "utf-8"],
  ["utf8", [0xc3, 0xa9], "é", "utf-8"],
  ["gb2312", [0xc4, 0xfa, 0xba, 0xc3], "您好", "gbk"],
  ["gbk", [0xc4, 0xfa, 0xba, 0xc3], "您好", "gbk"],
  ["gb18030", [0xc4, 0xfa, 0x95, 0x32, 0x82, 0x36], "您\u{20000}", "gb18030"],
  ["big5", [0xb1, 0x7a, 0xa6, 0x6e], "您好", "big5"],
  ["shift_jis", [0x82, 0xb1, 0x82, 0xf1], "こん", "shift_jis"],
  ["euc-jp", [0xa4, 0xb3, 0xa4, 0xf3], "こん", "euc-jp"],
  ["iso-2022-jp", [0x1b, 0x24, 0x42, 0x24, 0x33, 0x24, 0x73, 0x1b, 0x28, 0x42], "こん", "iso-2022-jp"],
  ["euc-kr", [0xbe, 0xc8, 0xb3, 0xe7], "안녕", "euc-kr"],
  ["ks_c_5601-1987", [0xbe, 0xc8, 0xb3, 0xe7], "안녕", "euc-kr"],
  ["iso-8859-1", [0x63, 0x61, 0x66, 0xe9], "café", "windows-1252"],
  ["windows-1252", [0x93, 0x78, 0x94], "“x”", "windows-1252"],
  ["iso-8859-2", [0xb1, 0xb6], "ąś", "iso-8859-2"],
  ["iso-8859-5", [0xbf, 0xe0], "Пр", "iso-8859-5"],
  ["iso-8859-7", [0xe1, 0xe2], "αβ", "iso-8859-7"],
  ["iso-8859-15", [0xa4], "€", "iso-8859-15"],
  ["windows-1250", [0xb9], "ą", "windows-1250"],
  ["windows-1251", [0xcf, 0xf0], "Пр", "windows-1251"],
  ["windows-1253", [0xe1], "α", "windows-1253"],
  ["windows-1254", [0xfe], "ş", "windows-1254"],
  ["windows-1255", [0xf9], "ש", "windows-1255"],
  ["windows-1256", [0xc7], "ا", "windows-1256"],
  ["windows-1257", [0xe0], "ą", "windows-1257"],
  ["windows-1258", [0xd5], "Ơ", "windows-1258"],
  ["windows-874", [0xa1], "ก", "windows-874"],
  ["tis-620", [0xa1], "ก", "windows-874"],
  ["koi8-r", [0xf0, 0xd2], "Пр", "koi8-r"],
  ["koi8-u", [0xa4], "є", "koi8-u"],
  ["macintosh", [0x8e], "é", "macintosh"],
  ["ibm866", [0x8f, 0xe0], "Пр", "ibm866"],
] as const)("a page that says %s is read as it", ([label, written, text, used]) => {
  const decoded = decode(bytes(meta(label), written));
  expect(decoded).toMatchObject({ text: meta(label) + text, used, declaredName: used, brokenAt: undefined });
});

test.for([
  ["utf-8", [0xef, 0xbb, 0xbf, ...ascii("<p>x")]],
  ["utf-16le", [0xff, 0xfe, ...wide("<p>x", "le")]],
  ["utf-16be", [0xfe, 0xff, ...wide("<p>x", "be")]],
] as const)("a byte order mark says %s and is kept as a character", ([used, written]) => {
  expect(decode(bytes(written))).toMatchObject({ text: "\uFEFF<p>x", used, brokenAt: undefined });
});

test.for([
  ["utf-16le", "le"],
  ["utf-16be", "be"],
] as const)("text in %s without a mark is recognised", ([used, order]) => {
  const text = "<html><body><p>Hello there</p></body></html>";
  expect(decode(bytes(wide(text, order)))).toMatchObject({ text, used });
});

test("what UTF-16 text declares is found", () => {
  const text = `<html><head>${meta("utf-8")}</head><body>Hello</body></html>`;
  expect(decode(bytes(wide(text, "le")))).toMatchObject({ used: "utf-16le", declaredName: "utf-8" });
});

test("a byte order mark goes before what is declared", () => {
  const written = bytes([0xef, 0xbb, 0xbf], meta("gbk"), [0xe6, 0x82, 0xa8]);
  expect(decode(written)).toMatchObject({ used: "utf-8", declaredName: "gbk" });
});

test("bytes that are UTF-8 are UTF-8 whatever they declare", () => {
  const decoded = decode(bytes(meta("gb2312"), [0xe6, 0x82, 0xa8, 0xe5, 0xa5, 0xbd]));
  expect(decoded).toMatchObject({ text: `${meta("gb2312")}您好`, used: "utf-8", declaredName: "gbk" });
});

test("ASCII that says UTF-16 is not UTF-16", () => {
  expect(decode(bytes(meta("utf-16"), "hello"))).toMatchObject({ used: "utf-8", declaredName: "utf-16le" });
});

test.for([
  ["gb18030", [0xc4, 0xfa, 0xba, 0xc3, 0xa3, 0xac, 0xc4, 0xfa, 0xb5, 0xc4, 0xb6, 0xa9, 0xb5, 0xa5], "您好，您的订单"],
  ["big5", [0xb1, 0x7a, 0xa6, 0x6e, 0xa1, 0x41, 0xb1, 0x7a, 0xaa, 0xba], "您好，您的"],
  ["shift_jis", [0x82, 0xb1, 0x82, 0xf1, 0x82, 0xc9, 0x82, 0xbf, 0x82, 0xcd], "こんにちは"],
  ["euc-kr", [0xbe, 0xc8, 0xb3, 0xe7, 0xc7, 0xcf, 0xbc, 0xbc, 0xbf, 0xe4], "안녕하세요"],
  ["windows-1252", [0x63, 0x61, 0x66, 0xe9, 0x20, 0x6f, 0xf9], "café où"],
] as const)("text in %s that declares nothing is guessed", ([used, written, text]) => {
  expect(decode(bytes(written))).toMatchObject({ text, used, declared: undefined });
});

test.for([["nonsense"], ["hz-gb-2312"], ["iso-2022-kr"]] as const)(
  "the label %s names no encoding and costs nothing",
  ([label]) => {
    expect(decode(bytes(meta(label), "hello"))).toMatchObject({ used: "utf-8", declared: { label }, declaredName: undefined });
  },
);

test("a declaration is placed at its tag", () => {
  const page = `<html><head>${meta("gbk")}`;
  const { declared } = decode(bytes(page));
  expect(page.slice(declared?.at?.start, declared?.at?.end)).toBe(meta("gbk"));
});

test("the older form of the declaration is read", () => {
  const page = '<META http-equiv="Content-Type" content="text/html; charset=big5">';
  expect(decode(bytes(page)).declaredName).toBe("big5");
});

test("broken UTF-8 is read on, and its first broken place is told", () => {
  const decoded = decode(
    bytes([0xe6, 0x82, 0xa8, 0xe5, 0xa5, 0xbd, 0xe6, 0x82, 0xa8, 0xe5, 0xa5, 0xbd], " a ", [0xff], " b ", [0xc3]),
  );
  expect(decoded).toMatchObject({ text: "您好您好 a \uFFFD b \uFFFD", used: "utf-8", brokenAt: { start: 7, end: 8 } });
});

test.for([
  ["a PNG image", [0x89, ...ascii("PNG\r\n"), 0x1a, 0x0a]],
  ["a JPEG image", [0xff, 0xd8, 0xff, 0xe0]],
  ["a GIF image", ascii("GIF89a")],
  ["a PDF file", ascii("%PDF-1.7")],
  ["a ZIP file", [...ascii("PK"), 3, 4]],
  ["a gzip file", [0x1f, 0x8b, 8]],
  ["a program", [0x7f, ...ascii("ELF")]],
  ["zero bytes", Array.from({ length: 100 }, () => 0)],
  ["control characters", Array.from({ length: 100 }, (_, at) => at % 8)],
] as const)("%s is binary", ([, written]) => {
  expect(isBinary(Uint8Array.from(written))).toBe(true);
});

test.for([
  ["nothing", []],
  ["ASCII", ascii("<p>hello\r\n\tthere</p>")],
  ["UTF-8", [0xe6, 0x82, 0xa8]],
  ["GBK", [0xc4, 0xfa, 0xba, 0xc3]],
  ["ISO-2022-JP", [0x1b, 0x24, 0x42, 0x24, 0x33, 0x1b, 0x28, 0x42]],
  ["UTF-16 with a mark", [0xff, 0xfe, ...wide("hello", "le")]],
  ["UTF-16 without a mark", wide("<html>hello</html>", "be")],
  ["one stray zero byte", [...ascii("hello ".repeat(20)), 0]],
] as const)("%s is no binary", ([, written]) => {
  expect(isBinary(Uint8Array.from(written))).toBe(false);
});
