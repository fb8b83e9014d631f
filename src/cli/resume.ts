import { createReadStream, existsSync } from "node:fs";
import { truncate } from "node:fs/promises";
import { failed, ok, type Problem, type Result } from "../model/result.ts";
import type { Job } from "./job.ts";

/** Leaves out the jobs that an earlier run has written a line about, in their order, and cuts off a line it did not finish. */
export async function resumed(jobs: AsyncGenerator<Job>, output: string): Promise<Result<AsyncGenerator<Job>>> {
  if (!existsSync(output)) return ok(jobs);
  const written = await writtenLines(output);
  for (const [at, line] of written.files.entries()) {
    const { value: job } = await jobs.next();
    if (line !== job?.name) return failed(otherList(output, at + 1, line));
  }
  await truncate(output, written.bytes);
  return ok(jobs);
}

interface Written {
  /** What each whole line is about; undefined for a line that is no report. */
  readonly files: readonly (string | undefined)[];
  /** Bytes of the whole lines. */
  readonly bytes: number;
}

async function writtenLines(output: string): Promise<Written> {
  const files: (string | undefined)[] = [];
  let bytes = 0;
  let rest = Buffer.alloc(0);
  for await (const chunk of createReadStream(output)) {
    rest = Buffer.concat([rest, chunk]);
    let start = 0;
    for (let end = rest.indexOf(LINE_FEED); end !== -1; end = rest.indexOf(LINE_FEED, start)) {
      files.push(fileOf(rest.toString("utf8", start, end)));
      bytes += end + 1 - start;
      start = end + 1;
    }
    rest = rest.subarray(start);
  }
  return { files, bytes };
}

const LINE_FEED = 0x0a;

function fileOf(line: string): string | undefined {
  try {
    const report: unknown = JSON.parse(line);
    const file: unknown = typeof report === "object" && report !== null ? Reflect.get(report, "file") : undefined;
    return typeof file === "string" ? file : undefined;
  } catch {
    return undefined;
  }
}

function otherList(output: string, line: number, file: string | undefined): Problem {
  const about = file ?? "";
  return {
    code: "usage-wrong",
    message: {
      en: `The run cannot go on: line ${line} of ${output} is not about the name at that place${about === "" ? "" : ` but about ${about}`}.`,
      zh: `无法继续：${output} 第 ${line} 行对应的不是列表中同一位置的域名${about === "" ? "" : `，而是 ${about}`}。`,
    },
    hint: {
      en: "Give the same names in the same order, or another --output.",
      zh: "请按原来的顺序给出同样的域名，或指定另一个 --output。",
    },
  };
}
