import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { judge } from "../../../src/engine/judge.ts";
import { parseMessage } from "../../../src/parse/message/parse-message.ts";
import { rawPlaces } from "../../../src/parse/message/raw-place.ts";
import { readMessage } from "../../../src/parse/message/read-message.ts";
import { rulesetOf } from "../../../src/platform/options.ts";
import { must } from "../../../tools/must.ts";
import { base64Lines, encoderFor, quotedPrintable } from "../../support/encode.ts";

const alphabets: Readonly<Record<string, string>> = {
  "utf-8": "ab é中文😀\n",
  gb2312: "ab 中文代开发票您好\n",
  gb18030: "ab 中文贷款您好\n",
  big5: "ab 中文貸款您好\n",
  shift_jis: "ab 日本語テスト\n",
  "euc-kr": "ab 한국어\n",
  "iso-8859-1": "ab éüß\n",
};

const encodings = ["8bit", "base64", "quoted-printable"] as const;

function written(bytes: Uint8Array, encoding: (typeof encodings)[number]): string {
  if (encoding === "base64") return base64Lines(bytes);
  if (encoding === "quoted-printable") return quotedPrintable(bytes, 20);
  return String.fromCharCode(...bytes);
}

function bytesOf(latin1: string): Uint8Array {
  return Uint8Array.from(latin1, (unit) => unit.charCodeAt(0));
}

interface Written {
  readonly file: Uint8Array;
  readonly bodyStart: number;
  readonly encoding: (typeof encodings)[number];
  readonly charset: string;
}

/** Decodes a stretch of a file by Node's own decoders, knowing only where the part's body begins. */
function decodedByNode(from: number, to: number, { file, bodyStart, encoding, charset }: Written): string {
  const text = (start: number, end: number): string => Buffer.from(file.subarray(start, end)).toString("latin1");
  const decoder = new TextDecoder(charset, { ignoreBOM: true });
  if (encoding === "8bit") return decoder.decode(file.subarray(from, to));
  if (encoding === "quoted-printable") {
    const plain = text(from, to)
      .replace(/=\r\n/g, "")
      .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
    return decoder.decode(bytesOf(plain));
  }
  const letters = (end: number): number => text(bodyStart, end).replace(/[^A-Za-z0-9+/]/g, "").length;
  const whole = Buffer.from(text(bodyStart, file.length).split("--")[0] ?? "", "base64");
  return decoder.decode(whole.subarray(Math.ceil((letters(from) * 6) / 8), Math.floor((letters(to) * 6) / 8)));
}

describe.for(Object.keys(alphabets))("a place in a text in %s", (charset) => {
  const encode = encoderFor(charset);
  const text = fc
    .array(fc.constantFrom(...Array.from(alphabets[charset] ?? "")), { minLength: 1, maxLength: 60 })
    .map((characters) => `中`.repeat(charset.startsWith("iso") || charset === "euc-kr" ? 0 : 1) + characters.join("") + "z");

  test.for(encodings)("leads back to the bytes it was decoded from, in %s", (encoding) => {
    fc.assert(
      fc.property(text, fc.nat(), fc.nat(), (content, one, other) => {
        const header = `Content-Type: text/plain; charset=${charset}\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n`;
        const file = bytesOf(header + written(encode(content), encoding));
        const message = readMessage(file);
        const [read] = message.texts;
        if (!read) throw new Error("no text was read");
        expect(read.text).toBe(content);
        const units = Array.from(content);
        const [from = 0, to = 0] = [one % units.length, other % units.length].sort((a, b) => a - b);
        const start = units.slice(0, from).join("").length;
        const end = units.slice(0, to + 1).join("").length;
        const raw = rawPlaces(message.raw, read.text, read.decoding)({ start, end });
        expect(decodedByNode(raw.start, raw.end, { file, bodyStart: header.length, encoding, charset })).toBe(
          content.slice(start, end),
        );
      }),
    );
  });
});

