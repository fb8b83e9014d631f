/** A number of an array; 0 beyond its ends. */
export function numberAt(numbers: Float64Array, place: number): number {
  return numbers[place] ?? 0;
}

/** Adds to a number of an array. */
export function addAt(numbers: Float64Array, place: number, value: number): void {
  numbers[place] = (numbers[place] ?? 0) + value;
}

/** Makes all numbers of a short array 0; for a few dozen a loop is quicker than a call of fill. */
export function clear(numbers: Float64Array): void {
  for (let place = 0; place < numbers.length; place++) numbers[place] = 0;
}
