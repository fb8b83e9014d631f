import { createReadStream, existsSync } from "node:fs";
import { truncate } from "node:fs/promises";
import * as v from "valibot";
import type { FailOn } from "../model/formats.ts";
import { failed, ok, type Problem, type Result } from "../model/result.ts";
import { severities } from "../model/rule.ts";
import type { Job } from "./job.ts";
import { type Worst, worse, worstOf } from "./judge-job.ts";
import { optionsDiffer, otherOptions, type RunOptions } from "./run-options.ts";
import type { Settings } from "./settings.ts";

/** What is left of a run, and what its earlier lines make of the exit code. */
export interface Resumed {
  readonly jobs: AsyncGenerator<Job>;
  readonly worst: Worst;
}

/** What the run goes on with. */
export interface ResumeRequest {
  readonly output: string;
  readonly options: RunOptions;
  readonly settings: Pick<Settings, "failOn" | "profile">;
}

/** Leaves out the jobs that an earlier run has written a line about, in their order, and cuts off a line it did not finish. */
export async function resumed(jobs: AsyncGenerator<Job>, request: ResumeRequest): Promise<Result<Resumed>> {
  const { output, options, settings } = request;
  if (!existsSync(output)) return ok({ jobs, worst: "none" });
  const problem = await otherOptions(output, options);
  if (problem) return failed(problem);
  const earlier = await writtenLines(output, settings.failOn);
  if ((earlier.profile ?? settings.profile) !== settings.profile) return failed(optionsDiffer(output, "--profile"));
  for (const [at, line] of earlier.files.entries()) {
    const { value: job } = await jobs.next();
    if (line !== job?.name) return failed(otherList(output, at + 1, line));
  }
  await truncate(output, earlier.bytes);
  return ok({ jobs, worst: earlier.worst });
}

interface Written {
  /** What each whole line is about; undefined for a line that is no report. */
  readonly files: readonly (string | undefined)[];
  readonly worst: Worst;
  /** The profile of the first report. */
  readonly profile: string | undefined;
  /** Bytes of the whole lines. */
  readonly bytes: number;
}

async function writtenLines(output: string, failOn: FailOn): Promise<Written> {
  const files: (string | undefined)[] = [];
  let worst: Worst = "none";
  let profile: string | undefined;
  let bytes = 0;
  let rest = Buffer.alloc(0);
  for await (const chunk of createReadStream(output)) {
    rest = Buffer.concat([rest, chunk]);
    let start = 0;
    for (let end = rest.indexOf(LINE_FEED); end !== -1; end = rest.indexOf(LINE_FEED, start)) {
      const line = lineOf(rest.toString("utf8", start, end));
      files.push(line?.file);
      profile ??= line?.profile;
      if (line) worst = worse(worst, line.error?.code === "tool-fault" ? "fault" : worstOf({ ...line, faults: [] }, failOn));
      bytes += end + 1 - start;
      start = end + 1;
    }
    rest = rest.subarray(start);
  }
  return { files, worst, profile, bytes };
}

const LINE_FEED = 0x0a;

/** What is read again of a line. */
const written = v.object({
  file: v.string(),
  profile: v.optional(v.string()),
  verdict: v.picklist(["fit", "unfit", "unjudged"]),
  findings: v.array(v.object({ severity: v.picklist(severities) })),
  error: v.optional(v.object({ code: v.string() })),
});

function lineOf(line: string): v.InferOutput<typeof written> | undefined {
  try {
    const parsed = v.safeParse(written, JSON.parse(line));
    return parsed.success ? parsed.output : undefined;
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
