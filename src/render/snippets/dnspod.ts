import type { RecordEdit, Repair } from "../../model/domain/repair.ts";
import { textOf } from "../../model/record-value.ts";
import { dotted, relativeName, splitValue } from "./records.ts";

const note =
  "DeleteRecord takes a record by its RecordId alone: look it up with DescribeRecordList, and put it in place of this note. / " +
  "DeleteRecord 只按 RecordId 删除：请用 DescribeRecordList 查到后，替换此说明。";

/**
 * Calls of DNSPod's API (version 2021-03-23), in order. A record to take out is told by its value, with a `note` that
 * DeleteRecord wants the RecordId that DescribeRecordList gives for it. DNSPod takes a text whole and cuts it into strings by itself.
 */
export function renderDnspod({ zone, edits }: Repair): string {
  return JSON.stringify(
    edits.flatMap((edit) => callsFor(edit, zone)),
    null,
    2,
  );
}

function callsFor(edit: RecordEdit, zone: string): readonly object[] {
  const isSame = (a: RecordEdit["after"][number], b: RecordEdit["after"][number]): boolean => textOf(a) === textOf(b);
  const gone = edit.before.filter((value) => !edit.after.some((each) => isSame(each, value)));
  const fresh = edit.after.filter((value) => !edit.before.some((each) => isSame(each, value)));
  return [
    ...gone.map((value) => callOf("DeleteRecord", edit, zone, value)),
    ...fresh.map((value) => callOf("CreateRecord", edit, zone, value)),
  ];
}

function callOf(
  action: "CreateRecord" | "DeleteRecord",
  { name, type, ttlSeconds }: RecordEdit,
  zone: string,
  value: RecordEdit["after"][number],
): object {
  const { preference, host, strings } = splitValue(type, value);
  return {
    Action: action,
    ...(action === "DeleteRecord" && { note }),
    Domain: zone,
    SubDomain: relativeName(name, zone),
    RecordType: type,
    RecordLine: "默认",
    Value: host === undefined ? strings.join("") : dotted(host),
    ...(preference !== undefined && { MX: preference }),
    TTL: ttlSeconds,
  };
}
