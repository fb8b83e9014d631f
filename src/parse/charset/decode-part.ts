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
  const text = declaredName === undefined ? undefined : strictly(bytes, declaredName);
  if (declaredName !== undefined && text !== undefined && !isUtf8Under(declaredName, bytes, text))
    return { text, used: declaredName, declaredName, brokenAt: undefined };
  return { ...decodedOtherwise(bytes, declaredName), declaredName };
}

/** True for UTF-8 with a single-byte label on it; what is all ASCII is no UTF-8 in this sense. */
function isUtf8Under(declaredName: string, bytes: Uint8Array, text: string): boolean {
  return SINGLE_BYTE.test(declaredName) && /[^\u0000-\u007F]/.test(text) && strictly(bytes, "utf-8") !== undefined;
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
