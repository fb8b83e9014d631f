import type { BimiPart, MarkCertificateView } from "../../model/domain/bimi.ts";
import { limits } from "../../model/limits.ts";
import { isMeantForBimi, readBimi } from "../../parse/records/bimi.ts";
import { type MarkCertificate, readMarkCertificate } from "../../parse/records/mark-certificate.ts";
import { readSvg } from "../../parse/records/svg-tiny-ps.ts";
import { organisationOf } from "../../parse/text/organisation.ts";
import type { Asking, Slice } from "./asking.ts";
import { gunzip } from "./gunzip.ts";

/** The logo of the domain, else of its organisation (draft-brand-indicators-for-message-identification-08, 7.2). */
export const collectBimi: Slice<"bimi"> = async (asking) => {
  const own = await recordsAt(asking, asking.domain);
  if (typeof own === "string") return own;
  const organisation = organisationOf(asking.domain);
  const above = own.records.length === 0 && organisation !== asking.domain ? await recordsAt(asking, organisation) : own;
  if (typeof above === "string") return above;
  const { logo } = asking.question;
  const found = above.records.length > 0 ? above : own;
  const read = logo === undefined ? undefined : { record: asking.fileOf("logo.svg", logo), ...readSvg(logo) };
  return { ...found, logo: read, certificate: await certificateGiven(asking) };
};

async function certificateGiven(asking: Asking): Promise<MarkCertificateView | undefined> {
  const { markCertificate: pem, nowMs } = asking.question;
  if (pem === undefined) return undefined;
  const { source } = asking.fileOf("mark-certificate.pem", pem);
  const read = readMarkCertificate(pem);
  if (read === undefined) return { source, ...unread };
  const { begins, ends, domains, isForMarks } = read;
  const time = nowMs < begins.ms ? "early" : nowMs > ends.ms ? "expired" : "current";
  const day = { early: begins.day, expired: ends.day, current: "" }[time];
  const coversDomain = domains.some((domain) => covered(asking.domain).includes(domain));
  return { source, time, day, domains, coversDomain, isForMarks, logo: await logoIn(read, asking.question.logo) };
}

const unread = { time: "unread", day: "", domains: [], coversDomain: false, isForMarks: false, logo: "uncompared" } as const;

/** A certificate for a domain is one for all below it, or names a selector too (draft-fetch-validation-vmc-wchuang, 4.1). */
function covered(domain: string): readonly string[] {
  return [domain, organisationOf(domain)].flatMap((name) => [name, `default._bimi.${name}`]);
}

async function logoIn({ logo }: MarkCertificate, given: string | undefined): Promise<MarkCertificateView["logo"]> {
  if (logo === undefined) return "absent";
  if (given === undefined) return "uncompared";
  return (await gunzip(logo, limits.logoUnitsMax)) === given ? "same" : "other";
}

async function recordsAt(asking: Asking, domain: string): Promise<Pick<BimiPart, "name" | "records"> | "lookup-failed"> {
  const name = `default._bimi.${domain}`;
  const texts = await asking.textsAt(name, "TXT");
  if (typeof texts === "string") return "lookup-failed";
  const records = texts.filter(({ text }) => isMeantForBimi(text)).map((record) => ({ record, ...readBimi(record.text) }));
  return { name, records };
}
