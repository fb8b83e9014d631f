import { readFile, stat } from "node:fs/promises";
import { limits } from "../model/limits.ts";
import { failed, ok, type Problem, type Result } from "../model/result.ts";
import { readingProblem } from "./problems.ts";
import { regularSize } from "./regular.ts";

/** The text of a file that people write by hand: a configuration, data, a list of senders. */
export async function readSmall(
  file: string,
  code: "config-invalid" | "data-invalid" | "scenario-invalid",
): Promise<Result<string>> {
  try {
    const size = regularSize(await stat(file));
    return size <= limits.configBytesMax ? ok(await readFile(file, "utf8")) : failed({ code, ...tooLarge(file, size) });
  } catch (fault) {
    return failed({ ...readingProblem(file, fault), code });
  }
}

/** That something written by hand is larger than what is read. */
export function tooLarge(file: string, sizeBytes: number): Pick<Problem, "message" | "hint" | "file"> {
  return {
    message: {
      en: `${file} has ${sizeBytes} bytes; at most ${limits.configBytesMax} are read.`,
      zh: `${file} 有 ${sizeBytes} 字节，最多读取 ${limits.configBytesMax} 字节。`,
    },
    hint: { en: "Make it smaller.", zh: "请缩小文件。" },
    file,
  };
}
