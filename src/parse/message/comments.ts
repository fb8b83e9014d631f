/** Behind a comment that begins at a place. Comments nest (RFC 5322, 3.2.2); one that is not closed takes all up to `to`. */
export function behindComment(text: string, from: number, to: number): number {
  let depth = 0;
  for (let at = from; at < to; at++) {
    const unit = text.charAt(at);
    if (unit === "\\") at++;
    else if (unit === "(") depth++;
    else if (unit === ")" && --depth === 0) return at + 1;
  }
  return to;
}
