// Of src/world/chance/normal.ts, number by number. Asked for at each mood and by one draw in twenty: calls of
// JavaScript for it cost some three in a hundred of all time.

// @ts-ignore: decorator
@external("env", "log")
export declare function log(x: f64): f64;
// @ts-ignore: decorator
@external("env", "exp")
export declare function exp(x: f64): f64;

function tailRatio(r: f64): f64 {
  const over =
    ((((((0.0007745450142783414 * r + 0.022723844989269184) * r + 0.2417807251774506) * r + 1.2704582524523684) * r +
      3.6478483247632045) *
      r +
      5.769497221460691) *
      r +
      4.630337846156546) *
      r +
    1.4234371107496835;
  const under =
    ((((((1.0507500716444169e-9 * r + 0.0005475938084995345) * r + 0.015198666563616457) * r + 0.14810397642748008) * r +
      0.6897673349851) *
      r +
      1.6763848301838038) *
      r +
      2.053191626637759) *
      r +
    1;
  return over / under;
}

function middleRatio(r: f64): f64 {
  const over =
    ((((((2509.0809287301227 * r + 33430.57558358813) * r + 67265.7709270087) * r + 45921.95393154987) * r + 13731.69376550946) *
      r +
      1971.5909503065513) *
      r +
      133.14166789178438) *
      r +
    3.3871328727963665;
  const under =
    ((((((5226.495278852854 * r + 28729.085735721943) * r + 39307.89580009271) * r + 21213.794301586597) * r +
      5394.196021424751) *
      r +
      687.1870074920579) *
      r +
      42.31333070160091) *
      r +
    1;
  return over / under;
}

/** The number below which the standard normal distribution has a share. */
export function normalQuantile(share: f64): f64 {
  const q = share - 0.5;
  if (abs(q) <= 0.425) return q * middleRatio(0.180625 - q * q);
  const tail = tailRatio(sqrt(-log(min(share, 1 - share))) - 1.6);
  return q < 0 ? -tail : tail;
}
