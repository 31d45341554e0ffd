import type { Position } from '../domain/position.ts';
import type { Reason } from '../domain/vocabulary.ts';

/** A position in progress: `counted` and `reason` are still being settled by evidence, limits and caps. */
export interface Draft extends Omit<Position, 'counted' | 'reason'> {
  counted: number;
  reason: string | null;
}

/** Reduces a draft's counted amount, wholly or in part. */
export function cut(draft: Draft, counted: number, reason: Reason): void {
  draft.counted = counted;
  draft.reason = reason;
}

/** Sorts before every day. */
const NO_DAY = -1e9;

/** Order of positions: day (none first), then identity. */
export function byDayThenIdentity(a: Draft, b: Draft): number {
  return (a.on ?? NO_DAY) - (b.on ?? NO_DAY) || compareText(a.activity ?? '', b.activity ?? '');
}

export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
