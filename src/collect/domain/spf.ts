import type { DnsAnswer, DnsRecord } from "../../model/dns.ts";
import type { Gap } from "../../model/document.ts";
import type { AskedSpf, ReadSpf, SpfExplanation, SpfPart } from "../../model/domain/spf.ts";
import type { RecordText } from "../../model/record.ts";
import type { SpfFaultKind } from "../../model/spf.ts";
import { txtAnswerBytes } from "../../parse/records/spf/answer-size.ts";
import { fixedTarget } from "../../parse/records/spf/expand.ts";
import { readMacroString } from "../../parse/records/spf/macros.ts";
import { readSpf } from "../../parse/records/spf/read-record.ts";
import { isMeantForSpf, isSenderId, isSpfVersion } from "../../parse/records/spf/version.ts";
import { organisationOf } from "../../parse/text/organisation.ts";
import { evaluateSpf } from "../spf/evaluate.ts";
import { walkSpf } from "../spf/walk.ts";
import type { Asking, Slice } from "./asking.ts";

/** Who may send in the domain's name (RFC 7208), with all that its record leads to. */
export const collectSpf: Slice<"spf"> = async (asking) => {
  const name = asking.domain;
  const answer = await asking.lookup(name, "TXT");
  if (answer.status === "failed") return "lookup-failed";
  const found = answer.status === "found" ? answer.records.filter(({ type }) => type === "TXT") : [];
  const texts = found.map((record) => ({ record, text: textIn(record) }));
  const records = texts.filter(({ text }) => isMeantForSpf(text)).map(({ record }) => readRecord(asking.textOf(name, record)));
  const beside = {
    name,
    records,
    senderIds: texts.filter(({ text }) => isSenderId(text)).map(({ record }) => asking.textOf(name, record)),
    answerBytes: found.length === 0 ? 0 : txtAnswerBytes(name, found.map(stringsIn)),
    greetings: await greetingsOf(asking),
  };
  if (records.length === 0) return { ...beside, ...(await absent(answer, asking)) };
  return { ...beside, ...(await present(records, asking)) };
};

type Rest = Omit<SpfPart, "name" | "records" | "senderIds" | "answerBytes" | "greetings">;

async function absent(answer: DnsAnswer, asking: Asking): Promise<Rest> {
  const absence = answer.status === "absent" ? answer.kind : "record";
  const above = { inheritedFrom: await inheritedFrom(asking), hasNullMx: await hasNullMx(asking) };
  return { absence, tree: "record-unusable", evaluations: [], explanation: undefined, ...above };
}

async function present(records: readonly ReadSpf[], asking: Asking): Promise<Rest> {
  const [taken, second] = records.filter(({ record }) => isSpfVersion(record.text));
  const rest = { absence: undefined, inheritedFrom: undefined, hasNullMx: false };
  if (taken === undefined || second !== undefined || !isFollowed(taken))
    return { ...rest, tree: "record-unusable", evaluations: [], explanation: undefined };
  const tree = await walkSpf(asking.domain, asking);
  const evaluations = await evaluateAll(asking, asking.domain, `postmaster@${asking.domain}`);
  return { ...rest, tree, evaluations, explanation: await explanationOf(taken, asking) };
}

function readRecord(record: RecordText): ReadSpf {
  return { record, ...readSpf(record.text, record.strings) };
}

/** Where a term ran into another, what it leads to is not what was meant. */
const GARBLED: readonly SpfFaultKind[] = ["strings-joined", "separator-wrong", "character-stray"];

function isFollowed({ value, faults }: ReadSpf): boolean {
  return value?.isWellFormed === true && !faults.some(({ kind }) => GARBLED.includes(kind));
}

async function explanationOf({ value }: ReadSpf, asking: Asking): Promise<SpfExplanation | undefined> {
  const exp = value?.terms.find((term) => term.kind === "exp");
  if (!exp) return undefined;
  const { at } = exp;
  const target = fixedTarget(exp.target.parts, asking.domain, asking.domain);
  if (target === undefined) return { at, target: "", state: "unknown" };
  const answer = await asking.lookup(target, "TXT");
  if (answer.status === "failed") return { at, target, state: answer.because === "name-invalid" ? "absent" : "unknown" };
  const texts = answer.status === "found" ? answer.records.filter(({ type }) => type === "TXT").map(textIn) : [];
  return { at, target, state: explanationState(texts) };
}

function explanationState([text, second]: readonly string[]): SpfExplanation["state"] {
  if (text === undefined) return "absent";
  if (second !== undefined) return "several";
  if (/[^\x20-\x7e]/.test(text)) return "not-ascii";
  return "kind" in readMacroString(text, "explanation") ? "macro-wrong" : "found";
}

function stringsIn({ value }: DnsRecord): readonly string[] {
  return typeof value === "string" ? [value] : value;
}

function textIn(record: DnsRecord): string {
  return stringsIn(record).join("");
}

async function evaluateAll(asking: Asking, domain: string, sender: string): Promise<readonly AskedSpf[]> {
  const { ips, helo, nowMs } = asking.question;
  const asked: AskedSpf[] = [];
  for (const ip of ips) {
    const evaluation = await evaluateSpf({ ip, sender, helo: helo ?? domain, domain, nowMs }, asking);
    asked.push({ ip, name: domain, evaluation });
  }
  return asked;
}

/** Receivers may hold the name of the greeting against its own record (RFC 7208, 2.3). */
async function greetingsOf(asking: Asking): Promise<readonly AskedSpf[] | Gap> {
  const { ips, helo } = asking.question;
  if (ips.length === 0 || helo === undefined) return "address-not-given";
  return evaluateAll(asking, helo, `postmaster@${helo}`);
}

async function inheritedFrom(asking: Asking): Promise<string | undefined> {
  const above = organisationOf(asking.domain);
  if (above === asking.domain) return undefined;
  const answer = await asking.lookup(above, "TXT");
  return answer.status === "found" && answer.records.some((record) => isSpfVersion(textIn(record))) ? above : undefined;
}

async function hasNullMx(asking: Asking): Promise<boolean> {
  const answer = await asking.lookup(asking.domain, "MX");
  return (
    answer.status === "found" && answer.records.length > 0 && answer.records.every(({ value }) => /^\d+ \.?$/.test(String(value)))
  );
}
