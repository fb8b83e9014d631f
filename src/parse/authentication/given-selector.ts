import { excerpt } from "../../model/excerpt.ts";
import type { Text } from "../../model/language.ts";
import type { Problem } from "../../model/result.ts";

/** Labels as keys are published under (RFC 6376, 3.1). */
const SELECTOR = /^[a-z\d_-]{1,63}(?:\.[a-z\d_-]{1,63})*$/i;

/** A name has 253 characters, and `._domainkey.` with a domain of two is behind it. */
const SELECTOR_UNITS_MAX = 238;

/** Why a text that somebody gives as a DKIM selector is none; undefined for one. */
export function selectorProblem(written: string): Problem | undefined {
  const [before = "", ...behind] = written.split(/\.?_domainkey(?:\.|$)/i);
  if (behind.length === 0 && written.length <= SELECTOR_UNITS_MAX && SELECTOR.test(written)) return undefined;
  const shown = excerpt(written);
  return {
    code: "usage-wrong",
    message: { en: `"${shown}" is no DKIM selector.`, zh: `“${shown}”不是 DKIM 选择器。` },
    hint: behind.length > 0 && before !== "" ? onlyBefore(excerpt(before)) : selectorHint,
  };
}

function onlyBefore(selector: string): Text {
  return {
    en: `Write only what stands before ._domainkey: ${selector}`,
    zh: `只写 ._domainkey 之前的部分：${selector}`,
  };
}

const selectorHint: Text = {
  en: "Write what stands before ._domainkey in the key's name, such as mail or s1.eu: letters, digits, hyphens and underscores.",
  zh: "请写公钥名称中 ._domainkey 之前的部分，例如 mail 或 s1.eu，只含字母、数字、连字符和下划线。",
};
