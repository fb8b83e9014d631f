/** What stands where there is no number. */
export const noFigure = "–";

/** A count in groups of three digits, rounded to a whole number; what is no number is a dash. */
export function grouped(count: number): string {
  return Number.isFinite(count) ? inGroups(count.toFixed(0)) : noFigure;
}

/** A share from 0 to 1 in percent with two digits that tell; what is nearly all or nearly nothing is not rounded to it. */
export function percent(share: number): string {
  if (!Number.isFinite(share)) return noFigure;
  const rounded = Number((share * 100).toPrecision(2));
  if (rounded >= 100 && share < 1) return ">99%";
  if (share > 0 && rounded < 0.0001) return "<0.0001%";
  return `${trimmed(rounded)}%`;
}

/** A number as it is written, its digits before the point in groups: 1,000,000.5. */
export function inGroups(digits: string): string {
  const [whole = "", part] = digits.split(".");
  const groups = whole.replace(/\B(?=(?:\d{3})+$)/g, ",");
  return part === undefined ? groups : `${groups}.${part}`;
}

/** A number as short as it is, without an exponent where that can be read. */
export function trimmed(value: number): string {
  const plain = String(value);
  return plain.includes("e") && Math.abs(value) >= 1e-9 && Math.abs(value) < 1 ? value.toFixed(10).replace(/0+$/, "") : plain;
}
