import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { judge } from "../../../src/engine/judge.ts";
import { limits } from "../../../src/model/limits.ts";
import type { Report } from "../../../src/model/report.ts";
import { parseMessage } from "../../../src/parse/message/parse-message.ts";
import { readMessage } from "../../../src/parse/message/read-message.ts";
import { rulesetOf } from "../../../src/platform/options.ts";
import { must } from "../../../tools/must.ts";

const corpus = fileURLToPath(new URL("../../../../shared/corpus/mime/", import.meta.url));
const ruleset = must(await rulesetOf("tencent-ses", {}));

function bytesOf(latin1: string): Uint8Array {
  return Uint8Array.from(latin1, (unit) => unit.charCodeAt(0));
}

/** The report of a message; undefined for one that is refused as empty. */
function reportOf(bytes: Uint8Array): Report | undefined {
  const document = parseMessage({ name: "mail.eml", bytes });
  return document.ok ? judge(document.value, ruleset, undefined) : undefined;
}

/** What went wrong with a message: nothing, unless there is no report of one that says something. */
function faultsOf(bytes: Uint8Array): readonly string[] {
  const report = reportOf(bytes);
  if (report) return report.faults;
  return bytes.every((byte) => byte <= 0x20) ? [] : ["no report"];
}

function kindsOf(text: string): readonly string[] {
  return readMessage(bytesOf(text)).oddities.map(({ kind }) => kind);
}

/** Multiparts inside each other. */
function nested(depth: number): string {
  let text = "";
  for (let at = 0; at < depth; at++) text += `Content-Type: multipart/mixed; boundary=b${at}\r\n\r\n--b${at}\r\n`;
  return `${text}\r\nthe innermost\r\n`;
}

const monsters: Readonly<Record<string, string>> = {
  "2,000 nested multiparts": nested(2_000),
  "2,000 nested messages": `${"Content-Type: message/rfc822\r\n\r\n".repeat(2_000)}\r\nend`,
  "20,000 parts": `Content-Type: multipart/mixed; boundary=b\r\n\r\n${"--b\r\n\r\nx\r\n".repeat(20_000)}--b--\r\n`,
  "a header of 5 MB": `From: a@example.com\r\nX-Long: ${"x".repeat(5_000_000)}\r\n\r\nHello`,
  "a header of 5 MB, folded": `From: a@example.com\r\nX-Long: ${"x\r\n ".repeat(1_250_000)}\r\n\r\nHello`,
  "5 MB of lines without a colon": `From: a@example.com\r\n${"no colon here\r\n".repeat(333_000)}\r\nHello`,
  "20,000 addresses": `From: a@example.com\r\nTo: ${"Ann <a@example.com>,\r\n ".repeat(20_000)}b@example.com\r\n\r\nHello`,
  "open brackets in an address": `From: ${"[(<".repeat(200_000)}\r\n\r\nHello`,
  "open quotes in a parameter": `Content-Type: text/plain; name=${'\\"'.repeat(200_000)}\r\n\r\nHello`,
  "encoded words that never end": `Subject: ${"=?utf-8?B?QUJD".repeat(100_000)}\r\n\r\nHello`,
  "lines that look like delimiters": `Content-Type: multipart/mixed; boundary=b\r\n\r\n${"--x\r\n".repeat(300_000)}`,
  "NUL bytes": `From: a@example.com\r\n\r\n${"\u0000".repeat(100_000)}`,
  "bare carriage returns": `From: a@example.com\r\n\r\n${"a\r".repeat(500_000)}`,
  "no line end at all": "x".repeat(2_000_000),
  "no end of the header": "X-A: b\r\n".repeat(100_000),
  "an address of 1,000,000 words": `From: ${"a ".repeat(1_000_000)}\r\n\r\nHello`,
  "colons behind an address": `From: ${"a ".repeat(100_000)}@${":".repeat(200_000)}\r\n\r\nHello`,
  "escaped quotes in a quote that never ends": `Content-Type: text/plain; name="${'\\"'.repeat(32_000)}\\\r\n\r\nHello`,
  "400,000 fields of parts": `Content-Type: multipart/mixed; boundary=b\r\n\r\n${`--b\n${"a:\n".repeat(8_000)}\n`.repeat(50)}`,
  "80,000 addresses in four fields": `From: a@example.com\r\n${`To: ${"a@b,".repeat(20_000)}\r\n`.repeat(4)}\r\nHello`,
  "base64 that is none": `Content-Transfer-Encoding: base64\r\n\r\n${"=*".repeat(500_000)}`,
};

test.for(Object.keys(monsters))("%s: a report", (name) => {
  const report = reportOf(bytesOf(monsters[name] ?? ""));
  expect(report?.faults).toEqual([]);
});

