import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { asItIs } from "../model/language.ts";
import { failed, ok, type Problem, type Result } from "../model/result.ts";
import { codeOf } from "../platform/problems.ts";

/** Where reports go. */
export interface Output {
  /** Resolves when more may be written: a slow reader slows the run, and nothing piles up in memory. */
  readonly write: (text: string) => Promise<void>;
  /** Undefined when all was written; a reader that went away has what it wanted. */
  readonly end: () => Promise<Problem | undefined>;
  /** True once the reader has gone away. */
  readonly isClosed: () => boolean;
}

/** Standard output, or a file, written anew or behind what it holds. */
export async function openOutput(file: string | undefined, way: "anew" | "append" = "anew"): Promise<Result<Output>> {
  const stream = file === undefined ? process.stdout : createWriteStream(file, { flags: way === "append" ? "a" : "w" });
  let closed = false;
  let fault: unknown;
  /** All who wait for room; they listen through one listener, which a slow reader cannot multiply. */
  const waiting: (() => void)[] = [];
  const go = (): void => {
    for (const resolve of waiting.splice(0)) resolve();
  };
  stream.on("drain", go).on("close", go);
  stream.on("error", (error) => {
    closed = true;
    fault = error;
    go();
  });
  if (file !== undefined) {
    await Promise.race([once(stream, "open").catch(() => undefined), new Promise((resolve) => stream.once("error", resolve))]);
    if (fault !== undefined) return failed(unwritable(file, fault));
  }
  return ok({
    write: async (text) => {
      if (closed || stream.write(text)) return;
      await new Promise<void>((resolve) => waiting.push(resolve));
    },
    end: async () => {
      if (file !== undefined && !closed) {
        stream.end();
        await once(stream, "close").catch(() => undefined);
      }
      return fault === undefined || codeOf(fault) === "EPIPE" ? undefined : unwritable(file, fault);
    },
    isClosed: () => closed,
  });
}

/** The problem of a file, or of standard output, that cannot be written. */
export function unwritable(file: string | undefined, fault: unknown): Problem {
  const name = file === undefined ? { en: "Standard output", zh: "标准输出" } : asItIs(file);
  return {
    code: "output-unwritable",
    message: { en: `${name.en} cannot be written (${codeOf(fault)}).`, zh: `无法写入 ${name.zh}（${codeOf(fault)}）。` },
    hint: { en: "Check the folder, its permissions and the space left.", zh: "请检查文件夹、权限和剩余空间。" },
  };
}
