import * as v from "valibot";
import type { Check } from "../../model/check.ts";
import type { PartName, Parts } from "../../model/document.ts";
import { asRead, excerpt, visible } from "../../model/excerpt.ts";
import type { FileText, RecordReading } from "../../model/record.ts";
import { asWritten, params } from "../params.ts";
import { isCut } from "./cut-text.ts";

/** Which kinds of fault a rule is about. */
export interface FaultParams<Kind> {
  readonly kinds: readonly Kind[];
}

/** A record of the DNS or a file, with its faults. */
interface JudgedText<Kind extends string> extends RecordReading<unknown, Kind> {
  readonly record: FileText;
}

interface FaultCheck<P extends PartName, Kind extends string> {
  readonly name: string;
  readonly part: P;
  /** Every kind, so that the compiler asks for a new one. */
  readonly kinds: Readonly<Record<Kind, true>>;
  readonly recordsOf: (part: Parts[P]) => readonly JudgedText<Kind>[];
}

/** Makes the check that finds faults of some kinds in the records of one part. */
export function recordFault<P extends PartName, Kind extends string>({
  name,
  part,
  kinds,
  recordsOf,
}: FaultCheck<P, Kind>): Check<P, FaultParams<Kind>> {
  const kind = v.custom<Kind>((value) => typeof value === "string" && Object.hasOwn(kinds, value), "must be a kind of fault");
  const schema: v.GenericSchema<unknown, FaultParams<Kind>> = v.strictObject({ kinds: v.pipe(v.array(kind), v.minLength(1)) });
  return {
    name,
    part,
    facts: ["name", "kind", "written", "suggestion", "repaired"],
    parseParams: params(schema, asWritten),
    run: (found, sought, others) => {
      const records = recordsOf(found);
      const judged = records.filter(({ record }) => !isCut(record, others));
      const hits = judged.flatMap((record) => hitsIn(record, sought.kinds));
      return hits.length === 0 && judged.length < records.length ? "record-unusable" : hits;
    },
  };
}

function hitsIn<Kind extends string>({ record, faults, repaired = "" }: JudgedText<Kind>, kinds: readonly Kind[]) {
  return faults
    .filter(({ kind }) => kinds.includes(kind))
    .map(({ kind, at, written, suggestion }) => ({
      facts: { name: record.name, kind, written: excerpt(visible(asRead(written))), suggestion: excerpt(suggestion), repaired },
      at: { source: record.source, ...at },
    }));
}
