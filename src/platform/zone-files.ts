import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, isAbsolute, join } from "node:path";
import { limits } from "../model/limits.ts";
import { lineStarts, positionOf } from "../model/lines.ts";
import { failed, ok, type Problem, type Result } from "../model/result.ts";
import type { Zone } from "../model/zone.ts";
import { readOctodns } from "../parse/zone/read-octodns.ts";
import { type Include, readZone, type ZoneProblem, type ZoneReading, type ZoneText } from "../parse/zone/read-zone.ts";
import { readingProblem } from "./problems.ts";
import { regularSize } from "./regular.ts";

/**
 * Reads the zone in a file, or the zones of a folder as one: master files, and `*.yaml` as octoDNS keeps them, each named
 * after its zone. Of a folder those files are read that end in `.zone`, `.db` or `.yaml`, or begin with `db.`.
 */
export function readZoneFiles(path: string): Result<Zone> {
  const files = filesAt(path);
  if (!files.ok) return files;
  const records: Zone["records"][number][] = [];
  const names = new Set<string>();
  const covered = new Set<string>();
  const flattened = new Set<string>();
  const reader = new TextReader();
  for (const file of files.value) {
    const text = reader.read(file);
    if (!text.ok) return text;
    const { zone, problems } = readingOf(text.value, reader);
    const [problem] = problems;
    if (problem) return failed(told(problem, problems.length - 1));
    for (const record of zone.records) records.push(record);
    for (const name of zone.names) names.add(name);
    for (const name of zone.covered) covered.add(name);
    for (const name of zone.flattened ?? []) flattened.add(name);
  }
  return ok({ records, names: [...names], covered: [...covered], flattened: [...flattened] });
}

function readingOf(source: ZoneText & { readonly file: string }, reader: TextReader): ZoneReading {
  const zoneName = /^(.+)\.ya?ml$/i.exec(basename(source.file))?.[1];
  return zoneName === undefined ? readZone(source, reader.include) : readOctodns(source, zoneName);
}

function filesAt(path: string): Result<readonly string[]> {
  try {
    if (!statSync(path).isDirectory()) return ok([path]);
    const files = readdirSync(path, { withFileTypes: true })
      .filter((entry) => !entry.isDirectory() && /^db\.|\.(?:zone|db|ya?ml)$/i.test(entry.name))
      .map(({ name }) => join(path, name))
      .sort();
    return files.length === 0 || files.length > limits.zoneFilesMax ? failed(wrongFolder(path, files.length)) : ok(files);
  } catch (fault) {
    return failed(readingProblem(path, fault));
  }
}

/** Reads texts until they are too many bytes in all. */
class TextReader {
  private bytesLeft: number = limits.zoneBytesMax;

  /** A path in a zone file is one beside that file. */
  readonly include: Include = (path, from) => {
    const text = this.read(isAbsolute(path) || from === undefined ? path : join(dirname(from), path));
    return text.ok ? text.value : [text.problem.message, text.problem.hint];
  };

  read(file: string): Result<ZoneText & { readonly file: string }> {
    try {
      this.bytesLeft -= regularSize(statSync(file));
      return this.bytesLeft < 0 ? failed(tooLarge(file)) : ok({ file, text: readFileSync(file, "utf8").replace(/^\uFEFF/, "") });
    } catch (fault) {
      return failed(readingProblem(file, fault));
    }
  }
}

function told(problem: ZoneProblem, more: number): Problem {
  const { file, text } = problem.source;
  return {
    code: "data-invalid",
    message: {
      en: `The zone file cannot be used: ${problem.message.en}${more > 0 ? ` (${more} more like it)` : ""}`,
      zh: `无法使用区域文件：${problem.message.zh}${more > 0 ? `（另有 ${more} 处同类问题）` : ""}`,
    },
    hint: problem.hint,
    ...(file !== undefined && { file }),
    at: positionOf(lineStarts(text), problem.at.start, text),
  };
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

function wrongFolder(path: string, count: number): Problem {
  return {
    code: count === 0 ? "directory-empty" : "input-too-large",
    message:
      count === 0
        ? { en: `There is no zone file in ${path}.`, zh: `${path} 中没有区域文件。` }
        : {
            en: `${path} has more than ${limits.zoneFilesMax} zone files.`,
            zh: `${path} 中的区域文件超过 ${limits.zoneFilesMax} 个。`,
          },
    hint: { en: "Zone files are named *.zone, *.db, db.* or *.yaml.", zh: "区域文件的名称为 *.zone、*.db、db.* 或 *.yaml。" },
  };
}
