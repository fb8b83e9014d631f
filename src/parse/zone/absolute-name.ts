import { excerpt } from "../../model/excerpt.ts";
import type { Text } from "../../model/language.ts";
import { nameFault, plainName } from "./names.ts";
import type { Token } from "./tokens.ts";

/** Why a word is no name, and what to write. */
export interface NoName {
  readonly message: Text;
  readonly hint: Text;
}

/** A name as a master file writes it, made absolute (RFC 1035, 5.1), in lower case and without its last dot. */
export function absoluteName({ raw, text }: Token, origin: string | undefined): string | NoName {
  if (raw === ".") return "";
  if (origin === undefined && !raw.includes(".")) return noOrigin;
  if (raw === "@") return origin ?? "";
  if (/\\(?:\.|046)/.test(raw)) return dotInside;
  const name = raw.endsWith(".") ? plainName(text) : below(origin, plainName(text));
  return isName(name) ? name : noName(name);
}

const noOrigin: NoName = {
  message: { en: "This name has no origin to stand below.", zh: "这个名称没有可依附的 $ORIGIN。" },
  hint: { en: "Write $ORIGIN example.com. above, or the whole name.", zh: "请在上面写 $ORIGIN example.com.，或写出完整名称。" },
};

const dotInside: NoName = {
  message: { en: "A dot inside a label is not read.", zh: "不支持标签内部的点。" },
  hint: { en: "Take this record out.", zh: "请删除这条记录。" },
};

function noName(name: string): NoName {
  return {
    message: { en: `"${excerpt(name)}" is no name of the DNS.`, zh: `“${excerpt(name)}”不是 DNS 名称。` },
    hint: { en: "Labels have 1 to 63 bytes, a name at most 253.", zh: "每个标签 1 至 63 字节，整个名称至多 253 字节。" },
  };
}

function below(origin: string | undefined, name: string): string {
  return origin === undefined || origin === "" ? name : `${name}.${origin}`;
}

function isName(name: string): boolean {
  return nameFault(name) === undefined && !/[\s\0]/.test(name);
}
