import { readFile, stat } from "node:fs/promises";
import type { Text } from "../model/language.ts";
import { limits } from "../model/limits.ts";
import { failed, ok, type Problem, type Result } from "../model/result.ts";
import { readPasted } from "../parse/records/pasted.ts";
import { readingProblem } from "./problems.ts";
import { regularSize } from "./regular.ts";

/** An answer of a provider's API that says which records it expects, as it is; a problem where none can be read in it. */
export async function readExpectedFile(file: string): Promise<Result<unknown>> {
  try {
    const size = regularSize(await stat(file));
    if (size > limits.configBytesMax) return failed(unfit(file, tooLarge));
    const value: unknown = JSON.parse((await readFile(file, "utf8")).replace(/^\uFEFF/, ""));
    // Which domain it is for is known later; whether it can be read is the same for all.
    return readPasted(value, "example.com") ? ok(value) : failed(unfit(file, noRecords));
  } catch (fault) {
    return failed(fault instanceof SyntaxError ? unfit(file, noJson) : readingProblem(file, fault));
  }
}

const tooLarge: Text = {
  en: `is larger than ${limits.configBytesMax} bytes`,
  zh: `超过 ${limits.configBytesMax} 字节`,
};
const noJson: Text = { en: "is not JSON", zh: "不是 JSON" };
const noRecords: Text = { en: "holds no expected records that can be read", zh: "里没有可以读取的期望记录" };

function unfit(file: string, why: Text): Problem {
  return {
    code: "data-invalid",
    message: { en: `${file} ${why.en}.`, zh: `${file} ${why.zh}。` },
    hint: {
      en: 'Give what GetEmailIdentity answers: {"Type": "MX", "SendDomain": …, "ExpectedValue": …}, alone, in a list, or in the whole answer.',
      zh: '请给出 GetEmailIdentity 的返回内容：{"Type": "MX", "SendDomain": …, "ExpectedValue": …}，单个、列表或完整应答均可。',
    },
    file,
  };
}
