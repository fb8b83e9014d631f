import type { Text } from "../../model/language.ts";
import { limits } from "../../model/limits.ts";
import type { YamlFault } from "../../parse/yaml/read-yaml.ts";

/** What a fault of YAML says, by its code: the library's own words speak to programmers, and in English alone. */
const words: Readonly<Record<string, Text>> = {
  "too-nested": {
    en: `The nesting is deeper than ${limits.yamlNestingMax} levels.`,
    zh: `嵌套超过 ${limits.yamlNestingMax} 层。`,
  },
  "aliases-many": {
    en: `More than ${limits.yamlAliasesMax} aliases are used.`,
    zh: `使用的别名超过 ${limits.yamlAliasesMax} 个。`,
  },
  "aliases-repeat": { en: "Aliases within aliases repeat too much.", zh: "别名嵌套别名，重复的内容过多。" },
  "alias-unknown": {
    en: "An alias (*) names an anchor (&) that does not stand before it.",
    zh: "别名（*）所指的锚点（&）没有出现在它之前。",
  },
  "holds-itself": { en: "A value holds itself.", zh: "某个值包含了自身。" },
  ALIAS_PROPS: { en: "An alias (*) can have no tag and no anchor.", zh: "别名（*）不能带标签或锚点。" },
  BAD_ALIAS: { en: "An alias (*) or anchor (&) has no name that can be used.", zh: "别名（*）或锚点（&）的名称无法使用。" },
  BAD_COLLECTION_TYPE: { en: "A tag does not fit the value behind it.", zh: "标签与其后的值不符。" },
  BAD_DIRECTIVE: { en: "A line that begins with % is not understood.", zh: "无法理解以 % 开头的行。" },
  BAD_DQ_ESCAPE: { en: "A backslash in double quotes stands before a wrong sign.", zh: "双引号中的反斜杠后有无效字符。" },
  BAD_INDENT: {
    en: "The line is indented too little, or otherwise than those it belongs to.",
    zh: "缩进不足，或与同级的行不一致。",
  },
  BAD_PROP_ORDER: { en: "An anchor or tag stands in the wrong place.", zh: "锚点或标签的位置不对。" },
  BAD_SCALAR_START: { en: "A text that begins with @, ` or % needs quotes.", zh: "以 @、` 或 % 开头的文本需要加引号。" },
  BLOCK_AS_IMPLICIT_KEY: {
    en: "A second colon or a list stands on the line of a key: put it on its own line, or in quotes.",
    zh: "键所在的行又出现了冒号或列表：请另起一行，或加引号。",
  },
  BLOCK_IN_FLOW: { en: "Lines with indents cannot stand within brackets.", zh: "方括号或花括号中不能使用缩进写法。" },
  KEY_OVER_1024_CHARS: { en: "A key is longer than 1024 characters.", zh: "键超过 1024 个字符。" },
  MISSING_CHAR: {
    en: "A sign is missing here: a colon, a comma, a blank, a quote or a closing bracket.",
    zh: "此处缺少符号：冒号、逗号、空格、引号或右括号。",
  },
  MULTILINE_IMPLICIT_KEY: { en: "A key goes over several lines, or its colon is missing.", zh: "键跨越了多行，或缺少冒号。" },
  MULTIPLE_ANCHORS: { en: "A value has more than one anchor.", zh: "一个值有多个锚点。" },
  MULTIPLE_DOCS: {
    en: "The file holds several documents, parted by ---; one is read.",
    zh: "文件中有多个以 --- 分隔的文档，只能有一个。",
  },
  MULTIPLE_TAGS: { en: "A value has more than one tag.", zh: "一个值有多个标签。" },
  TAB_AS_INDENT: { en: "A tab is used as an indent: write blanks.", zh: "使用了制表符缩进：请改用空格。" },
  TAG_RESOLVE_FAILED: { en: "A tag (!) is not known, or does not fit its value.", zh: "标签（!）未知，或与其值不符。" },
  UNEXPECTED_TOKEN: { en: "A sign stands here that has no place here.", zh: "此处出现了不应有的符号。" },
};

const broken: Text = { en: "The YAML cannot be read here.", zh: "无法读取此处的 YAML。" };

/** A fault of YAML in both languages. */
export function yamlWords({ code }: YamlFault): Text {
  return words[code] ?? broken;
}
