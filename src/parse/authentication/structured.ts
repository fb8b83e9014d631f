/** A piece of a structured field (RFC 5322, 3.2): a word, a quoted string without its quotes, or one of `;=`. */
export interface Piece {
  readonly kind: "word" | "quoted" | "mark";
  readonly text: string;
}

/** Cuts the value of a structured field into pieces; comments, which nest, are dropped. */
export function piecesOf(value: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let depth = 0;
  for (const [piece] of value.matchAll(/"(?:[^"\\]|\\[\s\S])*"?|\\[\s\S]|[();=]|[^\s"\\();=]+|\\/g)) {
    const first = piece.charAt(0);
    if (first === "(") depth++;
    else if (first === ")") depth = Math.max(0, depth - 1);
    else if (depth > 0) continue;
    else if (first === '"') pieces.push({ kind: "quoted", text: unquoted(piece) });
    else if (first === ";" || first === "=") pieces.push({ kind: "mark", text: first });
    else pieces.push({ kind: "word", text: piece });
  }
  return pieces;
}

function unquoted(piece: string): string {
  return piece.slice(1, piece.length > 1 && piece.endsWith('"') ? -1 : undefined).replace(/\\([\s\S])/g, "$1");
}
