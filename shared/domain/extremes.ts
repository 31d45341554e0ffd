/** The largest of `least` and the values, taken one by one: an argument list overflows above some 120,000. */
export function largest(least: number, values: Iterable<number>): number {
  let found = least;
  for (const value of values) if (value > found) found = value;
  return found;
}

/** The smallest of `most` and the values. */
export function smallest(most: number, values: Iterable<number>): number {
  let found = most;
  for (const value of values) if (value < found) found = value;
  return found;
}
