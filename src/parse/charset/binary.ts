const SAMPLE_BYTES = 8_192;

/** First bytes of files that are surely no mail: PNG, JPEG, GIF, PDF, ZIP, gzip, ELF, Mach-O, SQLite. */
const signatures: readonly string[] = [
  "\x89PNG",
  "\xff\xd8\xff",
  "GIF8",
  "%PDF-",
  "PK\x03\x04",
  "\x1f\x8b",
  "\x7fELF",
  "\xcf\xfa\xed\xfe",
  "SQLite format 3",
];

/**
 * True for bytes that are no text: a known signature, or many control characters. Text in UTF-16 has zero bytes
 * in every other place and is told apart.
 */
export function isBinary(bytes: Uint8Array): boolean {
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  const head = String.fromCharCode(...sample.subarray(0, 16));
  if (signatures.some((signature) => head.startsWith(signature))) return true;
  if (head.startsWith("\xff\xfe") || head.startsWith("\xfe\xff")) return false;
  const zeros = countBytes(sample, (byte) => byte === 0);
  const side = sample[0] === 0 ? 0 : 1;
  const zerosInStep = countBytes(sample, (byte, at) => byte === 0 && at % 2 === side);
  const isWide = zeros > sample.length * 0.2 && zerosInStep > zeros * 0.9;
  return countBytes(sample, isControl) > sample.length * 0.05 || (zeros > sample.length * 0.02 && !isWide);
}

/** Controls that no text holds: all but bell to carriage return, and escape (ISO-2022-JP). */
function isControl(byte: number): boolean {
  return byte !== 0 && byte < 0x20 && !(byte >= 0x07 && byte <= 0x0d) && byte !== 0x1b;
}

function countBytes(bytes: Uint8Array, counts: (byte: number, at: number) => boolean): number {
  let count = 0;
  for (let at = 0; at < bytes.length; at++) if (counts(bytes[at] ?? 0, at)) count++;
  return count;
}
