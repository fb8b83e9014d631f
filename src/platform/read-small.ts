import { readFile, stat } from "node:fs/promises";
import { limits } from "../model/limits.ts";
import { failed, ok, type Result } from "../model/result.ts";
import { readingProblem } from "./problems.ts";
import { regularSize } from "./regular.ts";

/** The text of a file that people write by hand: a configuration, data, a list of senders. */
export async function readSmall(
  file: string,
  code: "config-invalid" | "data-invalid" | "scenario-invalid",
): Promise<Result<string>> {
  try {
    const size = regularSize(await stat(file));
    if (size <= limits.configBytesMax) return ok(await readFile(file, "utf8"));
    return failed({
      code,
      message: {
        en: `${file} has ${size} bytes; at most ${limits.configBytesMax} are read.`,
        zh: `${file} 有 ${size} 字节，最多读取 ${limits.configBytesMax} 字节。`,
      },
      hint: { en: "Make it smaller.", zh: "请缩小文件。" },
      file,
    });
  } catch (fault) {
    return failed({ ...readingProblem(file, fault), code });
  }
}
