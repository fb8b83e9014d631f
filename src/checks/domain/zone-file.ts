import * as v from "valibot";
import type { Check, ReadParts } from "../../model/check.ts";
import type { ZoneFault } from "../../model/domain/zone-file.ts";
import { excerpt } from "../../model/excerpt.ts";
import type { RecordText } from "../../model/record.ts";
import { asWritten, params } from "../params.ts";
import { whole } from "./whole.ts";

interface ZoneFaultParams {
  readonly kinds: readonly ZoneFault[];
}

const kind = v.picklist(["owner-doubled", "target-doubled", "alias-not-alone", "delegated", "text-cut"]);
const schema: v.GenericSchema<unknown, ZoneFaultParams> = v.strictObject({ kinds: v.pipe(v.array(kind), v.minLength(1)) });

/** Finds what the author of a zone file cannot have meant. */
export const zoneFault: Check<"zoneFile", ZoneFaultParams> = {
  name: "zone-fault",
  part: "zoneFile",
  facts: ["name", "type", "kind", "written", "suggestion"],
  parseParams: params(schema, asWritten),
  run: ({ faults }, { kinds }, others) => {
    const told = toldBesides(others);
    return faults
      .filter((fault) => kinds.includes(fault.kind) && !told.has(keyOf(fault.record)))
      .map(({ kind: found, record, written, suggestion }) => ({
        facts: { name: record.name, type: record.type, kind: found, written: excerpt(written), suggestion },
        at: whole(record),
      }));
  },
};

/** Records at a wrong name of which a rule says where they belong. */
function toldBesides({ dmarc, dkim, expected }: ReadParts): ReadonlySet<string> {
  const keys = dkim?.selectors.filter(({ state }) => state === "doubled").flatMap(({ texts }) => texts) ?? [];
  const asked = expected?.providers.flatMap(({ records }) => records.flatMap(({ elsewhere }) => elsewhere ?? [])) ?? [];
  const misplaced = dmarc?.misplaced.slice(0, 1) ?? [];
  return new Set([...keys, ...[...asked, ...misplaced].map(({ record }) => record)].map(keyOf));
}

function keyOf({ name, type, text }: RecordText): string {
  return `${name} ${type} ${text}`;
}
