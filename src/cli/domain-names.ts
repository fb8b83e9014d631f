import { createReadStream } from "node:fs";
import { limits } from "../model/limits.ts";
import type { Problem } from "../model/result.ts";
import { domainName } from "../parse/zone/domain-name.ts";
import { readingProblem } from "../platform/problems.ts";
import type { Job } from "./job.ts";

/** The domains of a run: those named, `-` for the lines of standard input, and the lines of a file; each as it is read. */
export async function* namedJobs(names: readonly string[], file: string | undefined): AsyncGenerator<Job> {
  let count = 0;
  for await (const job of allJobs(names, file)) {
    count++;
    yield job;
  }
  if (count === 0) yield { from: "nowhere", as: "domain", name: file ?? names[0] ?? "-", problem: noNames };
}

async function* allJobs(names: readonly string[], file: string | undefined): AsyncGenerator<Job> {
  for (const name of names) {
    if (name === "-") yield* jobsInLines(name, process.stdin);
    else yield jobNamed(name);
  }
  if (file !== undefined) yield* jobsInLines(file, file === "-" ? process.stdin : createReadStream(file));
}

/** A line is a domain; what follows a blank, comma or `#` is not read. */
async function* jobsInLines(name: string, stream: NodeJS.ReadableStream): AsyncGenerator<Job> {
  try {
    for await (const line of linesOf(stream)) {
      if (line.length > limits.namesLineUnitsMax) {
        yield { from: "nowhere", as: "domain", name, problem: lineTooLong(name) };
        return;
      }
      const [word = ""] = line
        .trim()
        .slice(0, LINE_UNITS_MAX)
        .split(/[\s,#]/, 1);
      if (word !== "") yield jobNamed(word);
    }
  } catch (fault) {
    yield { from: "nowhere", as: "domain", name, problem: readingProblem(name, fault) };
  }
}

/** The lines of a stream; a line that never ends is given out once it is too long, and nothing after it is of use. */
async function* linesOf(stream: NodeJS.ReadableStream): AsyncGenerator<string> {
  stream.setEncoding("utf8");
  let rest = "";
  for await (const chunk of stream) {
    const lines = (rest + String(chunk)).split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? "";
    yield* lines;
    if (rest.length > limits.namesLineUnitsMax) break;
  }
  yield rest;
}

/** Longer than any name, so that a longer one is told. */
const LINE_UNITS_MAX = 1_000;

function jobNamed(written: string): Job {
  const name = domainName(written);
  return name.ok
    ? { from: "dns", as: "domain", name: name.value }
    : { from: "nowhere", as: "domain", name: written, problem: name.problem };
}

function lineTooLong(name: string): Problem {
  return {
    code: "input-too-large",
    message: {
      en: `${name} has a line of more than ${limits.namesLineUnitsMax} characters, and is not read any further.`,
      zh: `${name} 有一行超过 ${limits.namesLineUnitsMax} 个字符，不再继续读取。`,
    },
    hint: { en: "Give a list with one domain a line.", zh: "请给出每行一个域名的列表。" },
  };
}

/** The problem of a run that is about nothing. */
export const noNames: Problem = {
  code: "usage-wrong",
  message: { en: "No domain was named.", zh: "没有指定域名。" },
  hint: {
    en: "Name domains, or a file of them, one a line: mailworthy domain example.com, mailworthy domain --names FILE",
    zh: "请写出域名，或给出每行一个域名的文件：mailworthy domain example.com，mailworthy domain --names 文件",
  },
};
