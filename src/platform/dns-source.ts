import { readFile, stat } from "node:fs/promises";
import type { Dns } from "../model/dns.ts";
import { limits } from "../model/limits.ts";
import { lineStarts, positionOf } from "../model/lines.ts";
import { failed, ok, type Problem, type Result } from "../model/result.ts";
import { readingProblem } from "./problems.ts";

/** Opens a source of DNS answers as a user names it: `live`, `zone:FILE` or `replay:FILE`. */
export async function openDns(source: string): Promise<Result<Dns>> {
  const [, kind, file] = /^(live|zone|replay)(?::([\s\S]+))?$/.exec(source) ?? [];
  if (kind === "live" && file === undefined) return ok((await import("./live-dns.ts")).liveDns());
  if (kind === "zone" && file !== undefined) return dnsOfZone(file);
  if (kind === "replay" && file !== undefined) return dnsOfRecording(file);
  return failed({
    code: "usage-wrong",
    message: `There is no source of DNS answers "${source.slice(0, 60)}".`,
    hint: "Known are live, zone:FILE and replay:FILE.",
  });
}

async function dnsOfZone(file: string): Promise<Result<Dns>> {
  const text = await textOf(file);
  if (!text.ok) return text;
  const { readZone } = await import("../parse/zone/read-zone.ts");
  const { zoneDns } = await import("../collect/zone-dns.ts");
  const { zone, problems } = readZone(text.value);
  const [problem] = problems;
  if (!problem) return ok(zoneDns(zone));
  const more = problems.length > 1 ? ` (${problems.length - 1} more like it)` : "";
  return failed({
    code: "data-invalid",
    message: `The zone file cannot be used: ${problem.message}${more}`,
    hint: problem.hint,
    file,
    at: positionOf(lineStarts(text.value), problem.at.start, text.value),
  });
}

async function dnsOfRecording(file: string): Promise<Result<Dns>> {
  const text = await textOf(file);
  if (!text.ok) return text;
  const value = parsedJson(text.value);
  if (!value.ok) return failed({ ...value.problem, file });
  const { replayDns } = await import("../collect/replay-dns.ts");
  const dns = replayDns(value.value);
  return dns.ok ? dns : failed({ ...dns.problem, file });
}

async function textOf(file: string): Promise<Result<string>> {
  try {
    const { size } = await stat(file);
    return size > limits.zoneBytesMax ? failed(tooLarge(file)) : ok((await readFile(file, "utf8")).replace(/^\uFEFF/, ""));
  } catch (fault) {
    return failed(readingProblem(file, fault));
  }
}

function tooLarge(file: string): Problem {
  return {
    code: "input-too-large",
    message: `${file} is too large: more than ${limits.zoneBytesMax} bytes.`,
    hint: "Give only the zones that the messages need.",
  };
}

function parsedJson(text: string): Result<unknown> {
  try {
    return ok(JSON.parse(text));
  } catch {
    return failed({
      code: "data-invalid",
      message: "The recording of DNS answers is not JSON.",
      hint: "Check where it was cut off or edited.",
    });
  }
}
