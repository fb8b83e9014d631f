import { readFile, stat } from "node:fs/promises";
import type { Dns } from "../model/dns.ts";
import { limits } from "../model/limits.ts";
import { lineStarts, positionOf } from "../model/lines.ts";
import { failed, ok, type Problem, type Result } from "../model/result.ts";
import { readingProblem } from "./problems.ts";

/** Opens a source of DNS answers as a user names it: `live`, `zone:FILE` or `replay:FILE`. */
export async function openDns(source: string): Promise<Result<Dns>> {
  const [, kind, file] = /^(live|zone|replay)(?::([\s\S]+))?$/.exec(source) ?? [];
  if (kind === "live" && file === undefined) return ok((await import("./dns/live-dns.ts")).liveDns());
  if (kind === "zone" && file !== undefined) return dnsOfZone(file);
  if (kind === "replay" && file !== undefined) return dnsOfRecording(file);
  return failed({
    code: "usage-wrong",
    message: {
      en: `There is no source of DNS answers "${source.slice(0, 60)}".`,
      zh: `没有名为“${source.slice(0, 60)}”的 DNS 应答来源。`,
    },
    hint: { en: "Known are live, zone:FILE and replay:FILE.", zh: "可用 live、zone:文件 和 replay:文件。" },
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
  const more = problems.length - 1;
  return failed({
    code: "data-invalid",
    message: {
      en: `The zone file cannot be used: ${problem.message.en}${more > 0 ? ` (${more} more like it)` : ""}`,
      zh: `无法使用区域文件：${problem.message.zh}${more > 0 ? `（另有 ${more} 处同类问题）` : ""}`,
    },
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
    message: {
      en: `${file} is too large: more than ${limits.zoneBytesMax} bytes.`,
      zh: `${file} 过大，超过 ${limits.zoneBytesMax} 字节。`,
    },
    hint: { en: "Give only the zones that the messages need.", zh: "请只给出邮件需要的区域。" },
  };
}

function parsedJson(text: string): Result<unknown> {
  try {
    return ok(JSON.parse(text));
  } catch {
    return failed({
      code: "data-invalid",
      message: { en: "The recording of DNS answers is not JSON.", zh: "DNS 应答记录不是 JSON。" },
      hint: { en: "Check where it was cut off or edited.", zh: "请检查是否被截断或改动。" },
    });
  }
}
