import type { Range } from "./place.ts";
import type { RecordReading } from "./record.ts";

/** What a mechanism that matches comes to: pass, fail, softfail or neutral (RFC 7208, 4.6.2). */
export type SpfQualifier = "+" | "-" | "~" | "?";

/** The letters that a macro may name (RFC 7208, 7.2); the last three in explanations only. */
export type MacroLetter = "s" | "l" | "o" | "d" | "i" | "p" | "h" | "v" | "c" | "r" | "t";

/** A stretch of a macro string: text as it is, or a macro to fill in (RFC 7208, 7.1). */
export type MacroPart =
  | { readonly kind: "text"; readonly text: string }
  | {
      readonly kind: "macro";
      readonly letter: MacroLetter;
      /** Written as a capital: what is filled in is escaped as in an address of the web. */
      readonly isEscaped: boolean;
      /** Labels kept from the right; 0 for all. */
      readonly labelsMax: number;
      readonly isReversed: boolean;
      /** At least one. */
      readonly delimiters: string;
    };

/** A name that may have macros in it (RFC 7208, 7.1). */
export interface DomainSpec {
  readonly at: Range;
  readonly parts: readonly MacroPart[];
}

/** A block of addresses; both ends belong to it. */
export interface Network {
  readonly family: 4 | 6;
  readonly first: bigint;
  readonly last: bigint;
  readonly prefixBits: number;
}

interface Placed {
  /** In the record's text, its qualifier included. */
  readonly at: Range;
}

interface Qualified extends Placed {
  readonly qualifier: SpfQualifier;
}

interface Targeted {
  readonly target: DomainSpec;
}

interface MaybeTargeted {
  /** Undefined for the domain that is judged. */
  readonly target: DomainSpec | undefined;
}

interface DualPrefix {
  readonly prefixBits4: number;
  readonly prefixBits6: number;
}

/** One type for each kind, so that they can be told apart. */
type Each<Kind extends string, Rest> = Kind extends string ? Rest & { readonly kind: Kind } : never;

/** A term that hosts are held against (RFC 7208, 5). */
export type SpfMechanism =
  | Each<"all", Qualified>
  | Each<"include" | "exists", Qualified & Targeted>
  | Each<"a" | "mx", Qualified & MaybeTargeted & DualPrefix>
  | Each<"ptr", Qualified & MaybeTargeted>
  | Each<"ip4" | "ip6", Qualified & { readonly network: Network }>;

/** A term that says something of the record as a whole (RFC 7208, 6). */
export type SpfModifier =
  | Each<"redirect" | "exp", Placed & Targeted>
  | Each<"other", Placed & { readonly name: string; readonly parts: readonly MacroPart[] }>;

/** One word of a record after its version. */
export type SpfTerm = SpfMechanism | SpfModifier;

/** What an SPF record says (RFC 7208, 4.5 and 4.6). */
export interface SpfRecord {
  /** Those that could be read, in the order written. */
  readonly terms: readonly SpfTerm[];
  /** False where the grammar is broken anywhere: receivers then stop with permerror (RFC 7208, 4.6). */
  readonly isWellFormed: boolean;
}

/** What may be wrong with the text of a record. */
export const spfFaultKinds = [
  "version-wrong",
  "version-repeated",
  "syntax",
  "separator-wrong",
  "mechanism-unknown",
  "modifier-mistaken",
  "address-wrong",
  "prefix-wrong",
  "macro-wrong",
  "modifier-repeated",
  "byte-illegal",
  "character-stray",
  "strings-joined",
  "after-all",
  "all-repeated",
  "redirect-ignored",
  "qualifier-misused",
] as const;

/** What is wrong with the text of a record. */
export type SpfFaultKind = (typeof spfFaultKinds)[number];

/** A record's text, read. */
export type SpfReading = RecordReading<SpfRecord, SpfFaultKind>;
