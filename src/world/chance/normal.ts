import type { Stream } from "./stream.ts";

/**
 * A number of the standard normal distribution, mean 0 and variance 1, from one number of the stream: the greater that is,
 * the greater is this.
 */
export function normal(stream: Stream): number {
  return normalQuantile(stream.uniform());
}

/** A factor that a rate is multiplied by, 1 on average: exp(N(−τ²/2, τ²)). 1 exactly where `tau` is 0. */
export function logNormalEffect(stream: Stream, tau: number): number {
  return tau === 0 ? 1 : Math.exp(tau * normal(stream) - (tau * tau) / 2);
}

/**
 * The number below which the standard normal distribution has a share, to 16 digits for shares from 2^-33 to 1 − 2^-33.
 * M. Wichura, "Algorithm AS 241: the percentage points of the normal distribution", Applied Statistics 37 (1988): the
 * constants are the paper's.
 */
export function normalQuantile(share: number): number {
  const q = share - 0.5;
  if (Math.abs(q) <= 0.425) {
    const r = 0.180625 - q * q;
    return (
      (q *
        (((((((2509.0809287301226727 * r + 33430.575583588128105) * r + 67265.770927008700853) * r + 45921.953931549871457) * r +
          13731.693765509461125) *
          r +
          1971.5909503065514427) *
          r +
          133.14166789178437745) *
          r +
          3.387132872796366608)) /
      (((((((5226.495278852854561 * r + 28729.085735721942674) * r + 39307.89580009271061) * r + 21213.794301586595867) * r +
        5394.1960214247511077) *
        r +
        687.1870074920579083) *
        r +
        42.313330701600911252) *
        r +
        1)
    );
  }
  const tail = tailQuantile(Math.sqrt(-Math.log(Math.min(share, 1 - share))) - 1.6);
  return q < 0 ? -tail : tail;
}

function tailQuantile(r: number): number {
  return (
    (((((((7.7454501427834140764e-4 * r + 0.0227238449892691845833) * r + 0.24178072517745061177) * r + 1.27045825245236838258) *
      r +
      3.64784832476320460504) *
      r +
      5.7694972214606914055) *
      r +
      4.6303378461565452959) *
      r +
      1.42343711074968357734) /
    (((((((1.05075007164441684324e-9 * r + 5.475938084995344946e-4) * r + 0.0151986665636164571966) * r +
      0.14810397642748007459) *
      r +
      0.68976733498510000455) *
      r +
      1.6763848301838038494) *
      r +
      2.05319162663775882187) *
      r +
      1)
  );
}
