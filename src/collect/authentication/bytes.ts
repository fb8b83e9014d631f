import { limits } from "../../model/limits.ts";

const CR = 0x0d;
const LF = 0x0a;

/** A message as it goes over the wire: every line end CRLF (RFC 5321, 2.3.8). */
export function withCrlf(bytes: Uint8Array): Uint8Array {
  let missing = 0;
  for (let at = bytes.indexOf(LF); at >= 0; at = bytes.indexOf(LF, at + 1)) if (bytes[at - 1] !== CR) missing++;
  if (missing === 0) return bytes;
  const out = new Uint8Array(bytes.length + missing);
  let from = 0;
  let to = 0;
  for (let at = bytes.indexOf(LF); at >= 0; at = bytes.indexOf(LF, at + 1)) {
    out.set(bytes.subarray(from, at), to);
    to += at - from;
    if (bytes[at - 1] !== CR) out[to++] = CR;
    out[to++] = LF;
    from = at + 1;
  }
  out.set(bytes.subarray(from), to);
  return out;
}

/** Whether a header is of a size that signatures are verified over; the bytes have CRLF. */
export function hasModestHeader(bytes: Uint8Array): boolean {
  let lines = 0;
  let start = 0;
  for (let at = bytes.indexOf(LF); at >= 0 && lines <= limits.authenticatedHeaderLinesMax; at = bytes.indexOf(LF, at + 1)) {
    if (at - start < 2) break;
    lines++;
    start = at + 1;
  }
  const end = lines > 0 && bytes.indexOf(LF, start) < 0 ? bytes.length : start;
  return lines <= limits.authenticatedHeaderLinesMax && end <= limits.authenticatedHeaderBytesMax;
}
