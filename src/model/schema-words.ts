import type { Text } from "./language.ts";

const kinds: Readonly<Record<string, string>> = {
  string: "文本",
  number: "数字",
  boolean: "true 或 false",
  Array: "列表",
  Object: "键值对",
  null: "空值",
  undefined: "缺失",
};

/** What a schema expects or was given, as valibot says it: `string`, or `("a" | "b")` for one of several. */
export function schemaWords(said: string): Text {
  const options = said
    .replace(/^\((.*)\)$/s, "$1")
    .split(" | ")
    .map((option) => kinds[option] ?? option);
  return { en: said, zh: options.length > 1 ? `${options.join("、")} 之一` : options.join("") };
}
