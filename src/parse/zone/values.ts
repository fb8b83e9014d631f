import type { DnsType } from "../../model/dns.ts";
import type { Text } from "../../model/language.ts";
import { STRING_BYTES_MAX } from "../../model/record-value.ts";
import { isIpv4, isIpv6 } from "./addresses.ts";
import type { Token } from "./tokens.ts";

/** A record's value, or what is wrong with which of its words (its last, when none is to blame). */
export type ReadValue =
  | { readonly ok: true; readonly value: string | readonly string[] }
  | { readonly ok: false; readonly message: Text; readonly hint: Text; readonly token: number };

/** Makes a name absolute and plain; undefined when it is none. */
export type NameReader = (token: Token) => string | undefined;

/** Reads the words behind a type (RFC 1035, 3.3 and the types' own RFCs). */
export function readValue(type: DnsType, tokens: readonly Token[], nameOf: NameReader): ReadValue {
  switch (type) {
    case "A":
      return oneAddress(tokens, isIpv4, addresses.four);
    case "AAAA":
      return oneAddress(tokens, isIpv6, addresses.six);
    case "CNAME":
    case "NS":
    case "PTR":
      return fields(tokens, [nameOf], { en: `${type} takes one name.`, zh: `${type} 只有一个名称。` });
    case "MX":
      return fields(tokens, [number16, nameOf], {
        en: "MX takes a preference and a name, such as 10 mail.example.com.",
        zh: "MX 由优先级和名称组成，例如 10 mail.example.com.。",
      });
    case "SOA":
      return fields(tokens, [nameOf, mailbox, ...Array.from({ length: 5 }, () => duration)], {
        en: "SOA takes two names and five numbers.",
        zh: "SOA 由两个名称和五个数字组成。",
      });
    case "TXT":
      return strings(tokens);
    case "TLSA":
      return withHex(tokens, hexRule(type));
    case "DS":
      return withHex(tokens, hexRule(type));
    case "CAA":
      return caa(tokens);
  }
}

interface AddressRule {
  readonly message: Text;
  readonly hint: Text;
}

const addresses: { readonly [kind in "four" | "six"]: AddressRule } = {
  four: {
    message: { en: "This is not an IPv4 address.", zh: "这不是 IPv4 地址。" },
    hint: { en: "Write one such as 192.0.2.1.", zh: "例如 192.0.2.1。" },
  },
  six: {
    message: { en: "This is not an IPv6 address.", zh: "这不是 IPv6 地址。" },
    hint: { en: "Write one such as 2001:db8::1.", zh: "例如 2001:db8::1。" },
  },
};

const unfit: Text = { en: "The value does not fit its type.", zh: "值与记录类型不符。" };

function hexRule(type: DnsType): Text {
  return { en: `${type} takes three numbers and a hexadecimal value.`, zh: `${type} 由三个数字和一个十六进制值组成。` };
}

function wrong(message: Text, hint: Text, token = 0): ReadValue {
  return { ok: false, message, hint, token };
}

function oneAddress(tokens: readonly Token[], is: (text: string) => boolean, rule: AddressRule): ReadValue {
  const [token] = tokens;
  if (tokens.length === 1 && token && is(token.text)) return { ok: true, value: token.text.toLowerCase() };
  return wrong(rule.message, rule.hint);
}

type Field = (token: Token) => string | undefined;

function fields(tokens: readonly Token[], readers: readonly Field[], rule: Text): ReadValue {
  if (tokens.length !== readers.length)
    return wrong(
      {
        en: `The value has ${tokens.length} words, not ${readers.length}.`,
        zh: `值有 ${tokens.length} 个词，应为 ${readers.length} 个。`,
      },
      rule,
    );
  const values = tokens.map((token, at) => readers[at]?.(token));
  const bad = values.indexOf(undefined);
  return bad >= 0
    ? wrong({ en: "This word does not fit here.", zh: "这个词不能用在这里。" }, rule, bad)
    : { ok: true, value: values.join(" ") };
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
  if (tokens.length === 0)
    return wrong(
      { en: "The TXT record has no value.", zh: "TXT 记录没有值。" },
      { en: 'Write it in quotes: "v=spf1 -all".', zh: '请用引号写出，例如 "v=spf1 -all"。' },
    );
  // A record with blanks in it and no quotes would be joined without them.
  if (tokens.length > 1 && tokens.every(({ isQuoted }) => !isQuoted) && /^v=/i.test(tokens[0]?.text ?? ""))
    return wrong(
      {
        en: "This text has blanks in it and no quotes: its words would be joined.",
        zh: "文本含有空格却没有引号，各词会连在一起。",
      },
      { en: "Put the whole text in double quotes.", zh: "请把整段文本放进双引号。" },
    );
  const long = tokens.findIndex(({ text }) => text.length > STRING_BYTES_MAX);
  if (long >= 0)
    return wrong(
      {
        en: `This string has ${tokens[long]?.text.length} bytes; one may have ${STRING_BYTES_MAX}.`,
        zh: `这个字符串有 ${tokens[long]?.text.length} 字节，最多 ${STRING_BYTES_MAX} 字节。`,
      },
      { en: 'Cut it into several: "first part" "second part".', zh: '请拆成几段："第一段" "第二段"。' },
      long,
    );
  return { ok: true, value: tokens.map(({ text }) => text) };
}

function withHex(tokens: readonly Token[], rule: Text): ReadValue {
  const numbers = tokens.slice(0, 3).map(number16);
  const hex = tokens
    .slice(3)
    .map(({ text }) => text)
    .join("");
  const fits = numbers.length === 3 && !numbers.includes(undefined) && /^(?:[\da-f]{2})+$/i.test(hex);
  return fits ? { ok: true, value: [...numbers, hex.toLowerCase()].join(" ") } : wrong(unfit, rule);
}

function caa(tokens: readonly Token[]): ReadValue {
  const [flags, tag, value] = tokens;
  const fits = tokens.length === 3 && flags && tag && value && /^\d{1,3}$/.test(flags.text) && /^[a-z\d]{1,15}$/i.test(tag.text);
  return fits
    ? { ok: true, value: `${Number(flags.text)} ${tag.text.toLowerCase()} ${value.text}` }
    : wrong(unfit, {
        en: 'CAA takes a number, a tag and a value: 0 issue "ca.example".',
        zh: 'CAA 由数字、标签和值组成，例如 0 issue "ca.example"。',
      });
}
