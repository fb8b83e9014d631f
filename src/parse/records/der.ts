/** Kinds of elements in DER (ITU-T X.690, 8). */
export const SEQUENCE = 0x30;
export const INTEGER = 0x02;
export const BIT_STRING = 0x03;

/** An element of DER without its head. */
export interface Element {
  readonly start: number;
  readonly end: number;
}

/** The element that begins at a byte, when it is of a kind and all of it is there. */
export function elementAt(der: Uint8Array, at: number, tag: number): Element | undefined {
  const element = claimAt(der, at, tag);
  return element && element.end <= der.length ? element : undefined;
}

/** The same as its head says it is: it may end behind the bytes that are there. */
export function claimAt(der: Uint8Array, at: number, tag: number): Element | undefined {
  const short = der[at + 1];
  if (der[at] !== tag || short === undefined) return undefined;
  const lengthBytes = short < 0x80 ? 0 : short & 0x7f;
  if (lengthBytes > 3) return undefined;
  let length = lengthBytes === 0 ? short : 0;
  for (let byte = 0; byte < lengthBytes; byte++) length = length * 256 + (der[at + 2 + byte] ?? 0);
  const start = at + 2 + lengthBytes;
  return { start, end: start + length };
}
