/**
 * Makes the messages in `samples/messages/`: `npm run samples`. `bulk-fit.eml` is written by hand; it is signed anew, and
 * for each rule that a mailbox provider asks for, a message is made of it that breaks this rule. Keys are made here and
 * thrown away, their public halves go into `senders.zone`: run it only when samples change, since every signature changes.
 */
import { generateKeyPairSync } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { dkimSign } from "mailauth/lib/dkim/sign.js";
import { bytesOf, type SampleChange, type SampleKey, sampleChanges, sampleKeys } from "./sample-changes.ts";

const folder = fileURLToPath(new URL("../samples/messages", import.meta.url));

/** When all of them were signed, long before the moment they are judged at. */
const SIGNED_AT = "2026-11-23T09:15:01Z";

const SIGNED_FIELDS = [
  "From",
  "To",
  "Subject",
  "Date",
  "Message-ID",
  "MIME-Version",
  "Content-Type",
  "List-Id",
  "List-Unsubscribe",
  "List-Unsubscribe-Post",
];

/** A key pair as it is used: the private half to sign, the public half for the zone. */
interface KeyPair extends SampleKey {
  readonly privateKey: string;
  readonly publicKey: string;
}

function makeKey({ domain, selector, bits }: SampleKey): KeyPair {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", {
    modulusLength: bits,
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "der" },
  });
  return { domain, selector, bits, privateKey, publicKey: publicKey.toString("base64") };
}

/** The zone with its key records replaced. */
function withKeys(zone: string, keys: readonly KeyPair[]): string {
  const head = zone.replace(/\n; Keys that sign[\s\S]*/, "");
  const records = keys.map(({ domain, selector, publicKey }) => {
    const strings = [`v=DKIM1; k=rsa; p=`, ...(publicKey.match(/.{1,200}/g) ?? [])].map((part) => `"${part}"`);
    return `${selector}._domainkey.${domain} TXT ( ${strings.join("\n  ")} )`;
  });
  return `${head.trimEnd()}\n\n; Keys that sign the samples.\n${records.join("\n")}\n`;
}

/** What the receiving server wrote stands above the signatures. */
const TRACE = /^(?:(?:Return-Path|Received):[^\n]*\n(?:[ \t][^\n]*\n)*)*/;

async function made(
  { change, keys = ["shop"], unsigned = [], onTheWay }: SampleChange,
  fit: string,
  pairs: Pairs,
): Promise<string> {
  const changed = change ? change(fit) : fit;
  const [trace = ""] = TRACE.exec(changed) ?? [];
  const written = changed.slice(trace.length);
  const signatures = await Promise.all(keys.map((name) => signatureOf(written, pairs[name], unsigned)));
  const signed = `${trace}${signatures.join("")}${written}`;
  return onTheWay ? onTheWay(signed) : signed;
}

type Pairs = Readonly<Record<keyof typeof sampleKeys, KeyPair>>;

async function signatureOf(written: string, key: KeyPair, unsigned: readonly string[]): Promise<string> {
  const { domain, selector, privateKey } = key;
  const { signatures } = await dkimSign(Buffer.from(bytesOf(written)), {
    signingDomain: domain,
    selector,
    privateKey,
    signatureData: [{ signingDomain: domain, selector, privateKey }],
    headerList: SIGNED_FIELDS.filter((name) => !unsigned.includes(name)),
    signTime: SIGNED_AT,
  });
  return signatures;
}

/** Without the signatures of the last time. */
function unsignedOf(message: string): string {
  return message.replace(/^DKIM-Signature:[^\n]*\n(?:[ \t][^\n]*\n)*/gm, "");
}

if (import.meta.main) {
  const pairs: Pairs = {
    shop: makeKey(sampleKeys.shop),
    weak: makeKey(sampleKeys.weak),
    service: makeKey(sampleKeys.service),
    unpoliced: makeKey(sampleKeys.unpoliced),
    gmail: makeKey(sampleKeys.gmail),
  };
  const fit = unsignedOf(readFileSync(`${folder}/bulk-fit.eml`, "latin1"));
  writeFileSync(`${folder}/senders.zone`, withKeys(readFileSync(`${folder}/senders.zone`, "utf8"), Object.values(pairs)));
  const samples = { "bulk-fit": {}, ...sampleChanges };
  for (const [name, sample] of Object.entries(samples)) {
    const file = `${folder}/${name}.eml`;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, bytesOf(await made(sample, fit, pairs)));
  }
}
