import type { MtaStsPart, PolicyFetch, PolicyHost } from "../../model/domain/mta-sts.ts";
import { isMeantForMtaSts, readMtaSts } from "../../parse/records/mta-sts.ts";
import { readMtaStsPolicy } from "../../parse/records/mta-sts-policy.ts";
import { addressStateOf } from "./addresses.ts";
import { targetOf } from "./alias.ts";
import type { Asking, Slice } from "./asking.ts";

/** What the domain asks of those who deliver to it, step by step as a sender finds it (RFC 8461, 3). */
export const collectMtaSts: Slice<"mtaSts"> = async (asking) => {
  const name = `_mta-sts.${asking.domain}`;
  const texts = await asking.textsAt(name, "TXT");
  if (typeof texts === "string") return texts;
  const records = texts.filter(({ text }) => isMeantForMtaSts(text)).map((record) => ({ record, ...readMtaSts(record.text) }));
  const otherTexts = texts.filter(({ text }) => !isMeantForMtaSts(text));
  const [only, second] = records;
  const host = only?.value && !second ? await hostAt(asking, `mta-sts.${asking.domain}`) : undefined;
  const policy = host?.state === "found" ? await policyOf(asking) : undefined;
  return { name, records, otherTexts, host, policy } satisfies MtaStsPart;
};

async function hostAt(asking: Asking, name: string): Promise<PolicyHost> {
  const four = await asking.lookup(name, "A");
  const six = await asking.lookup(name, "AAAA");
  return { name, state: addressStateOf(four, six), aliasTarget: targetOf(four) || targetOf(six) };
}

async function policyOf(asking: Asking): Promise<PolicyFetch> {
  const answer = await asking.policy();
  if (answer.status !== "found") return answer;
  const { text, contentType } = answer;
  return { status: "found", contentType, file: { record: asking.fileOf("mta-sts.txt", text), ...readMtaStsPolicy(text) } };
}
