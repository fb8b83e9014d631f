import type { DkimPart, DkimSelector, DkimSelectorState } from "../../model/domain/dkim.ts";
import { limits } from "../../model/limits.ts";
import type { RecordText } from "../../model/record.ts";
import { isMeantForDkim, readDkimKey } from "../../parse/records/dkim-key.ts";
import { ownTarget, targetOf } from "./alias.ts";
import type { Asking, Slice } from "./asking.ts";
import { isUnregistered } from "./unregistered.ts";

/**
 * The keys under the owner's selectors, else under well-known ones. Where none is known, nothing is: keys cannot be
 * listed, so that none found is never no DKIM.
 */
export const collectDkim: Slice<"dkim"> = async (asking) => {
  const { selectors: given } = asking.question;
  const selectorsFrom = given.length > 0 ? "owner" : "table";
  const below = await asking.lookup(`_domainkey.${asking.domain}`, "TXT");
  // A server that denies a name denies all below it (RFC 8020), which spares a hundred questions.
  const isBare = below.status === "absent" && below.kind === "name" && targetOf(below) === "";
  if (isBare && selectorsFrom === "table") return "selector-unknown";
  const selectors = selectorsFrom === "owner" ? await givenSelectors(asking, given) : await soughtSelectors(asking);
  if (selectors.length === 0) return "selector-unknown";
  if (isBare) return { selectorsFrom, selectors, wildcard: [], leftovers: [] };
  const leftovers = await leftoversOf(asking);
  return { selectorsFrom, selectors, wildcard: keysOf(await wildcardTexts(asking)), leftovers };
};

async function givenSelectors(asking: Asking, given: readonly string[]): Promise<readonly DkimSelector[]> {
  const selectors: DkimSelector[] = [];
  for (const selector of [...new Set(given)].slice(0, limits.dkimSelectorsMax))
    selectors.push(await selectorAt(asking, selector));
  return selectors;
}

/** Well-known selectors that have a record; none where a wildcard would answer for every one. */
async function soughtSelectors(asking: Asking): Promise<readonly DkimSelector[]> {
  const wildcard = await asking.lookup(nameOf(asking, "*"), "TXT");
  if (wildcard.status === "found" || targetOf(wildcard) !== "") return [];
  const known = asking.question.knownSelectors.slice(0, limits.dkimSelectorsTriedMax);
  asking.prefetch(known.map(({ selector }) => [nameOf(asking, selector), "TXT"]));
  const selectors: DkimSelector[] = [];
  for (const { selector } of known) {
    const answer = await asking.lookup(nameOf(asking, selector), "TXT");
    if (answer.status === "found" || targetOf(answer) !== "") selectors.push(await selectorAt(asking, selector));
  }
  return selectors.filter(({ state }) => state !== "other-text");
}

function nameOf({ domain }: Asking, selector: string): string {
  return `${selector}._domainkey.${domain}`;
}

async function selectorAt(asking: Asking, selector: string): Promise<DkimSelector> {
  const name = nameOf(asking, selector);
  const answer = await asking.lookup(name, "TXT");
  const target = await ownTarget(asking, name, answer);
  const found = { selector, name, target, texts: await textsAt(asking, name) };
  const records = keysOf(found.texts);
  if (answer.status === "failed") return { ...found, records, state: "lookup-failed" };
  if (answer.status === "found") return { ...found, records, state: records.length > 0 ? "key" : "other-text" };
  if (target !== "")
    return { ...found, records, state: (await isUnregistered(asking, target)) ? "alias-unregistered" : "alias-dangling" };
  const doubled = (await textsAt(asking, `${name}.${asking.domain}`)).filter(({ text }) => isMeantForDkim(text));
  const state: DkimSelectorState = doubled.length > 0 ? "doubled" : `${answer.kind}-absent`;
  return { ...found, records, state, texts: doubled };
}

/** What a wildcard gives to every selector: it would have answered for the name of a leftover as well. */
async function wildcardTexts(asking: Asking): Promise<readonly RecordText[]> {
  const any = await asking.lookup(`_adsp._domainkey.${asking.domain}`, "TXT");
  return any.status === "absent" && any.kind === "name" ? [] : textsAt(asking, nameOf(asking, "*"));
}

/** The texts at a name; none where nobody knows. */
async function textsAt(asking: Asking, name: string): Promise<readonly RecordText[]> {
  const texts = await asking.textsAt(name, "TXT");
  return typeof texts === "string" ? [] : texts;
}

function keysOf(texts: readonly RecordText[]): DkimPart["wildcard"] {
  return texts.filter(({ text }) => isMeantForDkim(text)).map((record) => ({ record, ...readDkimKey(record.text) }));
}

/** Policies of ADSP (RFC 5617, 4.2.1, now historic) and of DomainKeys (RFC 4870, 3.6). */
async function leftoversOf(asking: Asking): Promise<readonly RecordText[]> {
  const adsp = await textsAt(asking, `_adsp._domainkey.${asking.domain}`);
  const domainKeys = await textsAt(asking, `_domainkey.${asking.domain}`);
  return [
    ...adsp.filter(({ text }) => /^\s{0,9}dkim\s{0,9}=/i.test(text)),
    ...domainKeys.filter(({ text }) => /(?:^|;)\s{0,9}o\s{0,9}=\s{0,9}[-~]/.test(text)),
  ];
}
