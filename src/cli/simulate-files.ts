import { stat } from "node:fs/promises";
import type { Problem } from "../model/result.ts";

/** The name that stands for standard input. */
const STANDARD_INPUT = "-";

/** The problem of an output that is one of the files read, also by another name or link; undefined where it is none. */
export async function overwritten(output: string | undefined, inputs: readonly string[]): Promise<Problem | undefined> {
  const out = output === undefined ? undefined : await identityOf(output);
  if (output === undefined || out === undefined) return undefined;
  for (const input of inputs) if (input !== STANDARD_INPUT && (await identityOf(input)) === out) return isInput(output, input);
  return undefined;
}

/** What tells a file from all others; undefined where there is none, and for a device, which holds nothing. */
async function identityOf(file: string): Promise<string | undefined> {
  const found = await stat(file, { bigint: true }).catch(() => undefined);
  return found?.isFile() === true ? `${found.dev}:${found.ino}` : undefined;
}

function isInput(output: string, input: string): Problem {
  return {
    code: "usage-wrong",
    message: {
      en: `The output ${output} would write over ${input}, which is read.`,
      zh: `输出文件 ${output} 会覆盖要读取的文件 ${input}。`,
    },
    hint: { en: "Give --output another file.", zh: "请为 --output 指定另一个文件。" },
  };
}

/** The problem of standard input that is to be read more than once; undefined where it is not. */
export function readTwice(inputs: readonly (string | undefined)[]): Problem | undefined {
  if (inputs.filter((input) => input === STANDARD_INPUT).length < 2) return undefined;
  return {
    code: "usage-wrong",
    message: { en: "Standard input is named more than once.", zh: "多次指定了标准输入。" },
    hint: { en: "Give - once, and files for the others.", zh: "“-”只能使用一次，其余请指定文件。" },
  };
}
