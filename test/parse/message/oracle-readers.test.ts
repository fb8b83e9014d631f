import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type AddressObject, simpleParser } from "mailparser";
import PostalMime, { type Address } from "postal-mime";
import { describe, expect, test } from "vitest";
import { type Message, readMessage } from "../../../src/parse/message/read-message.ts";

/** Real messages beside the checkout, where somebody put them, and which of them are read. */
const corpus = fileURLToPath(new URL("../../../../shared/corpus/", import.meta.url));
const folders = [
  { name: "mime/mail-parser", every: 1 },
  { name: "mime/mailparser", every: 1 },
  { name: "mime/mailpit", every: 1 },
  { name: "mime/postal-mime", every: 1 },
  { name: "en-mail/hard-ham-1", every: 1 },
  { name: "en-mail/easy-ham-1", every: 25 },
  { name: "en-mail/spam-1", every: 10 },
  { name: "measure-only/zh-mail", every: 6 },
  { name: "measure-only/phish", every: 5 },
] as const;
const BYTES_MAX = 300_000;

function filesIn(name: string, every: number): readonly string[] {
  return readdirSync(corpus + name, { recursive: true, encoding: "utf8" })
    .filter((file) => statSync(`${corpus}${name}/${file}`).isFile() && !/\.json$|COPYING|LICENSE/i.test(file))
    .filter((file) => statSync(`${corpus}${name}/${file}`).size < BYTES_MAX)
    .sort()
    .filter((_, at) => at % every === 0);
}

/** What one reader makes of a message, white space apart. */
interface Reading {
  readonly subject: string;
  readonly from: string;
  readonly to: string;
  readonly html: string;
  readonly text: string;
  readonly files: string;
}

const bare = (text: string | undefined | false): string => (text || "").replace(/[\s\u00a0\ufeff]+/g, "");
const list = (texts: readonly (string | null | undefined)[]): string =>
  texts
    .map((text) => bare(text ?? "").toLowerCase())
    .sort()
    .join(",");

function ours({ headers, structure, texts, html, text }: Message): Reading {
  const addresses = (boxes: typeof headers.from) => list(boxes.map(({ address }) => address).filter((address) => address !== ""));
  const read = (indexes: readonly number[], type: string) =>
    bare(
      indexes
        .flatMap((index) => texts[index] ?? [])
        .filter(({ mediaType }) => mediaType === type)
        .map((each) => each.text)
        .join(""),
    );
  const files = structure.parts
    .filter(({ role }) => role === "attachment" || role === "related" || role === "signature")
    .map(({ fileName, decodedBytes }) => `${fileName ?? ""} ${decodedBytes}`);
  return {
    subject: bare(headers.fields.find(({ name }) => name === "subject")?.decoded),
    from: addresses(headers.from),
    to: addresses(headers.to),
    html: read(html, "text/html"),
    text: read(text, "text/plain"),
    files: list(files),
  };
}

function sizeOf(content: string | ArrayBuffer | Uint8Array): number {
  return typeof content === "string" ? new TextEncoder().encode(content).length : content.byteLength;
}

async function postalMime(bytes: Uint8Array): Promise<Reading> {
  const { subject, from, to, html, text, attachments } = await PostalMime.parse(bytes);
  const flat = (all: readonly Address[]): readonly string[] =>
    all.flatMap((each) => ("group" in each && each.group ? flat(each.group) : each.address ? [each.address] : []));
  return {
    subject: bare(subject),
    from: list(flat(from ? [from] : [])),
    to: list(flat(to ?? [])),
    html: bare(html),
    text: bare(text),
    files: list(attachments.map(({ filename, content }) => `${filename ?? ""} ${sizeOf(content)}`)),
  };
}

async function mailparser(bytes: Uint8Array): Promise<Reading> {
  const plain = { skipHtmlToText: true, skipTextToHtml: true, skipImageLinks: true, skipTextLinks: true };
  const { subject, from, to, html, text, attachments } = await simpleParser(Buffer.from(bytes), plain);
  const addresses = (all: AddressObject | AddressObject[] | undefined) =>
    list(
      [all ?? []]
        .flat()
        .flatMap(({ value }) => value.flatMap((each) => each.group ?? [each]))
        .flatMap(({ address }) => address || []),
    );
  return {
    subject: bare(subject),
    from: addresses(from),
    to: addresses(to),
    html: bare(html),
    text: bare(text),
    files: list(attachments.map(({ filename, size }) => `${filename ?? ""} ${size}`)),
  };
}

/** Why both other readers may differ from us, told from the message. */
function reasonFor(
  field: keyof Reading,
  { structure, oddities, html, text }: Message,
  others: readonly Reading[],
): string | undefined {
  if (others.every((other) => /\uFFFD|ï¿½/.test(other[field])))
    return "they show replacement characters for raw 8-bit or bytes of no declared charset";
  // Whom a message is from and to, and its subject, have no other excuse.
  if (field === "subject" || field === "from" || field === "to") return undefined;
  const has = (kind: string) => oddities.some((each) => each.kind === kind);
  const holdsMessage = structure.parts.some(({ mediaType }) => /^message\/|^multipart\/(?:digest|report)/.test(mediaType));
  if (holdsMessage) return "they write messages inside the message, and reports, into its text";
  if (has("boundary-missing")) return "a multipart without delimiters is no text to them";
  if (has("uuencoded")) return "they take uuencoded files out of the text";
  const isMixed = html.length > 1 || text.length > 1;
  return isMixed && field !== "files" ? "they make HTML of texts behind HTML, and rules between parts" : undefined;
}

/** What is left, each looked at. */
const otherwise: Readonly<Record<string, string>> = {
  "mime/mail-parser/legacy/001.eml subject": "UTF-7, which no current client reads, is left as it stands",
  "mime/mail-parser/legacy/001.eml text": "UTF-7",
  "mime/mail-parser/legacy/005.eml subject": "UTF-7",
  "mime/mail-parser/legacy/005.eml text": "UTF-7",
  "mime/mail-parser/legacy/030.eml files": "the same text",
  "mime/mail-parser/legacy/030.eml text": "a later text with a file name is a file (RFC 8621, 4.1.4); they show it as well",
  "mime/mail-parser/legacy/042.eml files": "the same text",
  "mime/mail-parser/legacy/042.eml text": "a later text with a file name is a file",
  "mime/mail-parser/legacy/047.eml files": "the same text",
  "mime/mail-parser/legacy/047.eml text": "a later text with a file name is a file",
  "en-mail/spam-1/00351.fd1b8a6cd42e81125fb38c2660cd9317.eml to":
    "C: before an address is the name of a group; they take it for a part of the address",
  "measure-only/phish/sample-532.eml to": "an address that is folded in two is one address; they take its second half",
};

describe.skipIf(!existsSync(corpus)).for(folders)("the messages of $name", ({ name, every }) => {
  test.for(existsSync(corpus) ? filesIn(name, every) : [])("%s reads as one of two other readers has it", async (file) => {
    const bytes = new Uint8Array(readFileSync(`${corpus}${name}/${file}`));
    const message = readMessage(bytes);
    const own = ours(message);
    const others = [await postalMime(bytes), await mailparser(bytes)];
    for (const field of ["subject", "from", "to", "html", "text", "files"] as const) {
      if (others.some((other) => other[field] === own[field])) continue;
      if (reasonFor(field, message, others) !== undefined || otherwise[`${name}/${file} ${field}`] !== undefined) continue;
      expect({ field, is: own[field] }).toEqual({ field, is: others[0]?.[field] });
    }
  });
});
