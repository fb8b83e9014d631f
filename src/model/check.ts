import type { Gap, PartName, Parts, Place } from "./document.ts";
import type { Text } from "./language.ts";

/** One way of looking at one part. Pure, synchronous, and silent about what matters. */
export interface Check<P extends PartName, Params> {
  /** Names the look, not the rule: several rules may share it. */
  readonly name: string;
  readonly part: P;
  /** The facts a hit carries, and so the words a rule's message may quote. */
  readonly facts: readonly string[];
  readonly parseParams: (raw: unknown) => Parsed<Params>;
  /** Most looks need their part alone; the others are there for those that compare. */
  readonly run: (part: Parts[P], params: Params, others: ReadParts) => Sight;
}

/** The parts that a document has. */
export type ReadParts = { readonly [P in PartName]?: Parts[P] };

/** What a check saw: hits, none when all is well, or why it could not look. */
export type Sight = readonly Hit[] | Gap;

/** One thing a check saw: facts, never wording. */
export interface Hit {
  readonly facts: Facts;
  readonly at?: Place | undefined;
  /** Which body, or part of a message, it was seen in, where the mail has several. */
  readonly part?: string;
}

/** What a finding counted or saw, by name: numbers in the unit the name says, or short texts. */
export type Facts = Readonly<Record<string, string | number>>;

/** Parameters taken in, or what is wrong with them and where. */
export type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly issues: readonly ParamIssue[] };

export interface ParamIssue {
  /** Keys and indexes from the parameters' root. */
  readonly path: readonly (string | number)[];
  readonly message: Text;
}

/** A check with its parameters parsed, as a loaded rule holds it. */
export interface BoundCheck {
  readonly name: string;
  readonly part: PartName;
  readonly facts: readonly string[];
  /** Undefined when the document lacks the part. */
  readonly run: (parts: ReadParts) => Sight | undefined;
}

/** A check whose part and parameters are no longer told apart, as a catalogue holds it. */
export interface AnyCheck {
  readonly name: string;
  readonly part: PartName;
  readonly facts: readonly string[];
  readonly bind: (raw: unknown) => Parsed<BoundCheck>;
}

/** Closes a check over its types, so that checks of all kinds fit one catalogue. */
export function anyCheck<P extends PartName, Params>(check: Check<P, Params>): AnyCheck {
  const { name, part, facts } = check;
  return {
    name,
    part,
    facts,
    bind: (raw) => {
      const parsed = check.parseParams(raw);
      if (!parsed.ok) return parsed;
      const run: BoundCheck["run"] = (parts) => {
        const found = parts[part];
        return found === undefined ? undefined : check.run(found, parsed.value, parts);
      };
      return { ok: true, value: { name, part, facts, run } };
    },
  };
}
