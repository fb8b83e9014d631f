import * as v from "valibot";
import type { Check, Hit, ReadParts, Sight } from "../../model/check.ts";
import type { Gap } from "../../model/document.ts";
import type { SenderCause, SenderCauseKind, SenderRow, SendersPart } from "../../model/domain/senders.ts";
import type { MailType } from "../../model/mail-type.ts";
import { asWritten, noParams, params } from "../params.ts";
import { whole } from "./whole.ts";

/** Which causes a rule is about. */
export interface SenderCauseParams {
  readonly kinds: readonly SenderCauseKind[];
}

/** Every kind, so that the compiler asks for a new one. */
const kinds: Readonly<Record<SenderCauseKind, true>> = {
  "spf-absent": true,
  "spf-not-inherited": true,
  "spf-unauthorised": true,
  "spf-broken": true,
  "dkim-unusable": true,
  "dkim-unsigned": true,
  unaligned: true,
  "spf-strict": true,
  "dkim-strict": true,
  strict: true,
  "policy-absent": true,
};

const kind = v.custom<SenderCauseKind>(
  (value) => typeof value === "string" && Object.hasOwn(kinds, value),
  "must be a kind of cause",
);
const schema: v.GenericSchema<unknown, SenderCauseParams> = v.strictObject({ kinds: v.pipe(v.array(kind), v.minLength(1)) });

/** Finds declared senders that something keeps from being proven, unless a rule about the domain's own records says it. */
export const senderCause: Check<"senders", SenderCauseParams> = {
  name: "sender-cause",
  part: "senders",
  facts: ["sender", "kind", "name", "found", "ips", "from", "strict"],
  parseParams: params(schema, asWritten),
  run: (part, sought, others) => {
    const hits: Hit[] = [];
    const gaps: Gap[] = [];
    for (const row of part.rows) {
      for (const cause of row.causes.filter((each) => sought.kinds.includes(each.kind)))
        if (isSaidElsewhere(cause, row, part.domain, others)) gaps.push("record-unusable");
        else
          hits.push({
            facts: factsOf(cause, row),
            at: row.dkim.record && cause.kind === "dkim-unusable" ? whole(row.dkim.record) : undefined,
          });
      gaps.push(...openIn(row, sought.kinds));
    }
    const [gap] = gaps;
    return hits.length > 0 || gap === undefined ? hits : gap;
  },
};

function factsOf({ kind: cause, name, found, ips }: SenderCause, { sender }: SenderRow): Hit["facts"] {
  const [first = "", ...more] = ips;
  // Without a usable record it is the same for every address.
  const isOfAddress = cause === "spf-unauthorised";
  const shown = more.length > 0 ? `${first} … ${more.at(-1)}` : first;
  return {
    sender: sender.name,
    kind: cause,
    name,
    found,
    ips: isOfAddress ? shown : "",
    from: sender.fromDomain,
    strict: cause === "strict" ? "yes" : "",
  };
}

/** Rules about the domain's own SPF record and selectors say what is wrong with those. */
function isSaidElsewhere(
  { kind: cause, name }: SenderCause,
  { spf, dkim }: SenderRow,
  domain: string,
  { dkim: keys }: ReadParts,
): boolean {
  if (cause === "spf-absent") return spf.domain === domain;
  if (cause === "spf-broken") return spf.domain === domain || name === domain;
  return cause === "dkim-unusable" && keys?.selectors.some((each) => each.name === dkim.name) === true;
}

/** Why there may be a cause that nobody knows of. */
function openIn({ spf, dkim, dmarc }: SenderRow, sought: readonly SenderCauseKind[]): readonly Gap[] {
  const isOf = (...each: readonly SenderCauseKind[]): boolean => each.some((one) => sought.includes(one));
  const gaps: Gap[] = [];
  if (
    isOf("spf-absent", "spf-not-inherited", "spf-unauthorised", "spf-broken") &&
    (spf.result === "lookup-failed" || spf.result === "address-not-given")
  )
    gaps.push(spf.result);
  if (isOf("dkim-unusable") && dkim.state === "lookup-failed") gaps.push("lookup-failed");
  const verdicts = [dmarc.rfc9989, dmarc.rfc7489];
  if (isOf("unaligned", "strict", "spf-strict", "dkim-strict"))
    gaps.push(...verdicts.flatMap((each) => (each === "lookup-failed" ? [each] : [])));
  return gaps;
}

/** Mail that readers wait for, beside mail that they may turn away from. */
const awaited: readonly MailType[] = ["notification", "transactional", "trigger"];

/** Finds a domain in From that marketing and mail that readers wait for share. */
export const senderPurposesMixed: Check<"senders", Readonly<Record<string, never>>> = {
  name: "sender-purposes-mixed",
  part: "senders",
  facts: ["from", "marketing", "other", "purpose"],
  parseParams: noParams,
  run: (part): Sight => {
    const froms = [...new Set(part.rows.map(({ sender }) => sender.fromDomain))];
    return froms.flatMap((from) => mixedAt(from, part));
  },
};

function mixedAt(from: string, { rows }: SendersPart): readonly Hit[] {
  const senders = rows.map(({ sender }) => sender).filter(({ fromDomain }) => fromDomain === from);
  const marketing = senders.find(({ purpose }) => purpose === "marketing");
  const other = senders.find(({ purpose }) => purpose !== undefined && awaited.includes(purpose));
  if (!marketing || !other) return [];
  return [{ facts: { from, marketing: marketing.name, other: other.name, purpose: other.purpose ?? "" } }];
}
