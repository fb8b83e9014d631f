import { expect, test } from "vitest";
import { limits } from "../../../src/model/limits.ts";
import { fileBytes } from "../../../src/parse/message/file-bytes.ts";
import { must } from "../../../tools/must.ts";
import { readMail, withFile } from "../../support/messages.ts";

/** A zip file of empty entries: local headers, directory, end record. */
function zip(names: readonly string[], { flags = 0, comment = "", before = 0 } = {}): Uint8Array {
  const locals: Buffer[] = [];
  const entries: Buffer[] = [];
  for (const name of names) {
    const bytes = Buffer.from(name);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(flags, 6);
    local.writeUInt16LE(bytes.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(flags, 8);
    entry.writeUInt16LE(bytes.length, 28);
    locals.push(local, bytes);
    entries.push(entry, bytes);
  }
  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(names.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt16LE(comment.length, 20);
  return Buffer.concat([...locals, Buffer.alloc(before), directory, end, Buffer.from(comment)]);
}

/** A compound file whose directory names storages. */
function ole(storages: readonly string[]): Uint8Array {
  const file = Buffer.alloc(512 * 4);
  Buffer.from("d0cf11e0a1b11ae1", "hex").copy(file);
  file.writeUInt16LE(9, 30);
  file.writeUInt32LE(1, 48);
  for (const [at, name] of storages.entries()) file.write(name, 1024 + at * 128, "utf16le");
  return file;
}

function look(name: string, bytes: Uint8Array, lineUnits?: number) {
  const { attachments } = readMail(withFile(name, bytes, lineUnits)).parts;
  const file = attachments?.[0]?.file;
  return [file?.detected, ...(file?.traits ?? [])];
}

const hex = (bytes: string): Uint8Array => Buffer.from(bytes.replaceAll(" ", ""), "hex");

test.for([
  ["a PDF", "a.pdf", Buffer.from("%PDF-1.7\n"), ["pdf"]],
  ["a PDF with a script", "a.pdf", Buffer.from("%PDF-1.7\n<< /S /JavaScript /JS (x) >>"), ["pdf", "scripted"]],
  ["an encrypted PDF", "a.pdf", Buffer.from("%PDF-1.7\ntrailer << /Encrypt 5 0 R >>"), ["pdf", "encrypted"]],
  ["a PNG", "a.png", hex("89504e470d0a1a0a 0000"), ["png"]],
  ["a JPEG", "a.jpg", hex("ffd8ffe0"), ["jpg"]],
  ["a WebP", "a.webp", hex("52494646 00000000 57454250"), ["webp"]],
  ["a program", "a.exe", Buffer.concat([Buffer.from("MZ"), Buffer.alloc(100)]), ["exe"]],
  ["text that begins like a program", "a.txt", Buffer.from("MZ is where I live. ".repeat(10)), [undefined]],
  ["plain text", "a.txt", Buffer.from("hello"), [undefined]],
  ["nothing", "a.txt", Buffer.alloc(0), [undefined]],
  ["HTML", "a.html", Buffer.from("<!DOCTYPE html><p>x"), ["html"]],
  ["HTML with a script", "a.dat", Buffer.from("<html><script>x</script>"), ["html", "scripted"]],
  ["SVG with a handler", "a.svg", Buffer.from('<svg onload="x()">'), ["svg", "scripted"]],
  ["a zip file", "a.zip", zip(["a.txt"]), ["zip"]],
  [
    "a zip file with a comment and bytes before its directory",
    "a.zip",
    zip(["a.exe"], { comment: "x".repeat(300), before: 500 }),
    ["zip", "executable-inside"],
  ],
  ["an encrypted zip file", "a.zip", zip(["a.txt"], { flags: 1 }), ["zip", "encrypted"]],
  ["a zip file cut off", "a.zip", zip(["a.txt", "b.txt"], { flags: 1 }).subarray(0, 60), ["zip", "encrypted"]],
  ["a zip file in a zip file", "a.zip", zip(["a.txt", "b.zip"]), ["zip", "archive-inside"]],
  ["a document", "a.docx", zip(["[Content_Types].xml", "word/document.xml"]), ["docx"]],
  ["a document with macros", "a.docm", zip(["word/document.xml", "word/vbaProject.bin"]), ["docx", "macros"]],
  ["a workbook", "a.xlsx", zip(["xl/workbook.xml"]), ["xlsx"]],
  ["a Java archive", "a.jar", zip(["META-INF/MANIFEST.MF", "A.class"]), ["jar"]],
  ["an old document", "a.doc", ole(["Root Entry", "WordDocument"]), ["ole"]],
  ["an old document with macros", "a.doc", ole(["Root Entry", "Macros", "VBA", "_VBA_PROJECT"]), ["ole", "macros"]],
  ["an encrypted document", "a.docx", ole(["Root Entry", "EncryptedPackage"]), ["ole", "encrypted"]],
  ["a compound file cut off", "a.doc", ole([]).subarray(0, 100), ["ole"]],
  ["RAR 5 with encrypted headers", "a.rar", hex("526172211a0701 00 00000000 04 04"), ["rar", "encrypted"]],
  ["RAR 4", "a.rar", hex("526172211a0700 cf90 73 0000 0d00"), ["rar"]],
] as const)("%s is told by its bytes", ([, name, bytes, expected]) => {
  expect(look(name, bytes)).toEqual(expected);
});

test.for([[76], [75], [4], [1000]] as const)("the end of a file is found whatever its lines are (%i)", ([lineUnits]) => {
  const names = Array.from({ length: 500 }, (_, at) => `folder/file-${at}.txt`);
  expect(look("a.zip", zip([...names, "run.exe"]), lineUnits)).toEqual(["zip", "executable-inside"]);
});

test.for([["base64"], ["quoted-printable"], ["8bit"]] as const)(
  "any stretch of a file in %s is what it was",
  ([transferEncoding]) => {
    const bytes = Buffer.from(Array.from({ length: 1000 }, (_, at) => ((at * 7) % 95) + 32));
    const base64 = bytes.toString("base64").replace(/.{61}/g, "$&\r\n");
    const quoted = bytes.toString("latin1").replace(/[=\r\n]/g, (unit) => `=${unit.charCodeAt(0).toString(16).toUpperCase()}`);
    const raw =
      transferEncoding === "base64"
        ? base64
        : transferEncoding === "8bit"
          ? bytes.toString("latin1")
          : `${quoted}=2E`.slice(0, -3);
    const part = { body: { source: 0, start: 0, end: raw.length }, transferEncoding, decodedBytes: 1000 };
    const file = fileBytes(raw, part);
    for (const [offset, count] of [
      [0, 10],
      [1, 1],
      [500, 100],
      [2, 3],
      [998, 10],
      [0, 2000],
    ] as const)
      expect(Buffer.from(file.at(offset, count))).toEqual(bytes.subarray(offset, offset + count));
  },
);

test("a directory is read as far as the limit and no further", () => {
  const names = Array.from({ length: limits.zipEntriesMax + 1 }, (_, at) => (at === limits.zipEntriesMax ? "a.exe" : "a"));
  expect(look("a.zip", zip(names))).toEqual(["zip"]);
});

test("a directory that lies about its size harms nothing", () => {
  const file = Buffer.from(zip(["a.txt"]));
  file.writeUInt32LE(0xffffffff, file.length - 10);
  expect(must({ ok: true, value: look("a.zip", file) } as const)[0]).toBe("zip");
});

test.for([
  ["=?utf-8?B?5pSv5LuY5a6d?= <a@example.com>", "支付宝"],
  ['"支付宝" <a@example.com>', "支付宝"],
  ["=?gb2312?B?1qe4trGm?= <a@example.com>", "支付宝"],
] as const)("the display name of %s is %s", ([from, name]) => {
  expect(readMail(`From: ${from}\n\nx\n`).parts.headers?.from[0]?.name).toBe(name);
});
