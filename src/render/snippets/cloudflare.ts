import type { RecordEdit, Repair } from "../../model/domain/repair.ts";
import { textOf } from "../../model/record-value.ts";
import { quoted, splitValue } from "./records.ts";

type Value = RecordEdit["after"][number];

const note =
  "Cloudflare deletes a record by its id alone: list the zone's records, put the id in place of each of the deletes, and take this note out. / " +
  "Cloudflare 只按 id 删除记录：请先列出区域内的记录，把 deletes 的每一项换成对应的 id，并去掉此说明。";

/**
 * A batch for Cloudflare's API (`/zones/ID/dns_records/batch`). A record to take out is told by its content, with a
 * `note` that the call wants the `id` that a list of the zone's records gives for it.
 */
export function renderCloudflare({ edits }: Repair): string {
  const isIn = (value: Value, values: readonly Value[]): boolean => values.some((each) => textOf(each) === textOf(value));
  const deletes = edits.flatMap((edit) =>
    edit.before.filter((value) => !isIn(value, edit.after)).map((value) => recordOf(edit, value)),
  );
  const posts = edits.flatMap((edit) =>
    edit.after.filter((value) => !isIn(value, edit.before)).map((value) => recordOf(edit, value)),
  );
  return JSON.stringify({ ...(deletes.length > 0 && { note }), deletes, posts }, null, 2);
}

function recordOf({ name, type, ttlSeconds }: RecordEdit, value: Value): object {
  const { preference, host, strings } = splitValue(type, value);
  const common = { type, name, ttl: ttlSeconds };
  if (type === "TLSA") return { ...common, data: tlsaOf(strings.join("")) };
  const content = host ?? (type === "TXT" ? strings.map((string) => quoted(string, 10)).join(" ") : strings.join(""));
  return { ...common, content: content === "" ? "." : content, ...(preference !== undefined && { priority: preference }) };
}

/** Numbers that Cloudflare wants apart. */
function tlsaOf(text: string): object {
  const [usage = "", selector = "", matching = "", ...certificate] = text.split(" ");
  return {
    usage: Number(usage),
    selector: Number(selector),
    matching_type: Number(matching),
    certificate: certificate.join(""),
  };
}
