import { excerpt } from "../../model/excerpt.ts";
import { failed, ok, type Problem, type Result } from "../../model/result.ts";
import { isIpv4 } from "./addresses.ts";
import { nameFault, plainName } from "./names.ts";

/**
 * A domain name as the DNS asks for it, in A-labels (RFC 5890, 2.3.2.1), lower case, without the last dot. Names in
 * other scripts are converted as browsers do (WHATWG URL, 3.3); what is no name is a problem.
 */
export function domainName(text: string): Result<string> {
  const written = text.trim().replace(/[.\u3002\uFF0E\uFF61]$/, "");
  if (written === "" || written.length > UNITS_MAX || NOT_IN_NAMES.test(written)) return noName(text);
  const url = `http://${written}`;
  if (!URL.canParse(url)) return noName(text);
  const name = plainName(new URL(url).hostname);
  const isName = /^[a-z\d_-]+(?:\.[a-z\d_-]+)*$/.test(name) && nameFault(name) === undefined && !isIpv4(name);
  return isName ? ok(name) : noName(text);
}

/** A name has at most 253 bytes, and no script takes more than four units a byte of its A-label; the converter need not see more. */
const UNITS_MAX = 1_000;

/** What would end the host of an address, or be dropped from it, before it is converted; an `xn--` is left to the converter. */
const NOT_IN_NAMES = /[\s\0-\x1F\x7F/\\?#@:%[\]<>^|*"'`{}]/;

function noName(text: string): Result<string> {
  return failed(notName(text));
}

/** The problem of what is no domain name. */
export function notName(text: string): Problem {
  const said = excerpt(text);
  return {
    code: "name-invalid",
    message: { en: `"${said}" is no domain name.`, zh: `“${said}”不是域名。` },
    hint: {
      en: "Give a name such as example.com or 例子.中国, without scheme, path or mailbox.",
      zh: "请给出 example.com 或 例子.中国 这样的名称，不带协议、路径或邮箱。",
    },
  };
}
