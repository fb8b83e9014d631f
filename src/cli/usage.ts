import type { Command } from "commander";

/** What commander says of a command line that is wrong, and how it is said in Chinese. */
const sentences: readonly (readonly [pattern: RegExp, zh: string])[] = [
  [/^error: unknown option '([^\n]*)'/, "错误：没有选项 $1。"],
  [/^error: unknown command '([^\n]*)'/, "错误：没有命令 $1。"],
  [/^error: option '([^\n]*)' argument missing/, "错误：选项 $1 缺少取值。"],
  [/^error: missing required argument '([^\n]*)'/, "错误：缺少参数 $1。"],
  [/^error: option '([^'\n]*)' argument '([^\n]*)' is invalid\./, "错误：选项 $1 的取值“$2”无效。"],
  [
    /^error: too many arguments(?: for '([^\n]*)')?\. Expected (\d+) arguments? but got (\d+)\./,
    "错误：$1 的参数过多，应为 $2 个，实际有 $3 个。",
  ],
];

const remarks: readonly (readonly [pattern: RegExp, zh: string])[] = [
  [/ Allowed choices are ([^\n]*)\./, "可选：$1。"],
  [/ It is a number from (\d+) to (\d+)\./, "应为 $1 到 $2 之间的数字。"],
  [/ It is given twice\./, "该选项给出了两次。"],
  [/\(Did you mean (?:one of )?([^\n]*)\?\)/, "您是否想写 $1？"],
];

/** Has what is wrong with a command line told in the language that it asks for, and thrown. */
export function tellUsage(program: Command, argv: readonly string[]): void {
  const isChinese = asksForChinese(argv);
  for (const command of [program, ...program.commands.flatMap((each) => [each, ...each.commands])])
    command
      .exitOverride()
      .showSuggestionAfterError()
      .configureOutput({ outputError: (text, write) => write(isChinese ? inChinese(text) : text) });
}

/** An error of the command line in Chinese; as it is where it is none that is known. */
function inChinese(said: string): string {
  let text = said;
  for (const [pattern, zh] of [...sentences, ...remarks]) text = text.replace(pattern, zh);
  return text;
}

/** Whether Chinese is asked for, told before the command line is read. */
function asksForChinese(argv: readonly string[]): boolean {
  return argv.some((word, at) => word === "--lang=zh" || (word === "zh" && argv[at - 1] === "--lang"));
}
