/** A selector, with the part that its element itself must fit. */
export interface Selector {
  readonly text: string;
  readonly subject: { readonly by: "class" | "id" | "name" | "any"; readonly name: string };
  /** True when the subject is all there is: nothing else needs to be matched. */
  readonly simple: boolean;
  /** Its compounds from left to right; one alone has nothing to combine with. */
  readonly compounds: readonly string[];
  /** Ids, then classes, then names, as one number that orders alike (Selectors 4, section 17). */
  readonly specificity: number;
}

/** A name, classes and ids without anything between: what pseudo-classes, attributes and escapes do not fit. */
const COMPOUND = /^(?:\*|[a-z][\w-]*)?(?:[.#][a-z_-][\w-]*)*$/i;

/**
 * Reads a list of selectors. Those with pseudo-classes, pseudo-elements, attributes or escapes are left out: they
 * hold for a moment, for a part of an element, or for one mail client.
 */
export function readSelectors(list: string): readonly Selector[] {
  return list.split(",").flatMap((written) => {
    const text = written.trim();
    const compounds = text.split(/\s*[>+~]\s*|\s+/);
    const last = compounds.at(-1);
    if (!last || compounds.some((compound) => compound === "" || !COMPOUND.test(compound))) return [];
    return [
      {
        text,
        subject: subjectOf(last),
        simple: compounds.length === 1 && /^[.#]?[\w-]+$/.test(last),
        compounds,
        specificity: specificityOf(text),
      },
    ];
  });
}

function specificityOf(selector: string): number {
  const count = (part: RegExp): number => Math.min(999, selector.match(part)?.length ?? 0);
  return count(/#/g) * 1_000_000 + count(/\./g) * 1000 + count(/(?:^|[\s>+~])[a-z]/gi);
}

/** The most telling part of a compound. */
export function subjectOf(compound: string): Selector["subject"] {
  const id = /#([\w-]+)/.exec(compound)?.[1];
  if (id !== undefined) return { by: "id", name: id };
  const className = /\.([\w-]+)/.exec(compound)?.[1];
  if (className !== undefined) return { by: "class", name: className };
  return compound === "*" ? { by: "any", name: "*" } : { by: "name", name: compound.toLowerCase() };
}
