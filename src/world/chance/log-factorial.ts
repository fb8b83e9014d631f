/** Below this the logarithms are added up; from here on Stirling's series is exact to the last bits of a double. */
const TABLE_LENGTH = 128;
const LOG_ROOT_TWO_PI = Math.log(2 * Math.PI) / 2;

/** What Stirling's formula lacks of ln n!, for n from 0 on, while the table lasts. */
const corrections = new Float64Array(TABLE_LENGTH);
const logFactorials = new Float64Array(TABLE_LENGTH);

for (let n = 1; n < TABLE_LENGTH; n++) logFactorials[n] = (logFactorials[n - 1] ?? 0) + Math.log(n);
for (let n = 0; n < TABLE_LENGTH; n++)
  corrections[n] = (logFactorials[n] ?? 0) - (LOG_ROOT_TWO_PI + (n + 0.5) * Math.log(n + 1) - (n + 1));

/** ln n! for a whole number from 0 on: Stirling's series, DLMF 5.11.1. */
export function logFactorial(n: number): number {
  if (n < TABLE_LENGTH) return logFactorials[n] ?? 0;
  return LOG_ROOT_TWO_PI + (n + 0.5) * Math.log(n + 1) - (n + 1) + series(n);
}

/** ln n! less ln √(2π) + (n + ½) ln (n + 1) − (n + 1): what is left where the logarithms of two of them cancel. */
export function stirlingCorrection(n: number): number {
  return n < TABLE_LENGTH ? (corrections[n] ?? 0) : series(n);
}

function series(n: number): number {
  const inverse = 1 / (n + 1);
  const square = inverse * inverse;
  return (1 / 12 - (1 / 360 - square / 1260) * square) * inverse;
}
