import { createHash, createSign, generateKeyPairSync, type KeyObject, sign } from "node:crypto";

/** A pair of keys, and the public half as a DKIM record has it. */
export interface SigningKey {
  readonly type: "rsa" | "ed25519";
  readonly privateKey: KeyObject;
  readonly base64: string;
  /** RSA without its wrap. */
  readonly bare: string;
}

export function rsaKey(bits: number): SigningKey {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: bits });
  const base64 = publicKey.export({ type: "spki", format: "der" }).toString("base64");
  return { type: "rsa", privateKey, base64, bare: publicKey.export({ type: "pkcs1", format: "der" }).toString("base64") };
}

export function ed25519Key(): SigningKey {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  const base64 = publicKey.export({ type: "spki", format: "der" }).subarray(-32).toString("base64");
  return { type: "ed25519", privateKey, base64, bare: base64 };
}

/** Whom a message is signed as. */
export interface Signing {
  readonly selector: string;
  readonly domain: string;
  readonly key: SigningKey;
}

/** A short message from an address, with a DKIM signature (RFC 6376, 5; RFC 8463) where one is wanted. */
export function signedMessage(from: string, signing: Signing | undefined): string {
  const fields = [
    `From: ${from}`,
    "To: reader@example.org",
    "Subject: Hello",
    "Date: Thu, 01 Jan 2026 12:00:00 +0000",
    `Message-ID: <1@${from.slice(from.indexOf("@") + 1)}>`,
  ];
  const body = "Hello\r\n";
  const all = signing ? [signatureField(fields, body, signing), ...fields] : fields;
  return `${all.join("\r\n")}\r\n\r\n${body}`;
}

function signatureField(fields: readonly string[], body: string, { selector, domain, key }: Signing): string {
  const names = fields.map((field) => field.slice(0, field.indexOf(":")).toLowerCase());
  const bodyHash = createHash("sha256").update(body).digest("base64");
  const unsigned = `v=1; a=${key.type}-sha256; c=relaxed/relaxed; d=${domain}; s=${selector}; h=${names.join(":")}; bh=${bodyHash}; b=`;
  const data = [...fields.map(relaxed).map((field) => `${field}\r\n`), `dkim-signature:${unsigned}`].join("");
  return `DKIM-Signature: ${unsigned}${signatureOf(data, key)}`;
}

function relaxed(field: string): string {
  const colon = field.indexOf(":");
  return `${field.slice(0, colon).toLowerCase()}:${field.slice(colon + 1).trim()}`;
}

function signatureOf(data: string, { type, privateKey }: SigningKey): string {
  if (type === "rsa") return createSign("RSA-SHA256").update(data).sign(privateKey, "base64");
  return sign(null, createHash("sha256").update(data).digest(), privateKey).toString("base64");
}
