import type { DmarcRecordFault } from "../../model/domain/dmarc.ts";
import type { RecordFault } from "../../model/record.ts";
import type { Tag } from "./tag-list.ts";

type Fault = RecordFault<DmarcRecordFault>;

/** Values by tag, as RFC 9989, 4.7 lists them; `fo` takes several. */
const values: Readonly<Record<string, readonly string[]>> = {
  adkim: ["r", "s"],
  aspf: ["r", "s"],
  psd: ["y", "n", "u"],
  t: ["y", "n"],
};

/** What is wrong with the tags that are no policies and no addresses, or will surprise their author. */
export function optionFaults(tags: ReadonlyMap<string, Tag>): readonly Fault[] {
  const unknown = Object.entries(values).flatMap(([name, known]): readonly Fault[] => {
    const tag = tags.get(name);
    if (!tag || known.includes(tag.value.toLowerCase())) return [];
    return [{ kind: "value-unknown", at: tag.valueAt, written: `${name}=${tag.value}`, suggestion: known.join(" / ") }];
  });
  const t = tags.get("t");
  const testing: readonly Fault[] =
    t?.value.toLowerCase() === "y" ? [{ kind: "testing", at: t.at, written: "t=y", suggestion: "" }] : [];
  return [...unknown, ...testing, ...failureOptionFaults(tags)];
}

const failureOptions = ["0", "1", "d", "s"];

/** `fo` says which failures are reported to `ruf`; `0` and `1` exclude each other (RFC 9989, 4.7). */
function failureOptionFaults(tags: ReadonlyMap<string, Tag>): readonly Fault[] {
  const fo = tags.get("fo");
  if (!fo) return [];
  const words = fo.value.split(":").map((word) => word.trim().toLowerCase());
  const { at, value } = fo;
  if (words.some((word) => !failureOptions.includes(word)))
    return [{ kind: "value-unknown", at, written: `fo=${value}`, suggestion: failureOptions.join(" / ") }];
  if (words.includes("0") && words.includes("1"))
    return [{ kind: "options-conflict", at, written: `fo=${value}`, suggestion: "fo=1" }];
  return tags.has("ruf") ? [] : [{ kind: "options-unused", at, written: `fo=${value}`, suggestion: "" }];
}
