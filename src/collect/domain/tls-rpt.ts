import { isMeantForTlsRpt, readTlsRpt } from "../../parse/records/tls-rpt.ts";
import type { Slice } from "./asking.ts";

/** Whom the domain asks for reports on failed TLS (RFC 8460, 3). */
export const collectTlsRpt: Slice<"tlsRpt"> = async (asking) => {
  const name = `_smtp._tls.${asking.domain}`;
  const texts = await asking.textsAt(name, "TXT");
  if (typeof texts === "string") return texts;
  const records = texts.filter(({ text }) => isMeantForTlsRpt(text)).map((record) => ({ record, ...readTlsRpt(record.text) }));
  return { name, records };
};
