import { Buffer } from "node:buffer";

/** A key that signs sample messages: whose, and how long it is. */
export interface SampleKey {
  readonly domain: string;
  readonly selector: string;
  readonly bits: number;
}

/** The keys of the zone. Weak ones are what a sample is about. */
export const sampleKeys: Readonly<Record<KeyName, SampleKey>> = {
  shop: { domain: "example.com", selector: "news", bits: 2048 },
  weak: { domain: "example.com", selector: "old", bits: 512 },
  service: { domain: "example.net", selector: "relay", bits: 2048 },
  unpoliced: { domain: "example.org", selector: "news", bits: 2048 },
  gmail: { domain: "gmail.com", selector: "sample", bits: 2048 },
};

type KeyName = "shop" | "weak" | "service" | "unpoliced" | "gmail";

/** How one sample is made of the fit message. */
export interface SampleChange {
  /** What is changed before signing. */
  readonly change?: (message: string) => string;
  /** Who signs, the first of them on top; the shop unless told otherwise. */
  readonly keys?: readonly KeyName[];
  /** Fields that the signature leaves out. */
  readonly unsigned?: readonly string[];
  /** What is changed after signing. */
  readonly onTheWay?: (message: string) => string;
}

type Edit = (message: string) => string;

/** Where a message came from: the host, and the domain of its envelope sender. */
const from = (ip: string, domain: string): Edit =>
  both(
    (message) => message.replace("[192.0.2.10]", `[${ip}]`),
    (message) => message.replace("@mail.example.com>", `@${domain}>`),
  );

/** All the sender's names at another domain, as if it were theirs; the envelope sender is at its `mail.` */
const sentBy = (domain: string): Edit =>
  both(from("192.0.2.10", `mail.${domain}`), field("From", `Lantern Books <letters@${domain}>`));

/** Replaces a field's value, in the header only; undefined takes the field out. */
function field(name: string, value: string | undefined): Edit {
  const line = new RegExp(`^${name}:[^\\r\\n]*\\r\\n(?:[ \\t][^\\r\\n]*\\r\\n)*`, "im");
  return (message) => message.replace(line, value === undefined ? "" : `${name}: ${value}\r\n`);
}

/** Puts a line behind the subject. */
const line =
  (text: string): Edit =>
  (message) =>
    message.replace(/^Date:/m, `${text}\r\nDate:`);

/** Changes what both texts say. */
const text =
  (said: string, instead: string): Edit =>
  (message) =>
    message.replaceAll(said, instead);

function both(first: Edit, second: Edit): Edit {
  return (message) => second(first(message));
}

/** By rule: the smallest change that breaks it and no other requirement, as far as one can be broken alone. */
export const sampleChanges: Readonly<Record<string, SampleChange>> = {
  "auth/dkim-absent": { keys: [] },
  "auth/dkim-failed": { onTheWay: text("Happy reading", "Happy reading to you") },
  "auth/dkim-key-weak": { keys: ["weak", "shop"] },
  "auth/dkim-unsubscribe-uncovered": { unsigned: ["List-Unsubscribe-Post"] },
  "auth/dmarc-absent": { change: sentBy("example.org"), keys: ["unpoliced"] },
  "auth/dmarc-failed": { change: from("192.0.2.10", "mail.example.net"), keys: ["service"] },
  "auth/from-several": { change: field("From", "Lantern Books <letters@example.com>, Quay Press <quay@example.net>") },
  "auth/spf-absent": { change: from("192.0.2.10", "bare.example.com") },
  "auth/spf-broken": { change: from("192.0.2.10", "broken.example.com") },
  "auth/spf-failed": {
    change: both(from("198.51.100.20", "mail.example.com"), text("mta1.example.com", "relay.example.net")),
  },
  "auth/spf-undecided": { change: from("192.0.2.10", "soft.example.com") },
  "headers/address-malformed": { change: field("To", "Ann Porter <ann.porter@@example.org>") },
  "headers/date-malformed": { change: field("Date", "2026-11-23 09:15") },
  "headers/date-missing": { change: field("Date", undefined) },
  "headers/field-repeated": { change: line("Subject: Letters from Lantern Books") },
  "headers/from-gmail": { change: field("From", "Lantern Books <lantern.books@gmail.com>"), keys: ["gmail"] },
  "headers/from-missing": { change: field("From", undefined) },
  "headers/from-several": { change: field("From", "Lantern Books <letters@example.com>, Maud <maud@example.com>") },
  "headers/from-without-address": { change: field("From", "Lantern Books:;") },
  "headers/line-malformed": { change: line("Letters from Lantern Books") },
  "headers/message-id-long": { change: field("Message-ID", `<${"9f2c".repeat(130)}@mail.example.com>`) },
  "headers/message-id-malformed": { change: field("Message-ID", "20261123091500.9f2c") },
  "headers/message-id-missing": { change: field("Message-ID", undefined) },
  "headers/name-malformed": { change: line("X-Campaign : winter26") },
  "list/one-click-malformed": { change: field("List-Unsubscribe-Post", "One-Click") },
  "list/one-click-missing": { change: field("List-Unsubscribe-Post", undefined) },
  "list/one-click-without-https": {
    change: field("List-Unsubscribe", "<mailto:leave+9f2c@example.com?subject=unsubscribe>"),
  },
  "list/unsubscribe-header-missing": {
    change: both(field("List-Unsubscribe", undefined), field("List-Unsubscribe-Post", undefined)),
  },
  "list/unsubscribe-malformed": {
    change: field("List-Unsubscribe", "<https://www.example.com/one-click/9f2c>, <mailto:leave>"),
  },
  "mime/bare-cr": { change: text("Happy reading,", "Happy reading,\r") },
  "mime/line-too-long": { change: text("All four are on the front table", `All${" four".repeat(200)} are on the front table`) },
  "mime/nul-byte": { change: text("Happy reading,", "Happy reading,\0") },
  "standard/unsubscribe-missing": {
    change: (message) => message.replace(/^(?:Unsubscribe: .*|<p><a [^\n]*>Unsubscribe<\/a><\/=\r\np>)\r\n/gm, ""),
  },
};

/** The bytes of a message written with one unit a byte. */
export function bytesOf(message: string): Uint8Array {
  return Buffer.from(message, "latin1");
}
