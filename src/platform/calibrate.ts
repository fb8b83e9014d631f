import { open } from "node:fs/promises";
import { limits } from "../model/limits.ts";
import { failed, ok, type Problem, type Result } from "../model/result.ts";
import { calibrate } from "../simulate/calibrate/calibrate.ts";
import { readLog } from "../simulate/calibrate/read-log.ts";
import type { Calibrated } from "./calibrate-log.ts";
import { unreadable } from "./problems.ts";
import { readStream } from "./read-input.ts";
import { regularSize } from "./regular.ts";
import { shippedWorldTables } from "./world-files.ts";

/** Fits the model to a log in a file, or to one from standard input under the name `-`. */
export async function calibrateFile(file: string): Promise<Calibrated> {
  const text = file === "-" ? await piped(file) : await textOf(file);
  return text.ok ? calibrateText(text.value, file) : { ok: false, problems: [text.problem] };
}

/** The same for a text that was read already; problems call it by the name. */
export function calibrateText(text: string, file: string): Calibrated {
  const sizeBytes = Buffer.byteLength(text);
  if (sizeBytes > limits.sendsLogBytesMax) return { ok: false, problems: [tooLarge(file, sizeBytes)] };
  const tables = shippedWorldTables();
  if (!tables.ok) return { ok: false, problems: [tables.problem] };
  const log = readLog(text);
  if (!log.ok) return { ok: false, problems: [{ ...log.problem, file }] };
  const problems = log.value.problems.map((problem) => ({ ...problem, file }));
  if (log.value.rows.length === 0) return { ok: false, problems: [...problems, noRow(file)] };
  return { ok: true, value: calibrate({ ...log.value, problems }, tables.value) };
}

/** The text of a log, as much of it as is read at all. */
async function textOf(file: string): Promise<Result<string>> {
  try {
    const handle = await open(file);
    try {
      const size = regularSize(await handle.stat());
      if (size > limits.sendsLogBytesMax) return failed(tooLarge(file, size));
      return decoded(file, await handle.readFile());
    } finally {
      await handle.close();
    }
  } catch (fault) {
    return failed(unreadable(file, fault));
  }
}

async function piped(name: string): Promise<Result<string>> {
  const { bytes, sizeBytes } = await readStream(process.stdin, limits.sendsLogBytesMax);
  return bytes === undefined ? failed(tooLarge(name, sizeBytes)) : decoded(name, Buffer.from(bytes));
}

function decoded(file: string, bytes: Buffer): Result<string> {
  // A NUL is in no text of UTF-8 that anybody writes, and in every second byte of UTF-16.
  return bytes.includes(0) ? failed(noText(file)) : ok(bytes.toString("utf8"));
}

function tooLarge(file: string, sizeBytes: number): Problem {
  return {
    code: "input-too-large",
    message: {
      en: `The log has ${sizeBytes} bytes; at most ${limits.sendsLogBytesMax} are read.`,
      zh: `日志有 ${sizeBytes} 字节，最多读取 ${limits.sendsLogBytesMax} 字节。`,
    },
    hint: {
      en: "Give one row for each day, domain, IP pool and provider, of the latest days alone.",
      zh: "请按日期、域名、IP 池和邮箱服务商各汇总为一行，并只给出最近的日期。",
    },
    file,
  };
}

function noText(file: string): Problem {
  return {
    code: "input-binary",
    message: { en: "The file is no text in UTF-8.", zh: "该文件不是 UTF-8 文本。" },
    hint: { en: "Save the sheet as CSV in UTF-8.", zh: "请把表格另存为 UTF-8 编码的 CSV。" },
    file,
  };
}

function noRow(file: string): Problem {
  return {
    code: "data-invalid",
    message: { en: "The log has no row that can be used.", zh: "日志中没有可用的行。" },
    hint: { en: "Give a row for each day, domain, IP pool and provider.", zh: "请按日期、域名、IP 池和邮箱服务商各写一行。" },
    file,
  };
}