test("a finding in a base64 part in GB2312 shows the part, the decoded place and the bytes of the file", async () => {
  const encode = encoderFor("gb2312");
  const body = "您好，\r\n我们公司可代开发票，各类增值税发票均可代开，点数优惠，验证后付款。\r\n电话联系张先生。\r\n";
  const inner = base64Lines(encode(body));
  const head = [
    "From: a@example.com",
    "Subject: hello",
    "MIME-Version: 1.0",
    'Content-Type: multipart/mixed; boundary="b"',
    "",
    "--b",
    "Content-Type: text/plain; charset=gb2312",
    "Content-Transfer-Encoding: base64",
    "",
    "",
  ].join("\r\n");
  const file = bytesOf(`${head}${inner}\r\n--b--\r\n`);
  const document = must(parseMessage({ name: "mail.eml", bytes: file }));
  const report = judge(document, must(await rulesetOf("tencent-ses", {})), "marketing");
  const finding = report.findings.find(({ ruleId }) => ruleId === "standard/topic-banned");
  if (!finding?.span || !finding.decoded) throw new Error("the topic was not found");
  expect(finding.facts["topic"]).toBe("invoice");
  expect(finding.part).toBe("1");
  const { start, end } = finding.span;
  const decoded = body.slice(finding.decoded.start.offset, finding.decoded.end.offset);
  expect(decoded).toMatch(/发票/);
  expect(finding.decoded.start.line).toBe(2);
  expect(decodedByNode(start.offset, end.offset, { file, bodyStart: head.length, encoding: "base64", charset: "gb18030" })).toBe(
    decoded,
  );
  expect(start.line).toBeGreaterThan(9);
});

test("a finding in a header points to the bytes of the field", async () => {
  const file = bytesOf(`From: a@example.com\r\nSubject: ${"x".repeat(90)}\r\n\r\nHello\r\n`);
  const document = must(parseMessage({ name: "mail.eml", bytes: file }));
  const report = judge(document, must(await rulesetOf("tencent-ses", {})), "marketing");
  const span = report.findings.find(({ ruleId }) => ruleId === "standard/subject-long")?.span;
  expect(span?.start).toEqual({ line: 2, column: 10, offset: 30 });
  expect(span?.end.offset).toBe(120);
});

test.for([
  ["mime/boundary-missing", "Content-Type: multipart/mixed; boundary=b\r\n", "multipart/mixed; boundary=b"],
  ["mime/transfer-encoding-unknown", "Content-Transfer-Encoding: 8-bit\r\n", "8-bit"],
  ["headers/bytes-8bit", "X-Name:  caf\u00c3\u00a9 \r\n", "caf\u00c3\u00a9"],
  ["headers/address-malformed", "To: Bob <bob@>\r\n", "Bob <bob@>"],
  ["headers/byte-order-mark", "", "\u00ef\u00bb\u00bf"],
] as const)("%s points to what is wrong, and no further", async ([ruleId, field, wanted]) => {
  const mark = field === "" ? "\u00ef\u00bb\u00bf" : "";
  const text = `${mark}From: a@example.com\r\n${field}Subject: Hello\r\n\r\nHello\r\n`;
  const document = must(parseMessage({ name: "mail.eml", bytes: bytesOf(text) }));
  const report = judge(document, must(await rulesetOf("recommended", {})), "marketing");
  const { start, end } = report.findings.find((finding) => finding.ruleId === ruleId)?.span ?? {};
  expect(text.slice(start?.offset, end?.offset)).toBe(wanted);
});

test.for([
  ["日本", "\x1b$BF|K\\\x1b(B"],
  ["ab 日", "ab \x1b$BF|\x1b(B"],
  ["日\nz 本", "\x1b$BF|\x1b(B\nz \x1b$BK\\\x1b(B"],
] as const)("each character of %j in ISO-2022-JP leads back to bytes that hold it and no other", ([content, written]) => {
  const header = "Content-Type: text/plain; charset=iso-2022-jp\r\n\r\n";
  const { raw, texts } = readMessage(bytesOf(header + written));
  const [read] = texts;
  if (!read) throw new Error("no text was read");
  expect(read.text).toBe(content);
  const lead = rawPlaces(raw, read.text, read.decoding);
  const places = Array.from(content, (_, at) => lead({ start: at, end: at + 1 }));
  expect(places[0]?.start).toBe(header.length);
  for (const [at, { start, end }] of places.entries()) {
    expect(start).toBe(places[at - 1]?.end ?? header.length);
    expect(end).toBeGreaterThan(start);
    const before = new TextDecoder("iso-2022-jp").decode(bytesOf(raw.slice(header.length, end)));
    expect(before).toBe(content.slice(0, at + 1));
  }
});
