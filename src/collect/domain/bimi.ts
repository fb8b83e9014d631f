import type { BimiPart } from "../../model/domain/bimi.ts";
import { isMeantForBimi, readBimi } from "../../parse/records/bimi.ts";
import { readSvg } from "../../parse/records/svg-tiny-ps.ts";
import { organisationOf } from "../../parse/text/organisation.ts";
import type { Asking, Slice } from "./asking.ts";

/** The logo of the domain, else of its organisation (draft-brand-indicators-for-message-identification-08, 7.2). */
export const collectBimi: Slice<"bimi"> = async (asking) => {
  const own = await recordsAt(asking, asking.domain);
  if (typeof own === "string") return own;
  const organisation = organisationOf(asking.domain);
  const above = own.records.length === 0 && organisation !== asking.domain ? await recordsAt(asking, organisation) : own;
  if (typeof above === "string") return above;
  const { logo } = asking.question;
  const found = above.records.length > 0 ? above : own;
  return { ...found, logo: logo === undefined ? undefined : { record: asking.fileOf("logo.svg", logo), ...readSvg(logo) } };
};

async function recordsAt(asking: Asking, domain: string): Promise<Pick<BimiPart, "name" | "records"> | "lookup-failed"> {
  const name = `default._bimi.${domain}`;
  const texts = await asking.textsAt(name, "TXT");
  if (typeof texts === "string") return "lookup-failed";
  const records = texts.filter(({ text }) => isMeantForBimi(text)).map((record) => ({ record, ...readBimi(record.text) }));
  return { name, records };
}
