import type { Envelope } from "../../model/authentication.ts";
import { excerpt } from "../../model/excerpt.ts";
import type { Text } from "../../model/language.ts";
import { failed, ok, type Problem, type Result } from "../../model/result.ts";
import { addressIn } from "../zone/addresses.ts";

/** An envelope as somebody says it, not looked at yet. */
export interface GivenEnvelope {
  readonly ip: string;
  readonly helo?: string | undefined;
  readonly mailFrom?: string | undefined;
}

/** A path (RFC 5321, 4.1.2) or its address alone; blanks stand in a quoted local part only. */
const ADDRESS = /^(?:"(?:[^"\\\p{Cc}]|\\[^\p{Cc}])*"|[^\s\p{Cc}<>@"]+)@[^\s\p{Cc}<>@"]+$/u;

/** A name or an address literal. */
const GREETING = /^[^\s\p{Cc}<>()"@]+$/u;

/** What a caller says of the connection a message came over, or what in it cannot be. */
export function givenEnvelope({ ip, helo, mailFrom }: GivenEnvelope): Result<Envelope> {
  const address = addressIn(ip);
  if (address === undefined) return failed(wrong(ip, { en: "no IP address", zh: "不是 IP 地址" }, ipHint));
  if (helo !== undefined && !GREETING.test(helo))
    return failed(wrong(helo, { en: "no name that a sender greets with", zh: "不是发送方问候时使用的名称" }, heloHint));
  const sender = mailFrom?.replace(/^<(.*)>$/, "$1");
  if (sender !== undefined && sender !== "" && !ADDRESS.test(sender))
    return failed(wrong(mailFrom ?? "", { en: "no mail address", zh: "不是邮件地址" }, senderHint));
  return ok({ ip: address, helo, mailFrom: sender });
}

/** What a sender of the envelope may be. */
export const senderHint: Text = {
  en: "Write an address such as bounce@example.com, or <> for the null sender.",
  zh: "请写地址，例如 bounce@example.com；空发件人写作 <>。",
};

const ipHint: Text = {
  en: "Write one such as 192.0.2.1 or 2001:db8::1.",
  zh: "例如 192.0.2.1 或 2001:db8::1。",
};

const heloHint: Text = {
  en: "Write one such as mail.example.com or [192.0.2.1].",
  zh: "例如 mail.example.com 或 [192.0.2.1]。",
};

function wrong(written: string, what: Text, hint: Text): Problem {
  const shown = excerpt(written);
  return {
    code: "usage-wrong",
    message: { en: `"${shown}" is ${what.en}.`, zh: `“${shown}”${what.zh}。` },
    hint,
  };
}
