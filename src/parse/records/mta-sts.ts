import type { MtaSts, MtaStsFault } from "../../model/domain/mta-sts.ts";
import type { RecordFault, RecordReading } from "../../model/record.ts";
import { didYouMean } from "../../model/suggest.ts";
import { readTags, type Tag } from "./tag-list.ts";

type Fault = RecordFault<MtaStsFault>;

/** True for a text that was meant to be an MTA-STS record, well written or not. */
export function isMeantForMtaSts(text: string): boolean {
  return /^["\s]*v\s*=\s*(?:MTA-?)?STS|\bSTSv?\d/i.test(text);
}

const ID = /^[A-Za-z\d]{1,32}$/;

/** Reads an MTA-STS record (RFC 8461, 3.1): the version first, by the letter, then `id`. Other tags are extensions. */
export function readMtaSts(text: string): RecordReading<MtaSts, MtaStsFault> {
  const tags = readTags(text);
  const [first] = tags;
  const faults: Fault[] = [];
  // Senders drop a record that does not begin with these very bytes.
  if (!/^v=STSv1(?:[ \t]*;|[ \t]*$)/.test(text)) faults.push(versionFault(first));
  const rest = first && /^v$/i.test(first.name) ? tags.slice(1) : tags;
  const id = rest.find(({ name }) => name === "id");
  for (const tag of rest) if (tag !== id) faults.push(...tagFaults(tag));
  if (id === undefined) faults.push(idMissing(text, rest));
  else if (!ID.test(id.value))
    faults.push({ kind: "id-malformed", at: id.valueAt, written: id.value, suggestion: idFrom(id.value) });
  const value = faults.length === 0 && id ? { id: id.value } : undefined;
  return { value, faults: faults.sort((a, b) => a.at.start - b.at.start), repaired: repairedFrom(faults, id ?? meantId(rest)) };
}

function versionFault(first: Tag | undefined): Fault {
  const at = first === undefined ? { start: 0, end: 0 } : { start: 0, end: first.at.end };
  const written = first === undefined ? "" : first.name === "" ? first.value : `${first.name}=${first.value}`;
  return { kind: "version-wrong", at, written, suggestion: "v=STSv1" };
}

function tagFaults({ name, at }: Tag): readonly Fault[] {
  if (name === "") return [{ kind: "tag-malformed", at, written: "", suggestion: "" }];
  return name === "id" || name === "v" ? [{ kind: "tag-twice", at, written: name, suggestion: "" }] : [];
}

function idMissing(text: string, rest: readonly Tag[]): Fault {
  const meant = meantId(rest);
  return meant
    ? { kind: "id-missing", at: meant.nameAt, written: meant.name, suggestion: "id" }
    : { kind: "id-missing", at: { start: text.length, end: text.length }, written: "", suggestion: "id=" };
}

function meantId(rest: readonly Tag[]): Tag | undefined {
  return rest.find(({ name }) => name !== "v" && didYouMean(name, ["id"]) !== undefined);
}

function idFrom(value: string): string {
  return value.replace(/[^A-Za-z\d]/g, "").slice(0, 32);
}

function repairedFrom(faults: readonly Fault[], id: Tag | undefined): string | undefined {
  const mended = idFrom(id?.value ?? "");
  return faults.length === 0 || mended === "" ? undefined : `v=STSv1; id=${mended}`;
}
