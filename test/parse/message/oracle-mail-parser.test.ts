import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { readMessage } from "../../../src/parse/message/read-message.ts";

/** Messages of stalwartlabs/mail-parser with what that parser makes of them; beside the checkout, where somebody put them. */
const folder = fileURLToPath(new URL("../../../../shared/corpus/mime/mail-parser", import.meta.url));

interface Expected {
  readonly html_body: readonly number[];
  readonly text_body: readonly number[];
  readonly attachments: readonly number[];
  readonly parts: readonly { readonly headers: readonly ExpectedHeader[]; readonly body: Readonly<Record<string, unknown>> }[];
}

interface ExpectedHeader {
  readonly name: string | object;
  readonly value: Readonly<Record<string, unknown>> | string;
}

function cases(): readonly string[] {
  if (!existsSync(folder)) return [];
  return ["legacy", "rfc"].flatMap((kind) =>
    readdirSync(`${folder}/${kind}`)
      .filter((name) => name.endsWith(".json"))
      .map((name) => `${kind}/${name.replace(".json", "")}`)
      .sort(),
  );
}

/** The message with the line ends that the expectation is for. */
function messageOf(name: string): Uint8Array {
  const written = readFileSync(`${folder}/${name.replace(".crlf", "")}.eml`, "latin1").replaceAll("\r\n", "\n");
  const text = name.endsWith(".crlf") ? written.replaceAll("\n", "\r\n") : written;
  return Uint8Array.from(text, (unit) => unit.charCodeAt(0));
}

function textsOf({ parts }: Expected, indexes: readonly number[]): readonly string[] {
  return indexes.flatMap((index) => {
    const { Text: text, Html: html } = parts[index]?.body ?? {};
    return typeof text === "string" ? [text] : typeof html === "string" ? [html] : [];
  });
}

function addressesOf({ parts }: Expected, name: string): readonly string[] {
  const value = parts[0]?.headers.find((header) => header.name === name)?.value;
  return JSON.stringify(value ?? {}).match(/(?<="address":")[^"]*/g) ?? [];
}

/** Where we read otherwise, and why. */
const otherwise: Readonly<Record<string, { readonly subject?: string; readonly texts?: string }>> = {
  "legacy/001": { subject: "UTF-7 is no encoding of the Encoding standard, and no current client reads it", texts: "UTF-7" },
  "legacy/005": { subject: "UTF-7", texts: "UTF-7" },
  "legacy/010": { subject: "raw 8-bit is read in the charset of the message; they show a replacement character" },
  "legacy/020": { subject: "raw 8-bit" },
  "legacy/022": { subject: "raw 8-bit" },
  "legacy/027": { subject: "raw 8-bit" },
  "legacy/052": { subject: "raw 8-bit", texts: "8-bit text without a charset" },
  "legacy/033": { texts: "8-bit text without a charset is read as what it is; they show replacement characters" },
  "legacy/034": { texts: "UTF-7" },
  "legacy/049": { texts: "they take the bare CR of the last line for a line end" },
};

describe.skipIf(!existsSync(folder))("mail-parser's messages", () => {
  test.for(cases())("%s reads the same", (name) => {
    const expected: Expected = JSON.parse(readFileSync(`${folder}/${name}.json`, "utf8"));
    const { headers, texts, html, text } = readMessage(messageOf(name));
    const subject = headers.fields.find((field) => field.name === "subject")?.decoded;
    const known = otherwise[name.replace(".crlf", "")];
    const said = expected.parts[0]?.headers.find((header) => header.name === "subject")?.value;
    const theirs = typeof said === "object" ? said["Text"] : undefined;
    if (known?.subject === undefined) expect(subject).toEqual(theirs);
    else expect(subject).not.toEqual(theirs);
    const addresses = (each: typeof headers.from) => each.map(({ address }) => address).filter((address) => address !== "");
    expect(addresses(headers.from)).toEqual(addressesOf(expected, "from"));
    expect(addresses(headers.to)).toEqual(addressesOf(expected, "to"));
    const read = (indexes: readonly number[]) => indexes.map((index) => texts[index]?.text);
    if (known?.texts !== undefined) return;
    expect(read(html)).toEqual(textsOf(expected, expected.html_body));
    expect(read(text)).toEqual(textsOf(expected, expected.text_body));
  });
});
