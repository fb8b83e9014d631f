/**
 * Finds where a string next occurs at or after a place that never goes back.
 * Remembers the last answer for each string, so that all questions together read the text once for each string.
 */
export function nearestIn(text: string): (wanted: string, from: number) => number {
  const last = new Map<string, number>();
  return (wanted, from) => {
    const known = last.get(wanted);
    if (known !== undefined && (known === -1 || known >= from)) return known;
    const found = text.indexOf(wanted, from);
    last.set(wanted, found);
    return found;
  };
}
