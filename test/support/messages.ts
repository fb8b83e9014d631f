import type { HeaderField, Headers, Mailbox } from "../../src/model/message.ts";

/** The bytes of a message written with LF. */
export function messageBytes(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text.replace(/\r?\n/g, "\r\n"), "latin1"));
}

/** A header in the plainest reading there is, for tests of what is made of it. */
export function headersOf(bytes: Uint8Array): Headers {
  const text = Buffer.from(bytes).toString("latin1");
  const end = /^\r?\n/.test(text) ? 0 : text.search(/\r?\n\r?\n/);
  const fields: HeaderField[] = [];
  for (const { 0: whole, index } of text.slice(0, end < 0 ? undefined : end).matchAll(/[^\r\n][^\n]*(?:\n[ \t][^\n]*)*/g)) {
    const colon = whole.indexOf(":");
    if (colon < 1) continue;
    const value = whole
      .slice(colon + 1)
      .replace(/\r?\n/g, "")
      .trim();
    const writtenName = whole.slice(0, colon).trim();
    const at = { source: 0, start: index + colon + 1, end: index + whole.length };
    fields.push({ name: writtenName.toLowerCase(), writtenName, value, decoded: value, at, whole: { ...at, start: index } });
  }
  const from = fields.filter(({ name }) => name === "from").flatMap(mailboxesOf);
  return { fields, from, sender: [], replyTo: [], to: [], cc: [], date: undefined, sizeBytes: Math.max(0, end) };
}

function mailboxesOf({ value, at }: HeaderField): readonly Mailbox[] {
  return [...value.matchAll(/([^\s<>,"]+)@([^\s<>,"]+)/g)].map(([address, localPart = "", domain = ""]) => ({
    name: "",
    address,
    localPart,
    domain: domain.toLowerCase(),
    group: undefined,
    at,
  }));
}