test("what is nested too deep stays one part, and is told", () => {
  const { structure, oddities } = readMessage(bytesOf(nested(2_000)));
  expect(structure.parts.length).toBe(limits.partsNestingMax + 1);
  expect(oddities.map(({ kind }) => kind)).toContain("parts-nested-deep");
});

test("parts past the number that is read are told", () => {
  const { structure, oddities } = readMessage(bytesOf(monsters["20,000 parts"] ?? ""));
  expect(structure.parts.length).toBe(limits.partsMax);
  expect(oddities.map(({ kind }) => kind)).toContain("parts-many");
});

test("fields past the number that is read are told, of all parts together", () => {
  const { structure, oddities } = readMessage(bytesOf(monsters["400,000 fields of parts"] ?? ""));
  expect(structure.parts.flatMap(({ fields }) => fields)).toHaveLength(limits.partFieldsMax);
  expect(oddities.map(({ kind }) => kind)).toContain("header-fields-many");
});

test("addresses past the number that is read are told, of all fields together", () => {
  const { headers, oddities } = readMessage(bytesOf(monsters["80,000 addresses in four fields"] ?? ""));
  expect(headers.to).toHaveLength(limits.addressesMax);
  expect(oddities.map(({ kind }) => kind)).toContain("addresses-many");
});

test("an address of more words than are read is told", () => {
  expect(kindsOf(monsters["an address of 1,000,000 words"] ?? "")).toContain("address-malformed");
});

/** Each took from two to sixty seconds while what was read once was gone over again. */
test.for(["colons behind an address", "escaped quotes in a quote that never ends"])("%s are read in one pass", (name) => {
  const bytes = bytesOf(monsters[name] ?? "");
  const before = performance.now();
  readMessage(bytes);
  expect(performance.now() - before).toBeLessThan(1_000);
});

test.for(["2,000 nested multiparts", "20,000 parts"])("%s: what was not read is not judged, and the message not fit", (name) => {
  const report = reportOf(bytesOf(`From: a@example.com\r\n${monsters[name] ?? ""}`));
  expect(report?.verdict).toBe("unjudged");
  const because = new Map(report?.unjudged.map((each) => [each.ruleId, each.because]));
  expect(because.get("mime/attachment-executable")).toBe("too-large");
  expect(because.get("standard/attachment-refused")).toBe("too-large");
});

test("20,000 addresses are read, each", () => {
  expect(readMessage(bytesOf(monsters["20,000 addresses"] ?? "")).headers.to).toHaveLength(20_001);
});

test.for([
  ["header-end-missing", "From: a@example.com\r\nSubject: x"],
  ["header-end-missing", "no header at all\r\nreally\r\n"],
  ["header-line-malformed", "From: a@example.com\r\nwhat is this\r\n\r\nx"],
  ["header-name-malformed", "From : a@example.com\r\n\r\nx"],
  ["header-8bit", "Subject: caf\u00e9\r\n\r\nx"],
  ["header-fold-blank", "Subject: a\r\n \r\n b\r\n\r\nx"],
  ["encoded-word-malformed", "Subject: =?no-such?Q?a?=\r\n\r\nx"],
  ["encoded-word-malformed", "Subject: =?utf-8?Q?a b?=\r\n\r\nx"],
  ["encoded-word-malformed", "Subject: =?utf-8?B?5oKo5Q==?= =?utf-8?B?pb0=?=\r\n\r\nx"],
  ["encoded-word-controls", "Subject: =?utf-8?Q?a=0Ab?=\r\n\r\nx"],
  ["encoded-word-misplaced", "List-Unsubscribe: =?utf-8?Q?=3Ca=3E?=\r\n\r\nx"],
  ["encoded-word-long", `Subject: =?utf-8?Q?${"a".repeat(64)}?=\r\n\r\nx`],
  ["address-malformed", "From: john doe@example.com\r\n\r\nx"],
  ["address-malformed", "From: <a@example.com\r\n\r\nx"],
  ["date-malformed", "Date: tomorrow\r\n\r\nx"],
  ["content-type-malformed", "Content-Type: html\r\n\r\nx"],
  ["boundary-missing", "Content-Type: multipart/mixed\r\n\r\nx"],
  ["boundary-missing", "Content-Type: multipart/mixed; boundary=b\r\n\r\nx"],
  ["boundary-unclosed", "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nx"],
  ["preamble-text", "Content-Type: multipart/mixed; boundary=b\r\n\r\nhello\r\n--b\r\n\r\nx\r\n--b--\r\n"],
  ["epilogue-text", "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nx\r\n--b--\r\nbye\r\n"],
  ["transfer-encoding-unknown", "Content-Transfer-Encoding: rot13\r\n\r\nx"],
  [
    "transfer-encoding-on-container",
    "Content-Type: multipart/mixed; boundary=b\r\nContent-Transfer-Encoding: base64\r\n\r\n--b\r\n\r\nx\r\n--b--\r\n",
  ],
  ["base64-malformed", "Content-Transfer-Encoding: base64\r\n\r\nQUJD*\r\n"],
  ["quoted-printable-malformed", "Content-Transfer-Encoding: quoted-printable\r\n\r\na=zz\r\n"],
  ["body-8bit-undeclared", "Content-Type: text/plain; charset=utf-8\r\n\r\ncaf\u00c3\u00a9\r\n"],
  ["line-too-long", `From: a@example.com\r\n\r\n${"a".repeat(999)}\r\n`],
  ["header-line-wide", `Subject: ${"a".repeat(70)}\r\n\r\nx`],
  ["nul-byte", "From: a@example.com\r\n\r\na\u0000b"],
  ["bare-cr", "From: a@example.com\r\n\r\na\rb"],
  ["line-ends-mixed", "From: a@example.com\r\n\r\na\nb\r\n"],
] as const)("%s is recorded for %j", ([kind, text]) => {
  expect(kindsOf(text)).toContain(kind);
});

