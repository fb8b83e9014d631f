import type { CaaPart } from "../../model/domain/caa.ts";
import { limits } from "../../model/limits.ts";
import type { RecordText } from "../../model/record.ts";
import { registrableDomain } from "../../parse/text/organisation.ts";
import type { Slice } from "./asking.ts";

/** Who may issue the certificate of the MTA-STS host: the nearest CAA records above it say (RFC 8659, 3). Not asked without MTA-STS. */
export const collectCaa: Slice<"caa"> = async (asking) => {
  const policy = await asking.textsAt(`_mta-sts.${asking.domain}`, "TXT");
  if (typeof policy === "string") return policy;
  if (!policy.some(({ text }) => /^v=STSv1/i.test(text))) return "not-in-input";
  const host = `mta-sts.${asking.domain}`;
  const top = registrableDomain(asking.domain) ?? asking.domain;
  let level = host;
  for (let step = 0; step < limits.zoneLevelsMax; step++) {
    const texts = await asking.textsAt(level, "CAA");
    if (typeof texts === "string") return texts;
    if (texts.length > 0) return { host, records: texts.map(readCaa) };
    if (level === top) break;
    level = level.slice(level.indexOf(".") + 1);
  }
  return { host, records: [] };
};

function readCaa(record: RecordText): CaaPart["records"][number] {
  const [, tag = "", value = ""] = /^\d{1,3} +([^ ]{1,64}) +(.*)$/.exec(record.text) ?? [];
  return { record, tag: tag.toLowerCase(), value: value.replace(/^"|"$/g, "").trim() };
}
