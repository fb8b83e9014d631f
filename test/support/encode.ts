/** Bytes of a text in a charset that only decoders know: found by decoding every one- and two-byte code once. */
export function encoderFor(charset: string): (text: string) => Uint8Array {
  if (charset === "utf-8") return (text) => new TextEncoder().encode(text);
  const codes = new Map<string, readonly number[]>();
  const decoder = new TextDecoder(charset, { fatal: true });
  const note = (bytes: readonly number[]): void => {
    try {
      const text = decoder.decode(Uint8Array.from(bytes));
      if (Array.from(text).length === 1 && !codes.has(text)) codes.set(text, bytes);
    } catch {
      // No character of the charset.
    }
  };
  for (let byte = 0; byte < 256; byte++) note([byte]);
  for (let lead = 0x81; lead < 0xff; lead++) for (let trail = 0x40; trail < 0xff; trail++) note([lead, trail]);
  return (text) =>
    Uint8Array.from(
      Array.from(text).flatMap((character) => {
        const code = codes.get(character);
        if (!code) throw new Error(`${charset} has no ${character}.`);
        return code;
      }),
    );
}

/** Bytes as base64 in lines of 76. */
export function base64Lines(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes)).replace(/.{76}/g, "$&\r\n");
}

/** Bytes as quoted-printable, every byte that is no plain letter escaped, soft breaks after a given number of units. */
export function quotedPrintable(bytes: Uint8Array, every: number): string {
  let line = "";
  let text = "";
  for (const byte of bytes) {
    const isPlain = (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a);
    line += isPlain ? String.fromCharCode(byte) : `=${byte.toString(16).toUpperCase().padStart(2, "0")}`;
    if (line.length >= every) {
      text += `${line}=\r\n`;
      line = "";
    }
  }
  return text + line;
}
