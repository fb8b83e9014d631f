import type { Document } from "../model/document.ts";
import type { Result } from "../model/result.ts";
import type { Example } from "../model/rule.ts";
import { parseMessage } from "../parse/message/parse-message.ts";
import { parseTemplate, type RawTemplate } from "../parse/parse-template.ts";

/** Repeats marked in an example: `[[149 word]]` stands for `word` 149 times, blanks between. */
const REPEAT = /\[\[(\d{1,7}) ([^\]]+)\]\]/g;

/** Reads an example as the tool reads an input: a message where it is one, else a template. */
export async function readExample(example: Example): Promise<Result<Document>> {
  if (example.eml !== undefined) return parseMessage({ name: "example.eml", bytes: bytesOf(example.eml) });
  if (example.message === undefined) return parseTemplate(exampleTemplate(example));
  // A message is written with the line ends of its rule file; on the wire every line ends in CR LF.
  const text = writeOut(example.message).replace(/(?<!\r)\n/g, "\r\n");
  return parseMessage({ name: "example.eml", bytes: encode(text) });
}

/** Writes an example out as a template to read: its repeats in full, named after its format. */
function exampleTemplate({ html, text, mjml, base64, subject, attachments, data }: Example): RawTemplate {
  const name = html !== undefined ? "example.html" : mjml !== undefined ? "example.mjml" : "example.txt";
  const bytes = base64 === undefined ? encode(writeOut(html ?? mjml ?? text ?? "")) : bytesOf(base64);
  const sidecar = attachments && { file: "mail.yaml", name: "mail.yaml", bytes: encode(JSON.stringify({ attachments })) };
  return {
    name,
    files: [{ file: "", name, bytes }],
    sidecar,
    subject: subject === undefined ? undefined : writeOut(subject),
    data,
  };
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function writeOut(text: string): string {
  return text.replace(REPEAT, (_, times: string, word: string) => repeat(word, Number(times)));
}

/** A single letter is repeated as it is, `[[998 a]]` is one word of 998 letters; so are whole lines. */
function repeat(word: string, times: number): string {
  return Array.from(word).length === 1 || word.endsWith("\n")
    ? word.repeat(times)
    : Array.from({ length: times }, () => word).join(" ");
}

function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (unit) => unit.charCodeAt(0));
}
