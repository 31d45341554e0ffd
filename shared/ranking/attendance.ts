import type { School } from '../domain/assembled.ts';
import { isInYear } from '../domain/calendar.ts';
import { isGiven } from '../domain/cell.ts';

/**
 * Mean of 实到/应到 (at most 1 each) over the activities of the year that an organization hosted, with both numbers;
 * an exact reduced fraction of whole numbers, `0/1` where there is none (points.md §5). One activity typed twice is one.
 */
export function meanAttendance(school: School, organization: string): string {
  // 实到 by 应到: few different numbers are many activities' 应到, so there are few fractions to add.
  const presentOf = new Map<number, number>();
  let count = 0;
  for (const activity of school.activities.hostedOrJoined(organization)) {
    const { hostId, heldOn, expected, present } = activity;
    if (school.colleges[activity.college]?.isRepeated(activity)) continue;
    if (hostId !== organization || !isGiven(heldOn) || !isInYear(heldOn, school.year) || heldOn > school.asOf) continue;
    if (!isGiven(expected) || !isGiven(present) || expected <= 0) continue;
    presentOf.set(expected, (presentOf.get(expected) ?? 0) + Math.min(present, expected));
    count++;
  }
  if (count === 0) return '0/1';
  let [numerator, denominator] = [0n, 1n];
  for (const [expected, sum] of presentOf) {
    const under = BigInt(expected);
    [numerator, denominator] = reduced(numerator * under + BigInt(sum) * denominator, denominator * under);
  }
  return reduced(numerator, denominator * BigInt(count)).join('/');
}

/** Compares two fractions `a/b`: negative where the first is smaller. */
export function compareFractions(a: string, b: string): number {
  if (a === b) return 0;
  const [an = 0n, ad = 1n] = a.split('/').map(BigInt);
  const [bn = 0n, bd = 1n] = b.split('/').map(BigInt);
  const difference = an * bd - bn * ad;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

function reduced(numerator: bigint, denominator: bigint): [bigint, bigint] {
  let [a, b] = [numerator, denominator];
  while (b !== 0n) [a, b] = [b, a % b];
  return a === 0n ? [0n, 1n] : [numerator / a, denominator / a];
}
