import * as v from "valibot";
import { lexicon } from "../checks/lexicon-param.ts";
import { count, topicLimits } from "../checks/params.ts";
import type { TopicLimits } from "../checks/phrases/topics.ts";
import { purposesOf } from "../checks/purpose.ts";
import type { Content, Document } from "../model/document.ts";
import { type MailType, mailTypes, type TypeOrigin } from "../model/mail-type.ts";
import type { Lexicon } from "../model/phrases.ts";

interface Limits extends TopicLimits {
  /** How many points the strongest purpose must lead those of other types by. */
  readonly leadMin: number;
}

/** The tables that a mail's type is inferred from. */
interface InferenceTables {
  readonly purposes: Lexicon;
  readonly types: Readonly<Record<string, MailType>>;
  readonly limits: Limits;
}

const schema: v.GenericSchema<unknown, InferenceTables> = v.object({
  purposes: lexicon,
  types: v.record(v.string(), v.picklist(mailTypes)),
  limits: v.strictObject({ ...topicLimits, leadMin: count }),
});

/** Infers the type of content, or says nothing when no purpose is clear. */
export type InferType = (content: Content) => MailType | undefined;

/** Reads the tables of a rule book; undefined when they are not there or do not fit. The phrases are compiled at first use. */
export function typeInference(tables: Readonly<Record<string, unknown>>): InferType | undefined {
  const types = tables["purpose-types"];
  const raw = {
    purposes: tables["purposes"],
    limits: tables["type-inference"],
    types: typeof types === "object" && types !== null && "types" in types ? types.types : undefined,
  };
  const parsed = v.safeParse(schema, raw);
  if (!parsed.success) return undefined;
  const { purposes, types: typeOf, limits } = parsed.output;
  return (content) => {
    const [first, ...others] = purposesOf(content, purposes, limits).map(({ topic, points }) => ({
      type: typeOf[topic],
      points,
    }));
    const rival = others.find(({ type }) => type !== first?.type);
    return first && first.points >= (rival?.points ?? 0) + limits.leadMin ? first.type : undefined;
  };
}

/** Settles a mail's type: given, else declared in the metadata, else inferred, else marketing. */
export function settleType(
  document: Document,
  given: MailType | undefined,
  infer: InferType,
): { readonly type: MailType; readonly from: TypeOrigin } {
  if (given) return { type: given, from: "given" };
  const { metadata, content } = document.parts;
  if (metadata?.type) return { type: metadata.type, from: "metadata" };
  const inferred = content && infer(content);
  return inferred ? { type: inferred, from: "inferred" } : { type: "marketing", from: "default" };
}
