import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { domainName } from "../parse/zone/domain-name.ts";
import { readingProblem } from "../platform/problems.ts";
import type { Job } from "./job.ts";

/** The domains of a run: those named, `-` for the lines of standard input, and the lines of a file; each as it is read. */
export async function* namedJobs(names: readonly string[], file: string | undefined): AsyncGenerator<Job> {
  for (const name of names) {
    if (name === "-") yield* jobsInLines(name, process.stdin);
    else yield jobNamed(name);
  }
  if (file !== undefined) yield* jobsInLines(file, file === "-" ? process.stdin : createReadStream(file));
}

/** A line is a domain; what follows a blank, comma or `#` is not read. */
async function* jobsInLines(name: string, stream: NodeJS.ReadableStream): AsyncGenerator<Job> {
  try {
    for await (const line of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) {
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

/** Longer than any name, so that a longer one is told. */
const LINE_UNITS_MAX = 1_000;

function jobNamed(written: string): Job {
  const name = domainName(written);
  return name.ok
    ? { from: "dns", as: "domain", name: name.value }
    : { from: "nowhere", as: "domain", name: written, problem: name.problem };
}
