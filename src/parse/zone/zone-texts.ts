import { dnsTypes } from "../../model/dns.ts";
import { excerpt } from "../../model/excerpt.ts";
import type { Text } from "../../model/language.ts";
import { limits } from "../../model/limits.ts";
import { hintFor } from "../../model/suggest.ts";
import type { Fault } from "./tokens.ts";
import { namedTypes } from "./types.ts";

/** What is wrong, and what to do. */
export type Said = readonly [message: Text, hint: Text];

/** What is wrong with the form of an entry. */
export const faultTexts: { readonly [K in Fault["kind"]]: Said } = {
  "quote-open": [
    { en: "A quoted string does not end on its line.", zh: "引号没有在本行结束。" },
    { en: 'Close it with ", and write a quote inside it as \\".', zh: '请用 " 结束，内部的引号写作 \\"。' },
  ],
  "parenthesis-open": [
    { en: "A parenthesis is opened and not closed.", zh: "括号没有闭合。" },
    { en: "Close it with ).", zh: "请用 ) 闭合。" },
  ],
  "parenthesis-stray": [
    { en: "A parenthesis is closed that was not opened.", zh: "多出一个右括号。" },
    { en: "Take it out, or put it in quotes.", zh: "请删除它，或放进引号。" },
  ],
  "escape-wrong": [
    { en: "A backslash stands before nothing, or before a number past 255.", zh: "反斜杠后面没有字符，或数字大于 255。" },
    { en: "Write \\\\ for a backslash.", zh: "反斜杠请写作 \\\\。" },
  ],
  "line-long": [
    {
      en: `The line is longer than ${limits.zoneLineUnitsMax} characters.`,
      zh: `这一行超过 ${limits.zoneLineUnitsMax} 个字符。`,
    },
    { en: "No record is that long: check what the line is.", zh: "没有这么长的记录，请检查这一行的内容。" },
  ],
};

export const tooMany: Said = [
  { en: `The file has more than ${limits.zoneRecordsMax} records.`, zh: `文件的记录超过 ${limits.zoneRecordsMax} 条。` },
  { en: "Give the zones that the message needs.", zh: "请只给出邮件需要的区域。" },
];
export const noTime: Said = [
  { en: "This is no time to live.", zh: "这不是有效的生存时间。" },
  { en: "Write seconds, or 1h30m.", zh: "请写秒数，或 1h30m。" },
];
export const noInclude: Said = [
  { en: "Other files are not read: $INCLUDE.", zh: "不读取其他文件：$INCLUDE。" },
  { en: "Put the lines of the other file here.", zh: "请把另一个文件的内容放到这里。" },
];
export const tooManyIncludes: Said = [
  { en: "Files include each other too often, or in a circle.", zh: "文件相互包含的次数过多，或形成了循环。" },
  { en: "Put the records into fewer files.", zh: "请把记录放进更少的文件。" },
];
export const noOwner: Said = [
  { en: "There is no name before this record.", zh: "这条记录之前没有名称。" },
  { en: "Begin the line with the record's name.", zh: "请以记录的名称开头。" },
];
export const otherClass: Said = [
  { en: "Only the class IN is read.", zh: "只支持 IN 类。" },
  { en: "Take this record out.", zh: "请删除这条记录。" },
];
export const noType: Said = [
  { en: "The record has no type.", zh: "记录没有类型。" },
  { en: "Write NAME TYPE VALUE.", zh: "请写作：名称 类型 值。" },
];

export const emptyZone: Said = [
  { en: "The file has no records.", zh: "文件里没有记录。" },
  {
    en: "Write NAME TYPE VALUE, or $ORIGIN with the name below which nothing exists.",
    zh: "请写：名称 类型 值；或用 $ORIGIN 写出其下什么都没有的名称。",
  },
];

export function noDirective(written: string): Said {
  return [
    { en: `${excerpt(written)} is no directive that is read.`, zh: `不支持指令 ${excerpt(written)}。` },
    { en: "Known are $ORIGIN, $TTL and $INCLUDE, each with a value.", zh: "支持 $ORIGIN、$TTL 和 $INCLUDE，后面跟一个值。" },
  ];
}

export function wrongType(written: string): Said {
  return [
    { en: `"${excerpt(written)}" is no type of record.`, zh: `“${excerpt(written)}”不是记录类型。` },
    hintFor(written, namedTypes, {
      en: `Write NAME TYPE VALUE; types are ${dnsTypes.join(", ")}.`,
      zh: `请写作：名称 类型 值；类型有 ${dnsTypes.join("、")}。`,
    }),
  ];
}
