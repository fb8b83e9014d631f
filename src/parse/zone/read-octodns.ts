import { type DnsRecord, type DnsType, dnsTypes } from "../../model/dns.ts";
import { excerpt } from "../../model/excerpt.ts";
import { limits } from "../../model/limits.ts";
import { lineStarts, positionOf } from "../../model/lines.ts";
import { readYaml, type YamlReading } from "../yaml/read-yaml.ts";
import { nameFault, plainName } from "./names.ts";
import { octodnsValues } from "./octodns-values.ts";
import type { ZoneProblem, ZoneReading, ZoneText } from "./read-zone.ts";
import { isFlattened, isPassedOver } from "./types.ts";
import { tooMany, wrongType } from "./zone-texts.ts";

type Path = readonly (string | number)[];

/** Problems that are told; the first is what a reader mends first. */
const PROBLEMS_MAX = 20;
/** octoDNS's own default. */
const TTL_SECONDS = 3_600;

/**
 * Reads a zone as octoDNS keeps it: YAML, records by their name below the zone, `''` for the zone itself, one record or a
 * list of them at a name. Types that are not asked for are passed over. Never throws.
 */
export function readOctodns(source: ZoneText, zoneName: string): ZoneReading {
  const reader = new OctodnsReader(source, plainName(zoneName));
  reader.read();
  return {
    zone: { records: reader.records, names: [...reader.names], covered: [plainName(zoneName)], flattened: [...reader.flattened] },
    problems: reader.problems,
  };
}

class OctodnsReader {
  readonly records: DnsRecord[] = [];
  readonly names = new Set<string>();
  readonly flattened = new Set<string>();
  readonly problems: ZoneProblem[] = [];
  private readonly source: ZoneText;
  private readonly zone: string;
  private readonly yaml: YamlReading;
  private readonly starts: readonly number[];

  constructor(source: ZoneText, zone: string) {
    this.source = source;
    this.zone = zone;
    this.yaml = readYaml(source.text);
    this.starts = lineStarts(source.text);
  }

  read(): void {
    const { faults, value } = this.yaml;
    for (const { message, at } of faults.slice(0, PROBLEMS_MAX))
      this.problems.push({
        message: { en: `The YAML cannot be read: ${message}`, zh: `无法读取 YAML：${message}` },
        hint: { en: "Mend the file there.", zh: "请修正该处。" },
        // The library puts what is missing behind the end.
        at: { start: Math.min(at.start, this.source.text.length), end: Math.min(at.end, this.source.text.length) },
        source: this.source,
      });
    if (faults.length > 0) return;
    if (!isMapping(value)) return this.problem([], "The file is no mapping of names to records.", "文件不是名称到记录的映射。");
    for (const [label, given] of Object.entries(value)) {
      const list: readonly unknown[] = Array.isArray(given) ? given : [given];
      for (const [at, each] of list.entries()) this.record(label, each, Array.isArray(given) ? [label, at] : [label]);
      if (this.records.length > limits.zoneRecordsMax) return this.told(tooMany[0], tooMany[1], [label]);
      if (this.problems.length >= PROBLEMS_MAX) return;
    }
  }

  private record(label: string, given: unknown, path: Path): void {
    const name = label === "" ? this.zone : `${plainName(label)}.${this.zone}`;
    if (nameFault(name) !== undefined || /[\s\0]/.test(name))
      return this.problem(path, `"${excerpt(name)}" is no name of the DNS.`, `“${excerpt(name)}”不是 DNS 名称。`);
    if (!isMapping(given)) return this.problem(path, "This is no record.", "这不是记录。");
    if (typeof given["type"] !== "string") return this.problem(path, "The record has no type.", "记录没有类型。");
    const written = given["type"].toUpperCase();
    const type = dnsTypes.find((each) => each === written);
    if (type === undefined && !isPassedOverHere(written)) return this.told(...wrongType(given["type"]), [...path, "type"]);
    this.names.add(name);
    if (isFlattened(written)) this.flattened.add(name);
    if (type !== undefined) this.typed(name, type, given, path);
  }

  private typed(name: string, type: DnsType, given: Mapping, path: Path): void {
    const { ttl = TTL_SECONDS } = given;
    if (typeof ttl !== "number" || !Number.isInteger(ttl) || ttl < 0)
      return this.problem([...path, "ttl"], "This is no time to live.", "这不是有效的生存时间。");
    this.values(name, type, ttl, given, path);
  }

  private values(name: string, type: DnsType, ttlSeconds: number, given: Mapping, path: Path): void {
    const { key, values } = valuesIn(given);
    if (values.length === 0) return this.problem(path, `The ${type} record has no value.`, `${type} 记录没有值。`);
    for (const [at, each] of values.entries()) {
      const place = key === "values" ? [...path, key, at] : [...path, key];
      const value = octodnsValues[type](each, this.zone);
      if (value === undefined) this.problem(place, `The value does not fit ${type}.`, `值与 ${type} 类型不符。`);
      else this.records.push({ type, name, ttlSeconds, value, ...this.placeOf(place) });
    }
  }

  private placeOf(path: Path): Pick<DnsRecord, "writtenAt"> {
    const { file, text } = this.source;
    if (file === undefined) return {};
    return { writtenAt: { file, line: positionOf(this.starts, this.yaml.placeOf(path).start, text).line } };
  }

  private problem(path: Path, en: string, zh: string): void {
    this.told(
      { en, zh },
      {
        en: "Write it as octoDNS does: name, type, ttl, value or values.",
        zh: "请按 octoDNS 的写法：名称、type、ttl、value 或 values。",
      },
      path,
    );
  }

  private told(message: ZoneProblem["message"], hint: ZoneProblem["hint"], path: Path): void {
    if (this.problems.length < PROBLEMS_MAX)
      this.problems.push({ message, hint, at: this.yaml.placeOf(path), source: this.source });
  }
}

/** Types of the DNS that nothing here asks for, and those that octoDNS has of its own: `PROVIDER/TYPE` and `URLFWD`. */
function isPassedOverHere(written: string): boolean {
  return isPassedOver(written) || written === "URLFWD" || /^[A-Z][A-Z\d]{0,30}\/[A-Z][A-Z\d_-]{0,30}$/.test(written);
}

type Mapping = Readonly<Record<string, unknown>>;

function isMapping(value: unknown): value is Mapping {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function valuesIn(given: Mapping): { readonly key: "value" | "values"; readonly values: readonly unknown[] } {
  const { values, value } = given;
  if (Array.isArray(values)) return { key: "values", values };
  return { key: "value", values: value === undefined || value === null ? [] : [value] };
}
