import { encodingNamed, isMostlyUtf8, strictly } from "./decode.ts";
import { guessEncoding } from "./guess.ts";

/** A part's text, and by what it was decoded. */
export interface DecodedPart {
  readonly text: string;
  /** WHATWG name. */
  readonly used: string;
  /** The WHATWG name of what is declared; undefined when none is, or for an unknown label. */
  readonly declaredName: string | undefined;
  /** Where in the text the first undecodable byte shows. */
  readonly brokenAt: number | undefined;
}

/** Charsets in which every byte is a character: that bytes decode tells nothing. */
const SINGLE_BYTE = /^(?:windows-|iso-8859-|koi8|macintosh|x-mac|ibm)/;

/**
 * Decodes a text part by its declared charset (RFC 2045, 5.2). UTF-8 under a single-byte label is read as UTF-8, since no
 * text in such a charset happens to be UTF-8; bytes that do not fit what is declared are read as what they are.
 */
export function decodePart(bytes: Uint8Array, label: string | undefined): DecodedPart {
  const declaredName = label === undefined ? undefined : encodingNamed(label);
  const isOpen = declaredName === undefined || declaredName === "utf-8" || SINGLE_BYTE.test(declaredName);
  const utf8 = isOpen ? strictly(bytes, "utf-8") : undefined;
  if (utf8 !== undefined) {
    const isPlain = declaredName !== undefined && declaredName !== "utf-8" && utf8.length === bytes.length;
    return { text: utf8, used: isPlain ? declaredName : "utf-8", declaredName, brokenAt: undefined };
  }
  const text = declaredName === undefined || declaredName === "utf-8" ? undefined : strictly(bytes, declaredName);
  if (declaredName !== undefined && text !== undefined) return { text, used: declaredName, declaredName, brokenAt: undefined };
  return { ...decodedOtherwise(bytes, declaredName), declaredName };
}

function decodedOtherwise(bytes: Uint8Array, declaredName: string | undefined): Pick<DecodedPart, "text" | "used" | "brokenAt"> {
  const isUtf8 = declaredName !== "utf-8" && strictly(bytes, "utf-8") !== undefined;
  const guessed = isMostlyUtf8(bytes)
    ? undefined
    : guessEncoding(bytes, (each, encoding) => strictly(each, encoding) !== undefined);
  const used = isUtf8 ? "utf-8" : (guessed ?? declaredName ?? "utf-8");
  const text = new TextDecoder(used, { ignoreBOM: true }).decode(bytes);
  const broken = text.indexOf("\uFFFD");
  return { text, used, brokenAt: broken === -1 ? undefined : broken };
}