test.for([
  ["a line of 998", `From: a@example.com\r\n\r\n${"a".repeat(998)}\r\n`],
  ["a header line of 78", `Subject: ${"a".repeat(69)}\r\n\r\nx`],
  ["an encoded word of 75", `Subject:\r\n =?utf-8?Q?${"a".repeat(61)}?=\r\n\r\nx`],
  ["line feeds alone, as files have them", "From: a@example.com\nSubject: x\n\nHello\n"],
  ["a multipart as it should be", "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nx\r\n--b--\r\n"],
] as const)("%s is nothing odd", ([, text]) => {
  expect(kindsOf(text)).toEqual([]);
});

/** Short pieces that a message is made of, and what breaks them. */
const piece = fc.constantFrom(
  "From: a@example.com\r\n",
  "Content-Type: multipart/mixed; boundary=b\r\n",
  "Content-Type: multipart/alternative; boundary=c\r\n",
  "Content-Type: text/html; charset=gb2312\r\n",
  "Content-Type: message/rfc822\r\n",
  "Content-Transfer-Encoding: base64\r\n",
  "Content-Transfer-Encoding: quoted-printable\r\n",
  "Subject: =?gb2312?B?xOO6ww==?= =?utf-8?Q?=C3",
  "\r\n",
  "\n",
  "\r",
  "--b\r\n",
  "--b--\r\n",
  "--c\r\n",
  "--c--",
  "=E4=BD=A0",
  "xOO6ww",
  "<p>hello",
  "\u0000",
  "\u00e4\u00bd",
  "{{name}}",
  "name*0*=utf-8''%E4%BD; name*1=\"x",
);

describe("any bytes", () => {
  test("give a report, whose places lie inside the file", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array({ maxLength: 400 }),
          fc.array(piece, { maxLength: 30 }).map((all) => bytesOf(all.join(""))),
        ),
        (bytes) => {
          const report = reportOf(bytes);
          expect(faultsOf(bytes)).toEqual([]);
          for (const { span } of report?.findings ?? []) {
            expect(span?.start.offset ?? 0).toBeLessThanOrEqual(span?.end.offset ?? 0);
            expect(span?.end.offset ?? 0).toBeLessThanOrEqual(bytes.length);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});

/** Short messages of the corpus, as odd as can be had. */
const cut = [
  "mail-parser/legacy/003.eml",
  "mail-parser/legacy/020.eml",
  "mail-parser/legacy/033.eml",
  "mail-parser/rfc/001.eml",
  "mail-parser/rfc/004.eml",
  "mail-parser/rfc/007.eml",
  "mailparser/decoderended.eml",
  "mailpit/mixed-attachment.eml",
  "haraka/base64-root-part.txt",
  "postal-mime/arf.eml",
];

describe.skipIf(!existsSync(corpus))("a real message, odd as it is, cut off", () => {
  test.for(cut)("at any byte gives a report: %s", (name) => {
    const bytes = new Uint8Array(readFileSync(corpus + name));
    for (let end = 1; end <= bytes.length; end++) expect(faultsOf(bytes.subarray(0, end))).toEqual([]);
  });

  test.for(
    existsSync(corpus)
      ? readdirSync(corpus, { recursive: true, encoding: "utf8" }).filter((name) => /\.(?:eml|txt)$/.test(name))
      : [],
  )("whole, %s gives a report", (name) => {
    expect(faultsOf(new Uint8Array(readFileSync(corpus + name)))).toEqual([]);
  });
});
