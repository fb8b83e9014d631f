import { expect, test } from "vitest";
import { kindByContent, kindByName } from "../../src/parse/kind.ts";

test.for([
  ["welcome.html", "template"],
  ["welcome.zh.TXT", "template"],
  ["mail.eml", "message"],
  ["in/MAIL.EML", "message"],
  ["archive.mbox", "mbox"],
  ["archive.mbx", "mbox"],
  ["00001.7c53336b37003a9286aba55d2945844c", undefined],
  ["inbox", undefined],
  ["-", undefined],
] as const)("the name %s says %s", ([name, kind]) => {
  expect(kindByName(name)).toBe(kind);
});

test.for([
  ["a header", "Subject: Hello\nFrom: a@example.com\n\nHello", "message"],
  ["a header behind a byte order mark", "\uFEFFReceived: from a\r\n by b\r\nX-Mailer: c\r\n\r\n", "message"],
  ["a known field behind others", "Status: RO\nLines: 3\nMIME-Version: 1.0\n\n", "message"],
  ["a field of the sender's own", "X-Campaign: 7\n\nHello", "message"],
  ["a signed mail", "DKIM-Signature: v=1; a=rsa-sha256;\n b=x\n", "message"],
  ["a blank before the colon", "Subject : Hello\n\n", "message"],
  ["a separator and a header", "From a@example.com Mon Aug 26 10:02:03 2002\nReturn-Path: <a@example.com>\n", "mbox"],
  ["a separator alone", "From a@example.com Mon Aug 26 10:02:03 2002\nHello\n", "template"],
  ["HTML", "<p>Subject: Hello</p>\nFrom: us", "template"],
  ["HTML behind an empty line", "\n\n<!doctype html>", "template"],
  ["front matter", "---\nsubject: Hello\n---\n<p>Hello</p>", "template"],
  ["a text with a colon", "Hello: this is a text.\nSubject: none\n\nNote: it is short", "message"],
  ["a text with words before the colon", "Dear reader: this is a text.\nSubject: none", "template"],
  ["a text whose fields are none of mail", "Name: Ann\nColour: red\n\nSubject: none", "template"],
  ["a variable", "{{subject}}: hello\nFrom: us", "template"],
  ["nothing", "", "template"],
] as const)("%s is seen as it is", ([, text, kind]) => {
  expect(kindByContent(new TextEncoder().encode(text))).toBe(kind);
});
