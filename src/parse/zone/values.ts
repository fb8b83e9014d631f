import type { DnsType } from "../../model/dns.ts";
import { isIpv4, isIpv6 } from "./addresses.ts";
import type { Token } from "./tokens.ts";

/** A record's value, or what is wrong with which of its words (its last, when none is to blame). */
export type ReadValue =
  | { readonly ok: true; readonly value: string | readonly string[] }
  | { readonly ok: false; readonly message: string; readonly hint: string; readonly token: number };

/** Makes a name absolute and plain; undefined when it is none. */
export type NameReader = (token: Token) => string | undefined;

/** Bytes of one string of a TXT record (RFC 1035, 3.3). */
const STRING_BYTES_MAX = 255;

/** Reads the words behind a type (RFC 1035, 3.3 and the types' own RFCs). */
export function readValue(type: DnsType, tokens: readonly Token[], nameOf: NameReader): ReadValue {
  switch (type) {
    case "A":
      return oneAddress(tokens, isIpv4, "an IPv4 address", "192.0.2.1");
    case "AAAA":
      return oneAddress(tokens, isIpv6, "an IPv6 address", "2001:db8::1");
    case "CNAME":
    case "NS":
    case "PTR":
      return fields(tokens, [nameOf], `${type} takes one name.`);
    case "MX":
      return fields(tokens, [number16, nameOf], "MX takes a preference and a name, such as 10 mail.example.com.");
    case "SOA":
      return fields(
        tokens,
        [nameOf, mailbox, ...Array.from({ length: 5 }, () => duration)],
        "SOA takes two names and five numbers.",
      );
    case "TXT":
      return strings(tokens);
    case "TLSA":
      return withHex(tokens, "TLSA takes three numbers and a hexadecimal value.");
    case "DS":
      return withHex(tokens, "DS takes three numbers and a hexadecimal value.");
    case "CAA":
      return caa(tokens);
  }
}

function wrong(message: string, hint: string, token = 0): ReadValue {
  return { ok: false, message, hint, token };
}

function oneAddress(tokens: readonly Token[], is: (text: string) => boolean, what: string, example: string): ReadValue {
  const [token] = tokens;
  if (tokens.length === 1 && token && is(token.text)) return { ok: true, value: token.text.toLowerCase() };
  return wrong(`This is not ${what}.`, `Write one such as ${example}.`);
}

type Field = (token: Token) => string | undefined;

function fields(tokens: readonly Token[], readers: readonly Field[], rule: string): ReadValue {
  if (tokens.length !== readers.length) return wrong(`The value has ${tokens.length} words, not ${readers.length}.`, rule);
  const values = tokens.map((token, at) => readers[at]?.(token));
  const bad = values.indexOf(undefined);
  return bad >= 0 ? wrong("This word does not fit here.", rule, bad) : { ok: true, value: values.join(" ") };
}

function number16({ text }: Token): string | undefined {
  return /^\d{1,5}$/.test(text) && Number(text) <= 0xffff ? String(Number(text)) : undefined;
}

function mailbox({ raw }: Token): string | undefined {
  return raw.replace(/\.$/, "");
}

function duration({ text }: Token): string | undefined {
  const seconds = secondsOf(text);
  return seconds === undefined ? undefined : String(seconds);
}

const UNIT_SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };
const SECONDS_MAX = 0xffff_ffff;

/** Seconds, written as a number or as `1h30m`; undefined for anything else. */
export function secondsOf(text: string): number | undefined {
  if (!/^(?:\d{1,10}|(?:\d{1,10}[smhdw])+)$/i.test(text)) return undefined;
  let seconds = 0;
  for (const [, digits, unit] of text.matchAll(/(\d+)([smhdw]?)/gi))
    seconds += Number(digits) * (UNIT_SECONDS[(unit ?? "").toLowerCase()] ?? 1);
  return seconds <= SECONDS_MAX ? seconds : undefined;
}

function strings(tokens: readonly Token[]): ReadValue {
  if (tokens.length === 0) return wrong("The TXT record has no value.", 'Write it in quotes: "v=spf1 -all".');
  // A record with blanks in it and no quotes would be joined without them.
  if (tokens.length > 1 && tokens.every(({ isQuoted }) => !isQuoted) && /^v=/i.test(tokens[0]?.text ?? ""))
    return wrong("This text has blanks in it and no quotes: its words would be joined.", "Put the whole text in double quotes.");
  const long = tokens.findIndex(({ text }) => text.length > STRING_BYTES_MAX);
  if (long >= 0)
    return wrong(
      `This string has ${tokens[long]?.text.length} bytes; one may have ${STRING_BYTES_MAX}.`,
      'Cut it into several: "first part" "second part".',
      long,
    );
  return { ok: true, value: tokens.map(({ text }) => text) };
}

function withHex(tokens: readonly Token[], rule: string): ReadValue {
  const numbers = tokens.slice(0, 3).map(number16);
  const hex = tokens
    .slice(3)
    .map(({ text }) => text)
    .join("");
  const fits = numbers.length === 3 && !numbers.includes(undefined) && /^(?:[\da-f]{2})+$/i.test(hex);
  return fits ? { ok: true, value: [...numbers, hex.toLowerCase()].join(" ") } : wrong("The value does not fit its type.", rule);
}

function caa(tokens: readonly Token[]): ReadValue {
  const [flags, tag, value] = tokens;
  const fits = tokens.length === 3 && flags && tag && value && /^\d{1,3}$/.test(flags.text) && /^[a-z\d]{1,15}$/i.test(tag.text);
  return fits
    ? { ok: true, value: `${Number(flags.text)} ${tag.text.toLowerCase()} ${value.text}` }
    : wrong("The value does not fit its type.", 'CAA takes a number, a tag and a value: 0 issue "ca.example".');
}
