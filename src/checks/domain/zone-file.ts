import * as v from "valibot";
import type { Check } from "../../model/check.ts";
import type { ZoneFault } from "../../model/domain/zone-file.ts";
import { excerpt } from "../../model/excerpt.ts";
import { asWritten, params } from "../params.ts";
import { whole } from "./whole.ts";

interface ZoneFaultParams {
  readonly kinds: readonly ZoneFault[];
}

const kind = v.picklist(["owner-doubled", "target-doubled", "alias-not-alone", "text-cut"]);
const schema: v.GenericSchema<unknown, ZoneFaultParams> = v.strictObject({ kinds: v.pipe(v.array(kind), v.minLength(1)) });

/** Finds what the author of a zone file cannot have meant. */
export const zoneFault: Check<"zoneFile", ZoneFaultParams> = {
  name: "zone-fault",
  part: "zoneFile",
  facts: ["name", "type", "kind", "written", "suggestion"],
  parseParams: params(schema, asWritten),
  run: ({ faults }, { kinds }) =>
    faults
      .filter((fault) => kinds.includes(fault.kind))
      .map(({ kind: found, record, written, suggestion }) => ({
        facts: { name: record.name, type: record.type, kind: found, written: excerpt(written), suggestion },
        at: whole(record),
      })),
};
